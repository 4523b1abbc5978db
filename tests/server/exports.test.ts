// What a leader takes away from the office: a baby's report, the whole nursery's data by two people and a day, and a room that is no more.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as exports from '../../src/features/office/exports-protocol';
import { addRoomPath, changeRoomPath, nurseriesPath, type OfficeNursery } from '../../src/features/office/staff-protocol';
import { mayAgree, overAt, readyAt, standingOf } from '../../src/features/office/two-people';
import { days, minutes } from '../../src/kernel/clock';
import { babyMoves, babyStands } from '../../src/server/babies';
import { erase } from '../../src/sync/erasures/erasure.server';
import { type Browser, type Desk, openDesk, quince } from '../support/office-desk';
import { engineOf, fetchWith, given, said, type Written, writeEverywhere } from '../support/taking-away';

let desk: Desk;
let helen: Browser;
let written: Written;
beforeEach(async () => {
  desk = await openDesk();
  written = await writeEverywhere(desk);
  helen = await desk.signedIn('helen');
});
afterEach(() => desk.stop());

const fileOf = (browser: Browser, answer: { readonly body: { readonly value?: unknown } }) =>
  fetchWith(desk, browser, `${exports.exportFilePath}/${given(answer).ticket}`);

describe('two people and a wait', () => {
  const pace = { answer: 10, wait: 5, lasts: 3 };
  const asked = { askedBy: 'a', askedAt: 100, agreedBy: null, agreedAt: null, stoppedAt: null };
  const agreed = { ...asked, agreedBy: 'b', agreedAt: 104 };

  test('stand as asked, waiting, ready and over, each to its moment', () => {
    const standing = (of: typeof asked | typeof agreed, ...at: number[]) => at.map(now => standingOf(of, pace, now));
    expect(standing(asked, 100, 109, 110)).toEqual(['asked', 'asked', 'over']);
    expect(standing(agreed, 104, 108, 109, 111, 112)).toEqual(['waiting', 'waiting', 'ready', 'ready', 'over']);
    expect([readyAt(asked, pace), overAt(asked, pace), readyAt(agreed, pace), overAt(agreed, pace)]).toEqual([null, 110, 109, 112]);
  });

  test('are two, and end whenever somebody stops them', () => {
    expect([mayAgree(asked, 'a'), mayAgree(asked, 'b')]).toEqual([false, true]);
    expect(standingOf({ ...agreed, stoppedAt: 105 }, pace, 109)).toBe('stopped');
  });
});

