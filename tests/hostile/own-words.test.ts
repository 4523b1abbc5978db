// Hostile hands at a link to somebody's own words: who made it, who guesses, who comes back, and words that look like a page.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as exports from '../../src/features/office/exports-protocol';
import { leavePath } from '../../src/features/office/staff-protocol';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { days, minutes } from '../../src/kernel/clock';
import { makeNewPin } from '../../src/server/new-pin';
import { writeAs } from '../support/children';
import { type Browser, type Desk, openDesk, osier, quince } from '../support/office-desk';
import { engineOf, fetchOwn, fetchWith, given, linkFor, pin, said, writeEverywhere } from '../support/taking-away';
import { freshId } from '../support/world';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched

let desk: Desk;
let helen: Browser;
beforeEach(async () => {
  desk = await openDesk();
  await writeEverywhere(desk);
  helen = await desk.signedIn('helen');
});
afterEach(() => desk.stop());

const over = { ok: false, trouble: 'link-over' };
const notFound = { status: 404, body: { refusal: 'not-found' } };
const open = async (token: string, typed = pin) => (await desk.browser().post(exports.openOwnLinkPath, { token, pin: typed })).body;
const filePath = (ticket: string | undefined) => `${exports.exportFilePath}/${ticket}`;
const lines = async (what: string) => (await desk.trail()).filter(line => line.includes(what));

