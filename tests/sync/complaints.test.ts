// Complaints about data between tablets and the server: written offline, read by those who answer and by nobody else, answered step by step.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { complaintDraftKind, herself } from '../../src/features/complaints/complaint';
import { answerComplaint, liveComplaints, liveProgramme, sendComplaint } from '../../src/features/complaints/complaint.store';
import { noDraft, openDraft } from '../../src/features/complaints/complaint-draft.store';
import { days } from '../../src/kernel/clock';
import { erase } from '../../src/sync/erasures/erasure.server';
import { historyPath } from '../../src/sync/history/history';
import { readRecords } from '../../src/sync/records.store';
import { answersOf, as, complaintRoom, complaintsOf } from '../support/complaints';
import { keptApart, sync } from '../support/room';
import { type Server, startServer } from '../support/world';

let server: Server;

beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => {
  server.faults.length = 0;
  server.now += days(1);
});
afterAll(() => server.db.destroy());

const said = { baby: null, from: 'Amina', programme: null, words: 'My hours are wrong.\n\nPlease look.' };
const send = async (session: Session, over: { baby?: string; from?: string; programme?: string; words?: string } = {}) => {
  const sent = await sendComplaint(session, { ...said, ...over }, noDraft);
  if (!sent.ok) throw new Error(sent.trouble);
  return sent.value;
};
const draftsOf = async (session: Session) => (await readRecords(session, complaintDraftKind)).items.map(({ row }) => row.words);

/** What she is shown, once. */
async function shown(session: Session) {
  const live = liveComplaints(session);
  await expect.poll(() => live.signal.value).toBeDefined();
  live.stop();
  const { hers = [], waiting = [], settled = [] } = live.signal.value ?? {};
  const brief = (all: typeof hers) => all.map(({ standing, daysLeft }) => [standing, daysLeft]);
  return { hers: brief(hers), waiting: brief(waiting), settled: brief(settled) };
}

test('written without a network it reaches the leader, and each step of her answer reaches whoever wrote it', async () => {
  const { blue, green, first, leader } = await complaintRoom(server);
  const [amina, helen] = [await as(server, blue, first), await as(server, green, leader, 'leader')];
  const id = await send(amina);
  expect(await shown(amina)).toEqual({ hers: [['new', 29]], waiting: [], settled: [] });
  await sync(blue, amina);
  server.now += days(3);
  await sync(green, helen);
  expect(await shown(helen)).toEqual({ hers: [], waiting: [['new', 26]], settled: [] });
  await answerComplaint(helen, { complaint: id, step: 'acknowledged', words: '' }, noDraft);
  expect(await shown(helen)).toEqual({ hers: [], waiting: [['acknowledged', 26]], settled: [] });
  await sync(green, helen);
  server.now += days(4);
  await answerComplaint(helen, { complaint: id, step: 'outcome', words: 'Two hours were missing. They are there now.' }, noDraft);
  await sync(green, helen);
  await sync(blue, amina);
  expect(await answersOf(amina)).toEqual(['acknowledged', 'outcome: Two hours were missing. They are there now.']);
  expect([await shown(amina), await shown(helen)]).toEqual([
    { hers: [['answered', 22]], waiting: [], settled: [] },
    { hers: [], waiting: [], settled: [['answered', 22]] },
  ]);
  expect(server.faults).toEqual([]);
});

test('colleagues of the room, and who leads the programme, receive nothing of what is for the leaders', async () => {
  const { blue, green, own, first, third, leader, lead } = await complaintRoom(server);
  const [amina, helen] = [await as(server, blue, first), await as(server, green, leader, 'leader')];
  const id = await send(amina);
  await sync(blue, amina);
  await sync(green, helen);
  await answerComplaint(helen, { complaint: id, step: 'acknowledged', words: '' }, noDraft);
  await sync(green, helen);
  for (const [device, person, role] of [
    [green, third, 'educator'],
    [own, lead, 'programme-lead'],
  ] as const) {
    const session = await as(server, device, person, role);
    expect([await complaintsOf(session), await answersOf(session)]).toEqual([[], []]);
  }
});

test('what is not for the leaders goes to whoever leads the programme, and the leaders hear nothing of it', async () => {
  const { blue, green, own, first, leader, lead, programme } = await complaintRoom(server);
  const [amina, pia] = [await as(server, blue, first), await as(server, own, lead, 'programme-lead')];
  const told = liveProgramme(amina);
  await expect.poll(() => told.signal.value).toEqual({ id: programme });
  told.stop();
  const id = await send(amina, { programme, words: 'Helen reads my reflections aloud.' });
  await sync(blue, amina);
  await sync(own, pia);
  expect(await shown(pia)).toEqual({ hers: [], waiting: [['new', 29]], settled: [] });
  await answerComplaint(pia, { complaint: id, step: 'acknowledged', words: '' }, noDraft);
  await sync(own, pia);
  await sync(blue, amina);
  expect(await answersOf(amina)).toEqual(['acknowledged']);
  const helen = await as(server, green, leader, 'leader');
  expect([await complaintsOf(helen), await answersOf(helen)]).toEqual([[], []]);
  expect(await keptApart(blue)).toEqual([]);
});

