// Retention: what has been kept for as long as it may be goes, nothing else does, and a dry run says beforehand exactly what.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { complaintAnswerKind, complaintDraftKind, complaintKind } from '../../src/features/complaints/complaint';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { moduleProgressId, moduleProgressKind } from '../../src/features/modules/module-progress';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { isTimeFor, usualPeriods, yearsBefore } from '../../src/features/rights/retention';
import { planRetention } from '../../src/features/rights/retention-plan.server';
import { carryOut, clearUpIfDue } from '../../src/features/rights/retention-run.server';
import { planInWords } from '../../src/features/rights/retention-words';
import { childKind } from '../../src/features/roster/child';
import { days } from '../../src/kernel/clock';
import { writeAudit } from '../../src/server/audit';
import { verifyAudit } from '../../src/server/audit-check';
import { babyStands } from '../../src/server/babies';
import { applyChange, takePlaces } from '../../src/sync/change-log.server';
import { loadFacts } from '../../src/sync/policy.server';
import { inTransaction } from '../../src/sync/work.server';
import { enterBaby, sayWords, standsIn, writeAs } from '../support/children';
import { freshRoom, type Room } from '../support/room';
import { freshId, type Server, startServer } from '../support/world';

let server: Server;
let room: Room;
let baby: string;

beforeEach(async () => {
  server = await startServer();
  room = await freshRoom(server);
  baby = await enterBaby(server, room.first, room.name, 'Zosia');
  await sayWords(server, room.first, baby, room.name, 3);
});
afterEach(() => server.db.destroy());

const parts = () => ({ ...server, eraseBlobs: async () => undefined, remember: async () => undefined });
const plan = () => planRetention(server, usualPeriods, server.now);
const clearUp = async () => carryOut(parts(), await plan());
const leave = () => babyStands(server, { child: baby, standing: 'left' });
const kinds = async () => (await server.db.selectFrom('records').select('kind').orderBy('kind').execute()).map(({ kind }) => kind);
const pass = (count: number) => {
  server.now += days(count);
};

/** A tablet of the nursery as the server knows it; it was there before the baby left unless it is told otherwise. */
async function tablet(name: string, as: { enrolledAt?: number; revokedAt?: number; seenAt?: number; waiting?: number } = {}) {
  const { enrolledAt = server.now, revokedAt = null, seenAt, waiting = 0 } = as;
  const row = { nursery: room.nursery.id, person: null, public_key: Buffer.alloc(1), enrolled_at: enrolledAt, wiped_at: null };
  await server.db
    .insertInto('tablets')
    .values({ ...row, id: `tablet-${name}`, name, revoked_at: revokedAt })
    .execute();
  const report = { tablet: `tablet-${name}`, app: '0.1.0', used: null, most: null };
  if (seenAt !== undefined)
    await server.db
      .insertInto('tablet_reports')
      .values({ ...report, seen_at: seenAt, waiting })
      .execute();
}

test('a baby who left goes with every word about her after thirty days and not before; the others stay', async () => {
  const mabel = await enterBaby(server, room.first, room.name, 'Mabel');
  await sayWords(server, room.first, mabel, room.name, 2);
  await leave();
  pass(29);
  await clearUp();
  expect((await kinds()).filter(kind => kind === 'strength-word')).toHaveLength(5);
  pass(2);
  await clearUp();
  expect(await server.db.selectFrom('records').select('id').where('kind', '=', 'child').execute()).toEqual([{ id: mabel }]);
  expect((await kinds()).filter(kind => kind === 'strength-word')).toHaveLength(2);
});

test('who came back is not due, also when she comes back after the plan was made', async () => {
  await leave();
  pass(40);
  const made = await plan();
  expect(made.children.due).toHaveLength(1);
  await babyStands(server, { child: baby, standing: 'here' });
  await carryOut(parts(), made);
  expect(await standsIn(server, baby)).toEqual([`room:${room.name}@${room.nursery.id}`]);
});

test('unsent words keep her: a tablet that was not seen since, or says that something waits', async () => {
  const before = server.now;
  await tablet('Blue', { seenAt: before });
  await tablet('Green', { seenAt: before + days(50), waiting: 2 });
  await tablet('Red', { revokedAt: before + days(3) });
  pass(1);
  await leave();
  await tablet('New', { enrolledAt: server.now + days(1) });
  pass(60);
  const [due] = (await plan()).children.due;
  expect(due?.heldBack).toEqual([
    { by: 'tablet', name: 'Blue', seenAt: before, waiting: 0 },
    { by: 'tablet', name: 'Green', seenAt: before + days(50), waiting: 2 },
  ]);
  await clearUp();
  expect(await standsIn(server, baby)).toHaveLength(1);
  const said = planInWords(await plan(), false).join('\n');
  expect(said).toContain('the tablet Blue was last seen on 2 November 2026; 2 changes wait on the tablet Green');
  await server.db.updateTable('tablet_reports').set({ seen_at: server.now, waiting: 0 }).execute();
  await clearUp();
  expect(await standsIn(server, baby)).toEqual([]);
});