describe('a baby’s report', () => {
  test('is fetched once by whoever leads her nursery, as a file that no page runs, under a name that nobody wrote', async () => {
    const file = await fileOf(helen, await helen.post(exports.babyReportPath, { child: written.zosia, reason: 'family' }));
    expect(file.page).toContain('Zosia');
    expect(file.page).not.toContain(said.tried);
    expect(file.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="larkrise-baby-2026-11-23.zip"',
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    const lines = (await desk.trail()).slice(-2);
    expect(lines).toEqual([`helen baby-report-family ${written.zosia}`, `helen baby-report-made ${written.zosia}`]);
  });

  test('is for the babies of her nursery, whom she sees by name after her six digits', async () => {
    const { babies } = given(await helen.get(`${exports.babiesPath}?nursery=${quince}`));
    expect(babies).toEqual([{ id: written.zosia, name: 'Zosia', hasLeft: false }]);
    desk.server.clock.move(minutes(6));
    expect((await helen.get(`${exports.babiesPath}?nursery=${quince}`)).body.refusal).toBe('prove-again');
  });
});

describe('a whole nursery’s data', () => {
  let marcia: Browser;
  beforeEach(async () => {
    marcia = await desk.signedIn('marcia');
  });
  const ask = (browser = helen) => browser.post(exports.askExportPath, { nursery: quince, reason: 'system' });
  const list = async (browser: Browser) =>
    given(await browser.get(`${exports.nurseryExportsPath}?nursery=${quince}`)) as unknown as {
      exports: exports.NurseryExport[];
      mayAsk: boolean;
    };
  const first = async (browser: Browser) => (await list(browser)).exports[0] as exports.NurseryExport;

  test('is asked for by one, agreed to by another, ready after a day and gone after seven', async () => {
    await ask();
    expect(await first(helen)).toMatchObject({ standing: 'asked', askedBy: 'Helen', mayAgree: false, mayStop: true, mayFetch: false });
    const { id, mayAgree: marciaMay } = await first(marcia);
    expect(marciaMay).toBe(true);
    expect((await marcia.post(exports.agreeExportPath, { id })).body.ok).toBe(true);
    expect(await first(helen)).toMatchObject({ standing: 'waiting', agreedBy: 'Marcia', readyAt: desk.server.clock() + days(1) });
    desk.server.clock.move(days(1));
    [helen, marcia] = [await desk.signedIn('helen'), await desk.signedIn('marcia')];
    expect(await first(marcia)).toMatchObject({ standing: 'ready', mayFetch: true });
    for (const browser of [helen, marcia]) {
      const file = await fileOf(browser, await browser.post(exports.fetchExportPath, { id }));
      expect(file.headers['content-disposition']).toBe('attachment; filename="larkrise-nursery-2026-11-24.zip"');
      expect([file.page.includes('Zosia'), file.page.includes('word 1')]).toEqual([true, true]);
    }
    desk.server.clock.move(days(7));
    helen = await desk.signedIn('helen');
    expect(await first(helen)).toMatchObject({ standing: 'over', mayFetch: false });
    expect((await desk.trail()).filter(line => line.includes('nursery-export'))).toEqual([
      `helen nursery-export-system ${id}`,
      `marcia nursery-export-agreed ${id}`,
      `helen nursery-export-fetched ${quince}`,
      `marcia nursery-export-fetched ${quince}`,
    ]);
  });

  test('holds what leaders may read, and nobody’s private words, her own neither', async () => {
    await ask();
    const { id } = await first(helen);
    await marcia.post(exports.agreeExportPath, { id });
    desk.server.clock.move(days(1));
    helen = await desk.signedIn('helen');
    const { page, entries } = await fileOf(helen, await helen.post(exports.fetchExportPath, { id }));
    const all = Buffer.concat([...entries.values()]).toString('utf8');
    for (const words of [...Object.values(said), 'Otto', 'Ioana', 'Farida']) expect(all, words).not.toContain(words);
    expect(page).toContain('What people wrote for themselves alone');
    expect(page).toContain('<h1>What leaders may read at <bdi dir="auto">Quince Street Nursery</bdi></h1>');
    expect(JSON.parse(entries.get('report.json')?.toString('utf8') ?? '')).toMatchObject({ what: 'nursery', id: quince });
  });

  test('is one at a time, and whoever leads there stops it, the programme lead as well', async () => {
    await ask();
    expect((await ask(marcia)).body.trouble).toBe('is-so-already');
    const denise = await desk.signedIn('denise');
    expect((await list(denise)).mayAsk).toBe(false);
    await denise.post(exports.stopExportPath, { id: (await first(denise)).id });
    expect(await first(helen)).toMatchObject({ standing: 'stopped', stoppedBy: 'Denise', mayFetch: false });
    expect((await ask(marcia)).body.ok).toBe(true);
  });

  test('is agreed to by the programme lead where a nursery has one leader, who alone fetches it', async () => {
    await ask();
    const { id } = await first(helen);
    const denise = await desk.signedIn('denise');
    await denise.post(exports.agreeExportPath, { id });
    desk.server.clock.move(days(1));
    const again = await desk.signedIn('denise');
    helen = await desk.signedIn('helen');
    expect((await again.post(exports.fetchExportPath, { id })).status).toBe(403);
    expect((await fileOf(helen, await helen.post(exports.fetchExportPath, { id }))).page).toContain('Zosia');
  });
});

describe('a room', () => {
  const remove = (room: string) => helen.post(exports.removeRoomPath, { room });
  const rooms = async () => {
    const { nurseries } = given(await helen.get(nurseriesPath)) as unknown as { nurseries: OfficeNursery[] };
    return nurseries.find(({ id }) => id === quince)?.rooms.map(({ name }) => name);
  };

  test('that is the last one stays, and so does one with people or babies in it, and it is said how many', async () => {
    expect(given(await remove('wrens'))).toEqual({ removed: false, people: 1, babies: 1, isLast: true });
    await helen.post(addRoomPath, { nursery: quince, name: 'Finches' });
    expect(given(await remove('wrens'))).toEqual({ removed: false, people: 1, babies: 1, isLast: false });
    expect(await rooms()).toEqual(['Finches', 'Wrens']);
  });

  test('that is empty goes, nobody is put there any more, and a new one may have its name', async () => {
    const { id: finches } = given(await helen.post(addRoomPath, { nursery: quince, name: 'Finches' }));
    await helen.post(changeRoomPath, { person: 'amina', nursery: quince, room: finches });
    await babyMoves(engineOf(desk), { child: written.zosia, room: String(finches) });
    expect(given(await remove('wrens'))).toMatchObject({ removed: true });
    expect(await rooms()).toEqual(['Finches']);
    expect((await helen.post(changeRoomPath, { person: 'amina', nursery: quince, room: 'wrens' })).body.trouble).toBe('room-unknown');
    expect(await babyMoves(engineOf(desk), { child: written.zosia, room: 'wrens' })).toEqual({ ok: false, trouble: 'no-such-room' });
    expect((await remove('wrens')).status).toBe(404);
    expect((await helen.post(addRoomPath, { nursery: quince, name: 'Wrens' })).body.ok).toBe(true);
    expect(await desk.trail()).toContain('helen room-removed');
  });
});

describe('how long things are kept', () => {
  const keeping = async (browser: Browser) =>
    given(await browser.get(`${exports.keepingPath}?nursery=${quince}`)) as unknown as exports.Keeping;
  const certificate = (browser: Browser, id: string) => {
    const cookie = [...browser.jar].map(pair => pair.join('=')).join('; ');
    return desk.server.app.inject({ method: 'GET', url: `${exports.certificatePath}/${id}`, headers: { cookie } });
  };

  test('is read by the nursery’s leaders with names, and by the programme lead without', async () => {
    await babyStands(engineOf(desk), { child: written.zosia, standing: 'left' });
    const left = desk.server.clock();
    desk.server.clock.move(days(31));
    const [leader, lead] = [await desk.signedIn('helen'), await desk.signedIn('denise')];
    const due = { leftAt: left, records: 4, holds: [] };
    expect(await keeping(leader)).toEqual({ days: 30, daily: false, due: [{ ...due, name: 'Zosia' }], erased: [] });
    expect((await keeping(lead)).due).toEqual([{ ...due, name: null }]);
    expect((await (await desk.signedIn('farida')).get(`${exports.keepingPath}?nursery=${quince}`)).status).toBe(404);
  });

  test('tells what was erased, with a page to keep that only those who answer for the nursery are given', async () => {
    await erase({ ...engineOf(desk), eraseBlobs: async () => undefined, remember: async () => undefined }, 'child', written.zosia);
    const [erased] = (await keeping(helen)).erased;
    expect(erased).toMatchObject({ what: 'child', records: 4, tablets: 0, done: 0 });
    const page = await certificate(helen, erased?.id ?? '');
    expect(page.body).toContain('Certificate of erasure');
    expect(page.headers).toMatchObject({
      'content-disposition': 'attachment; filename="larkrise-erasure-2026-11-23.html"',
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'private, no-store',
    });
    for (const one of ['farida', 'ruth']) expect((await certificate(await desk.signedIn(one), erased?.id ?? '')).statusCode).toBe(404);
    expect((await certificate(desk.browser(), erased?.id ?? '')).statusCode).toBe(401);
  });
});