test('a leader answers what she wrote down for a family, and not what she said of herself', async () => {
  const { green, leader, child } = await complaintRoom(server);
  const helen = await as(server, green, leader, 'leader');
  const family = await send(helen, { baby: child, from: 'Zosia’s mum', words: 'Wrong language.' });
  const own = await send(helen, { from: 'Helen' });
  expect(await shown(helen)).toEqual({ hers: [['new', 29]], waiting: [['new', 29]], settled: [] });
  await answerComplaint(helen, { complaint: family, step: 'outcome', words: 'It is mended.' }, noDraft);
  await answerComplaint(helen, { complaint: own, step: 'outcome', words: 'I am right.' }, noDraft);
  await sync(green, helen);
  expect(await keptApart(green)).toEqual(['not-allowed']);
  expect(await shown(helen)).toMatchObject({ settled: [['answered', 29]] });
});

test('whoever complained can say that she needs no answer any more, and those who answer read so', async () => {
  const { blue, green, first, leader } = await complaintRoom(server);
  const [amina, helen] = [await as(server, blue, first), await as(server, green, leader, 'leader')];
  const id = await send(amina);
  await answerComplaint(amina, { complaint: id, step: 'taken-back', words: '' }, noDraft);
  await sync(blue, amina);
  await sync(green, helen);
  expect(await shown(helen)).toEqual({ hers: [], waiting: [], settled: [['taken-back', 29]] });
});

test('a draft is kept at each pause, follows its author to her other tablet, and is cleared together with what is sent', async () => {
  const { blue, green, first, leader } = await complaintRoom(server);
  const amina = await as(server, blue, first);
  const begun = openDraft(amina, herself, undefined);
  await begun.write('My hours');
  await begun.write('My hours are wrong.');
  await sync(blue, amina);
  const elsewhere = await as(server, green, first);
  expect(await draftsOf(elsewhere)).toEqual(['My hours are wrong.']);
  const [kept] = (await readRecords(elsewhere, complaintDraftKind)).items;
  const draft = openDraft(elsewhere, herself, kept);
  expect(draft.begunWith).toBe('My hours are wrong.');
  const sent = await sendComplaint(elsewhere, { ...said, words: draft.begunWith }, draft);
  expect(sent.ok).toBe(true);
  await sync(green, elsewhere);
  await sync(blue, amina);
  expect([await draftsOf(amina), (await complaintsOf(amina)).map(({ row }) => row.words)]).toEqual([[''], ['My hours are wrong.']]);
  const helen = await as(server, green, leader, 'leader');
  expect(await draftsOf(helen)).toEqual([]);
});

test('nobody but its author can ask for what a draft said before', async () => {
  const { blue, green, own, first, leader, lead } = await complaintRoom(server);
  const amina = await as(server, blue, first);
  await openDraft(amina, herself, undefined).write('Helen is careless.');
  await sync(blue, amina);
  const [draft] = (await readRecords(amina, complaintDraftKind)).items;
  for (const [device, person] of [
    [green, leader],
    [own, lead],
  ] as const) {
    const asked = await device.wire.post(historyPath, { v: 1, tablet: device.id, person: person.id, record: draft?.id ?? '', skip: 0 });
    expect(asked).toEqual({ ok: false, trouble: 'not-found' });
  }
});

test('what a family said is erased with the baby: the complaint, its answers, and drafts about either', async () => {
  const { blue, green, first, leader, child } = await complaintRoom(server);
  const [amina, helen] = [await as(server, blue, first), await as(server, green, leader, 'leader')];
  await openDraft(amina, child, undefined).write('not sent');
  const id = await send(amina, { baby: child, from: 'Zosia’s dad' });
  await sync(blue, amina);
  await sync(green, helen);
  await openDraft(helen, id, undefined).write('not sent either');
  await answerComplaint(helen, { complaint: id, step: 'acknowledged', words: '' }, noDraft);
  await sync(green, helen);
  const kinds = ['complaint', 'complaint-answer', 'complaint-draft'];
  const count = async () =>
    (await server.db.selectFrom('records').select('id').where('kind', 'in', kinds).where('counter', '=', first.home).execute()).length;
  expect(await count()).toBe(4);
  expect(await erase({ ...server, eraseBlobs: async () => undefined, remember: async () => undefined }, 'child', child)).toMatchObject({
    ok: true,
  });
  expect(await count()).toBe(0);
});