test('a complaint of her family keeps her until it is at its end, and so does one that was only begun', async () => {
  const { first, nursery } = room;
  const id = freshId(server);
  const complaint = { nursery: nursery.id, programme: null, baby, from: "Zosia's mum", words: 'Who has her photo?' };
  await writeAs(server, first, [{ kind: complaintKind, id, set: complaint }]);
  const draft = freshId(server);
  await writeAs(server, first, [{ kind: complaintDraftKind, id: draft, set: { of: baby, words: 'And then' } }]);
  await leave();
  pass(40);
  expect((await plan()).children.due[0]?.heldBack).toEqual([{ by: 'complaint' }]);
  const answer = { complaint: id, step: 'outcome', by: 'Helen', words: 'Nobody has it any more.' };
  await writeAs(server, first, [{ kind: complaintAnswerKind, id: freshId(server), set: answer }]);
  pass(31);
  expect((await plan()).children.due[0]?.heldBack).toEqual([{ by: 'complaint' }]);
  await server.db.deleteFrom('records').where('id', '=', draft).execute();
  expect((await plan()).children.due[0]?.heldBack).toEqual([]);
});

test('a tablet whose clock is ten years behind makes nobody due', async () => {
  const change = { change: freshId(server), kind: childKind.name, id: baby, set: { standing: 'left' }, base: {}, version: 1 };
  await inTransaction(server, async work => {
    const writer = await loadFacts(work.tx, room.first.id, { now: server.now, toldAt: null });
    if (!writer) throw new Error('nobody');
    const late = { ...change, at: server.now - days(3_650) };
    const applied = await applyChange(work, { change: late, writer, tablet: 'blue', receivedAt: server.now }, true);
    if (!applied.ok) throw new Error(applied.trouble);
    await takePlaces(work);
  });
  const receipt = { tablet: 'blue', author: room.first.id, n: 1, change: change.change, verdict: 'applied', reason: null };
  await server.db
    .insertInto('receipts')
    .values({ ...receipt, received_at: server.now })
    .execute();
  pass(29);
  expect((await plan()).children.due).toEqual([]);
  pass(2);
  expect((await plan()).children.due).toHaveLength(1);
});

test('progress that nobody has touched for six years goes, as one erasure a nursery; fresh progress and all words stay', async () => {
  const { first, second } = room;
  const progress = (person: typeof first, module: string) => ({
    kind: moduleProgressKind,
    id: moduleProgressId(person.id, module),
    set: { module, chapters: ['one'] },
  });
  await writeAs(server, first, [progress(first, 'a'), progress(first, 'b')]);
  await writeAs(server, first, [{ kind: reflectionKind, id: freshId(server), set: { module: null, prompt: null, text: 'Mine' } }]);
  pass(6 * 365);
  await writeAs(server, second, [progress(second, 'a')]);
  expect((await plan()).cpd.due).toEqual([]);
  pass(3);
  expect((await plan()).cpd).toMatchObject({ of: 3, due: [{}, {}] });
  await clearUp();
  expect(await server.db.selectFrom('erasures').select(['what', 'records']).execute()).toEqual([{ what: 'record', records: 2 }]);
  expect(await server.db.selectFrom('records').select('id').where('kind', '=', 'module-progress').execute()).toEqual([
    { id: moduleProgressId(second.id, 'a') },
  ]);
  expect(await kinds()).toContain('reflection');
});

test('old lines of the trail go from its beginning, and what is left still proves itself', async () => {
  const line = { counter: room.nursery.id, who: 'operator', what: 'tablet-revoked', about: 'blue', tablet: null } as const;
  const write = () => server.db.transaction().execute(tx => writeAudit(tx, { ...line, at: server.now }));
  await write();
  await write();
  pass(6 * 366);
  await write();
  expect((await plan()).audit).toMatchObject({ of: 3, due: 2 });
  await clearUp();
  expect(await server.db.selectFrom('audit').select('place').where('counter', '=', room.nursery.id).execute()).toEqual([{ place: 3 }]);
  expect((await verifyAudit(server.db)).broken).toEqual([]);
  await server.db.deleteFrom('audit').where('counter', '=', room.nursery.id).execute();
  expect((await verifyAudit(server.db)).broken).toEqual([{ counter: room.nursery.id, place: 3 }]);
});