describe('a link to somebody’s own words', () => {
  let token: string;
  beforeEach(async () => {
    await helen.post(leavePath, { person: 'amina', nursery: quince });
    token = await linkFor(helen, 'amina');
  });

  test('shows its maker nothing: without the PIN there is a name and a day, and no word', async () => {
    const seen = [
      await desk.browser().post(exports.lookAtOwnLinkPath, { token }),
      await helen.post(exports.openOwnLinkPath, { token, pin: '111111' }),
    ];
    expect(seen[1]?.body).toEqual({ ok: false, trouble: 'pin-wrong' });
    expect(JSON.stringify(seen)).not.toContain(said.amina);
    expect(await lines('own-link-refused')).toEqual(['nobody own-link-refused amina']);
  });

  test('is not opened by the leader’s own PIN, nor by her session', async () => {
    await desk.server.db.transaction().execute(async tx => {
      await tx.updateTable('pins').set({ changed_at: 1 }).where('person', '=', 'helen').execute();
    });
    const made = await makeNewPin(desk.server, 'helen');
    expect(await open(token, made.ok ? made.value.pin : '')).toEqual({ ok: false, trouble: 'pin-wrong' });
    expect((await helen.post(exports.fetchOwnPath, { pass: token })).body).toEqual(over);
    expect((await fetchWith(desk, helen, `${exports.ownFilePath}/${token}`)).status).toBe(404);
  });

  test('that is guessed, ended or too old is answered alike', async () => {
    const guessed = 'A'.repeat(43);
    expect(await open(guessed)).toEqual(over);
    expect((await desk.browser().post(exports.lookAtOwnLinkPath, { token: guessed })).body).toEqual(over);
    const { pass } = given({ body: await open(token) });
    await desk.browser().post(exports.endOwnLinkPath, { pass });
    expect(await open(token)).toEqual(over);
    const other = await linkFor(helen, 'marcia');
    desk.server.clock.move(days(7));
    expect(await open(other)).toEqual(over);
  });

  test('takes ten PINs in a row and no more, each with a longer wait, whoever makes new links meanwhile', async () => {
    const troubles: (string | undefined)[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      desk.server.clock.move(minutes(11));
      helen = await desk.signedIn('helen');
      troubles.push(Object(await open(await linkFor(helen, 'amina'), String(100_001 + tries))).trouble);
    }
    expect(troubles).toEqual([...Array(10).fill('pin-wrong'), 'pin-tries-over', 'pin-tries-over']);
    expect(await open(await linkFor(helen, 'amina'))).toMatchObject({ ok: false });
  });

  test('makes whoever guesses wait after the fourth, and the wait tells nothing of the PIN', async () => {
    for (let tries = 0; tries < 5; tries += 1) await open(token, String(100_001 + tries));
    expect(await open(token)).toMatchObject({ ok: false, trouble: 'wait' });
    desk.server.clock.move(minutes(1));
    expect(await open(token)).toMatchObject({ ok: true });
  });

  test('opens again for her who was made a new PIN after ten wrong ones, and no more with the old', async () => {
    await desk.server.db.insertInto('own_misses').values({ person: 'amina', opening: 0, count: 10 }).execute();
    expect(await open(token)).toEqual({ ok: false, trouble: 'pin-tries-over' });
    desk.server.clock.move(1);
    const made = await makeNewPin(desk.server, 'amina');
    expect(await open(token)).toEqual({ ok: false, trouble: 'pin-wrong' });
    expect(await open(token, made.ok ? made.value.pin : '')).toMatchObject({ ok: true });
  });

  test('gives a ticket that opens once, for two minutes, and nothing at the office’s own address', async () => {
    const ticket = async () => {
      const { pass } = given({ body: await open(token) });
      return given(await desk.browser().post(exports.fetchOwnPath, { pass })).ticket;
    };
    const first = await ticket();
    expect((await fetchWith(desk, helen, filePath(first))).status).toBe(404);
    expect((await fetchWith(desk, null, `${exports.ownFilePath}/${first}`)).status).toBe(200);
    expect((await fetchWith(desk, null, `${exports.ownFilePath}/${first}`)).status).toBe(404);
    const second = await ticket();
    desk.server.clock.move(minutes(2));
    expect((await fetchWith(desk, null, `${exports.ownFilePath}/${second}`)).status).toBe(404);
  });

  test('gives nothing to a page of another site that knows the ticket', async () => {
    const { pass } = given({ body: await open(token) });
    const { ticket } = given(await desk.browser().post(exports.fetchOwnPath, { pass }));
    const url = `${exports.ownFilePath}/${ticket}`;
    expect((await fetchWith(desk, null, url, { 'sec-fetch-site': 'cross-site' })).status).toBe(404);
    expect((await fetchWith(desk, null, url, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  test('lets a pass be worth nothing after a quarter of an hour, or once her leader has made another link', async () => {
    const { pass } = given({ body: await open(token) });
    await linkFor(helen, 'amina');
    expect((await desk.browser().post(exports.fetchOwnPath, { pass })).body).toEqual(over);
    const later = given({ body: await open(await linkFor(helen, 'amina')) });
    desk.server.clock.move(minutes(15));
    expect((await desk.browser().post(exports.fetchOwnPath, { pass: later.pass })).body).toEqual(over);
  });

  test('is made by nobody for herself, for somebody of another nursery, or without the six digits', async () => {
    const farida = await desk.signedIn('farida');
    expect((await helen.post(exports.makeOwnLinkPath, { person: 'helen', nursery: quince })).body.trouble).toBe('own-role');
    for (const asked of [
      { person: 'amina', nursery: quince },
      { person: 'amina', nursery: osier },
    ])
      expect(await farida.post(exports.makeOwnLinkPath, asked)).toMatchObject(notFound);
    desk.server.clock.move(minutes(6));
    expect((await helen.post(exports.makeOwnLinkPath, { person: 'amina', nursery: quince })).body.refusal).toBe('prove-again');
  });

  test('is made by no leader for whoever leads the programme, and by no mentor for anybody', async () => {
    const ruth = await desk.signedIn('ruth');
    expect((await ruth.post(exports.makeOwnLinkPath, { person: 'marcia', nursery: quince })).status).toBe(404);
    expect((await helen.post(exports.makeOwnLinkPath, { person: 'denise', nursery: null })).body.refusal).toBe('not-allowed');
  });

  test('lies on the server as a hash alone, and so do its passes and tickets', async () => {
    const { pass } = given({ body: await open(token) });
    const { ticket } = given(await desk.browser().post(exports.fetchOwnPath, { pass }));
    const { db } = desk.server;
    const kept = JSON.stringify([
      await db.selectFrom('own_links').selectAll().execute(),
      await db.selectFrom('export_tickets').selectAll().execute(),
    ]);
    for (const secret of [token, pass, ticket]) expect(kept).not.toContain(secret);
    expect(desk.server.lines.join('\n')).not.toMatch(new RegExp([token, pass, ticket].join('|')));
  });

  test('shows words that look like a page as words, and no name of anybody’s making leads out of the zip', async () => {
    const hostile = '"><script>alert(1)</script>../../etc/passwd';
    const amina = { id: 'amina', role: 'educator', nursery: quince, room: null, home: quince, pair: 0 };
    const set = { module: null, prompt: null, text: hostile };
    await writeAs(engineOf(desk), amina, [{ kind: reflectionKind, id: freshId(engineOf(desk)), set }]);
    await desk.server.db.updateTable('people').set({ name: '../../Amina"\r\nX: 1' }).where('id', '=', 'amina').execute();
    const file = await fetchOwn(desk, token);
    expect(file.page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;../../etc/passwd');
    expect(file.page).not.toContain('<script');
    expect([...file.entries.keys()].filter(name => name.includes('..') || name.startsWith('/'))).toEqual([]);
    expect(file.headers['content-disposition']).toBe('attachment; filename="larkrise-mine-2026-11-23.zip"');
    expect(file.headers.x).toBeUndefined();
  });
});
