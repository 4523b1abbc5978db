// Hostile hands at what can be taken away from the office: babies' reports, and a whole nursery's data.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as exports from '../../src/features/office/exports-protocol';
import { changeRolePath } from '../../src/features/office/staff-protocol';
import { days, minutes } from '../../src/kernel/clock';
import { type Browser, type Desk, openDesk, osier, quince } from '../support/office-desk';
import { fetchWith, given, type Written, writeEverywhere } from '../support/taking-away';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched

let desk: Desk;
let helen: Browser;
let written: Written;
beforeEach(async () => {
  desk = await openDesk();
  written = await writeEverywhere(desk);
  helen = await desk.signedIn('helen');
});
afterEach(() => desk.stop());

const notFound = { status: 404, body: { refusal: 'not-found' } };
const filePath = (ticket: string | undefined) => `${exports.exportFilePath}/${ticket}`;
const lines = async (what: string) => (await desk.trail()).filter(line => line.includes(what));

describe('a baby’s report', () => {
  const ask = (browser: Browser, child = written.zosia) => browser.post(exports.babyReportPath, { child, reason: 'family' });

  test('is not there for the leader of another nursery, a mentor, or for a thing that is no baby', async () => {
    expect(await ask(await desk.signedIn('farida'))).toMatchObject(notFound);
    expect(await ask(helen, written.otter)).toMatchObject(notFound);
    expect(await ask(helen, 'amina')).toMatchObject(notFound);
    expect((await ask(await desk.signedIn('ruth'))).status).toBe(403);
    expect(await lines('baby-report')).toEqual([]);
  });

  test('is not for whoever leads the programme, who reads no word about a baby, and her names are not either', async () => {
    const denise = await desk.signedIn('denise');
    expect((await ask(denise)).body.refusal).toBe('not-allowed');
    expect((await denise.get(`${exports.babiesPath}?nursery=${quince}`)).status).toBe(403);
  });

  test('is asked for with a reason of the list and no other word', async () => {
    const answer = await helen.post(exports.babyReportPath, { child: written.zosia, reason: 'Zosia’s father asked' });
    expect(answer.status).toBe(400);
  });

  test('is fetched by nobody else with its ticket, not without a session, and only once', async () => {
    const { ticket } = given(await ask(helen));
    const marcia = await desk.signedIn('marcia');
    expect((await fetchWith(desk, marcia, filePath(ticket))).status).toBe(404);
    expect((await fetchWith(desk, null, filePath(ticket))).status).toBe(401);
    expect((await fetchWith(desk, null, `${exports.ownFilePath}/${ticket}`)).status).toBe(404);
    expect((await fetchWith(desk, helen, filePath(ticket))).status).toBe(200);
    expect((await fetchWith(desk, helen, filePath(ticket))).status).toBe(404);
  });

  test('is given to nobody who was taken out of the nursery between asking and fetching', async () => {
    const { db } = desk.server;
    const elsewhere = { id: 'helen-elsewhere', person: 'helen', nursery: osier, room: null, role: 'leader', until: null };
    await db.insertInto('memberships').values(elsewhere).execute();
    const { ticket } = given(await ask(helen));
    const marcia = await desk.signedIn('marcia');
    await marcia.post(changeRolePath, { person: 'helen', nursery: quince, role: 'educator' });
    expect((await fetchWith(desk, helen, filePath(ticket))).status).toBe(404);
    expect(await lines('baby-report-made')).toEqual([]);
  });

  test('makes whoever takes one after the other wait', async () => {
    const answers: (string | undefined)[] = [];
    for (let asked = 0; asked < 8; asked += 1) answers.push((await ask(helen)).body.trouble);
    expect(answers.at(-1)).toBe('wait');
  });
});