test('codes and links go thirty days after they ended', async () => {
  const code = { tablet_name: 'Blue', nursery: room.nursery.id, person: null, reusable: 0, made_by: null };
  const codes = ['old', 'young'].map((code_hash, at) => ({ ...code, code_hash, expires_at: server.now - days(at === 0 ? 31 : 29) }));
  await server.db.insertInto('enrolment_codes').values(codes).execute();
  const link = { token_hash: 'x', person: null, made_by: 'operator', factor: null, expires_at: server.now - days(31) };
  await server.db.insertInto('office_links').values(link).execute();
  expect((await plan()).links).toMatchObject({ of: 3, due: 2 });
  await clearUp();
  expect(await server.db.selectFrom('enrolment_codes').select('code_hash').execute()).toEqual([{ code_hash: 'young' }]);
  expect(await server.db.selectFrom('office_links').selectAll().execute()).toEqual([]);
});

test('a dry run changes nothing, and says in plain words what would go, of how many, why, and the oldest', async () => {
  const note = { task: 'wait', module: 'm', child: baby, went: 'well', note: 'She waited.' };
  await writeAs(server, room.first, [{ kind: gapTaskTryKind, id: freshId(server), set: note }]);
  await leave();
  pass(45);
  const tables = ['records', 'versions', 'erasures', 'erased', 'audit', 'record_buckets'] as const;
  const all = () => Promise.all(tables.map(table => server.db.selectFrom(table).selectAll().execute()));
  const before = await all();
  const said = planInWords(await plan(), false);
  expect(await all()).toEqual(before);
  expect(said).toEqual([
    '17 December 2026: nothing was changed. "larkrise retention --now" would do this:',
    '',
    'Babies who left more than 30 days ago: 1 of 1 baby. The first left on 2 November 2026. With them 5 records:',
    expect.stringMatching(/^ {2}\d x /),
    expect.stringMatching(/^ {2}\d x /),
    expect.stringMatching(/^ {2}\d x /),
    `  ${baby}  left on 2 November 2026, 5 records`,
    'Progress in modules that nobody has touched for 6 years: 0 of 0.',
    'Audit lines older than 6 years: 0 of 1.',
    'Links and codes that ended more than 30 days ago: 0 of 0.',
    '',
    'Nothing else goes by itself: reflections stay, and so does whatever is unfinished or not sent yet.',
  ]);
  expect(said).toEqual(expect.arrayContaining(['  3 x word on a strengths board', '  1 x try of a gap task', '  1 x baby']));
});

test('the server clears up once a day by itself, one of several does it, and the trail says so', async () => {
  await leave();
  server.now = Date.UTC(2027, 0, 10, 21, 0);
  const both = await Promise.all([clearUpIfDue(parts(), usualPeriods), clearUpIfDue(parts(), usualPeriods)]);
  expect(both.filter(done => done !== null)).toHaveLength(1);
  expect(await standsIn(server, baby)).toEqual([]);
  const runs = await server.db.selectFrom('retention_runs').selectAll().execute();
  expect(runs).toEqual([{ day: '2027-01-10', begun_at: server.now, ended_at: server.now, erased: 1 }]);
  expect(await server.db.selectFrom('audit').select('who').where('what', '=', 'retention-done').execute()).toEqual([{ who: 'operator' }]);
  server.now += days(0.1);
  expect(await clearUpIfDue(parts(), usualPeriods)).toBeNull();
});

test('it is time at night once a day, and by day only where the server is off at night', () => {
  const evening = Date.UTC(2027, 0, 10, 21, 0);
  const morning = Date.UTC(2027, 0, 11, 7, 15);
  expect(isTimeFor(null, morning)).toBe(true);
  expect(isTimeFor(evening - days(1), evening)).toBe(true);
  expect(isTimeFor(evening - days(0.5), evening)).toBe(false);
  expect(isTimeFor(morning - days(1), morning)).toBe(false);
  expect(isTimeFor(morning - days(2), morning)).toBe(true);
});

test('years before a leap day end on a day that there was', () => {
  expect(new Date(yearsBefore(Date.UTC(2028, 1, 29, 12), 6)).toISOString()).toBe('2022-03-01T12:00:00.000Z');
});