describe('a whole nursery’s data', () => {
  let marcia: Browser;
  let id: string;
  beforeEach(async () => {
    marcia = await desk.signedIn('marcia');
    await helen.post(exports.askExportPath, { nursery: quince, reason: 'closing' });
    id = (await desk.server.db.selectFrom('exports').select('id').executeTakeFirstOrThrow()).id;
  });
  const agree = (browser: Browser) => browser.post(exports.agreeExportPath, { id });
  const fetch = (browser: Browser) => browser.post(exports.fetchExportPath, { id });
  const later = async (by: number) => {
    desk.server.clock.move(by);
    [helen, marcia] = [await desk.signedIn('helen'), await desk.signedIn('marcia')];
  };

  test('is not agreed to by whoever asked, however often', async () => {
    for (const _ of [1, 2]) expect((await agree(helen)).body.trouble).toBe('same-person');
    await later(days(2));
    expect((await fetch(helen)).body.trouble).toBe('export-not-ready');
  });

  test('is not there for another nursery’s leader: not to see, to agree to, to stop or to fetch', async () => {
    const farida = await desk.signedIn('farida');
    expect(await farida.get(`${exports.nurseryExportsPath}?nursery=${quince}`)).toMatchObject(notFound);
    for (const path of [exports.agreeExportPath, exports.stopExportPath, exports.fetchExportPath])
      expect(await farida.post(path, { id })).toMatchObject(notFound);
    expect(await farida.post(exports.askExportPath, { nursery: quince, reason: 'system' })).toMatchObject(notFound);
  });

  test('is nothing for a mentor, and an educator has no way in at all', async () => {
    const ruth = await desk.signedIn('ruth');
    for (const path of [exports.agreeExportPath, exports.stopExportPath, exports.fetchExportPath])
      expect((await ruth.post(path, { id })).body.refusal).toBe('not-allowed');
    await desk.account('amina');
    expect((await desk.browser().post(exports.agreeExportPath, { id })).status).toBe(401);
  });

  test('is not ready a moment before the day is over, and is over after seven', async () => {
    await agree(marcia);
    await later(days(1) - 1);
    expect((await fetch(helen)).body.trouble).toBe('export-not-ready');
    await later(1 + days(7));
    expect((await fetch(helen)).body.trouble).toBe('export-over');
    expect(await lines('nursery-export-fetched')).toEqual([]);
  });

  test('that waited seven days for a second person is over', async () => {
    await later(days(7));
    expect((await agree(marcia)).body.trouble).toBe('export-over');
  });

  test('that was stopped is fetched by nobody, with a ticket from before neither', async () => {
    await agree(marcia);
    await later(days(1));
    const { ticket } = given(await fetch(helen));
    await marcia.post(exports.stopExportPath, { id });
    expect((await fetchWith(desk, helen, filePath(ticket))).status).toBe(404);
    expect((await fetch(helen)).body.trouble).toBe('export-over');
    expect((await agree(marcia)).body.trouble).toBe('export-over');
  });

  test('is not agreed to once whoever asked is a leader no more', async () => {
    await marcia.post(changeRolePath, { person: 'helen', nursery: quince, role: 'educator' });
    expect((await agree(marcia)).body.trouble).toBe('asker-gone');
  });

  test('is not fetched once one of the two is a leader no more', async () => {
    await agree(marcia);
    await later(days(1));
    await helen.post(changeRolePath, { person: 'marcia', nursery: quince, role: 'educator' });
    expect((await fetch(helen)).body.trouble).toBe('asker-gone');
    expect((await fetch(marcia)).status).toBe(401);
  });

  test('is not fetched by a leader who was neither of the two', async () => {
    const denise = await desk.signedIn('denise');
    await agree(denise);
    await later(days(1));
    expect((await fetch(marcia)).body.refusal).toBe('not-allowed');
    expect((await fetch(helen)).body.ok).toBe(true);
  });

  test('asks for the six digits at every step, and stopping it does not', async () => {
    desk.server.clock.move(minutes(6));
    expect((await agree(marcia)).body.refusal).toBe('prove-again');
    expect((await fetch(helen)).body.refusal).toBe('prove-again');
    expect((await marcia.post(exports.stopExportPath, { id })).body.ok).toBe(true);
  });

  test('opens no second time with a ticket that was used', async () => {
    await agree(marcia);
    await later(days(1));
    const { ticket } = given(await fetch(helen));
    expect((await fetchWith(desk, helen, filePath(ticket))).status).toBe(200);
    expect((await fetchWith(desk, helen, filePath(ticket))).status).toBe(404);
    expect(await lines('nursery-export-fetched')).toHaveLength(1);
  });

  test('is asked for once where two ask at the same moment', async () => {
    await helen.post(exports.stopExportPath, { id });
    const both = [helen, marcia].map(one => one.post(exports.askExportPath, { nursery: quince, reason: 'system' }));
    expect((await Promise.all(both)).map(({ body }) => body.trouble ?? 'done').sort()).toEqual(['done', 'is-so-already']);
  });
});
