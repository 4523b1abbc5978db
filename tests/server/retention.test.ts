// Retention: what has been kept for as long as it may be goes, nothing else does, and a dry run says beforehand exactly what.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { complaintAnswerKind, complaintDraftKind, complaintKind } from '../../src/features/complaints/complaint';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { moduleProgressId, moduleProgressKind } from '../../src/features/modules/module-progress';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { carryOut } from '../../src/features/rights/retention-run.server';
import { planInWords } from '../../src/features/rights/retention-words';
import { childKind } from '../../src/features/roster/child';
import { days } from '../../src/kernel/clock';
import { writeAudit } from '../../src/server/audit';
import { verifyAudit } from '../../src/server/audit-check';
import { babyStands } from '../../src/server/babies';
import { erasuresIn } from '../../src/server/erasure-list';
import { applyChange, takePlaces } from '../../src/sync/change-log.server';
import { erasuresFor } from '../../src/sync/erasures/erasure-tablets.server';
import { loadFacts } from '../../src/sync/policy.server';
import { readRecords } from '../../src/sync/records.store';
import { inTransaction } from '../../src/sync/work.server';
import { enterBaby, sayWords, standsIn, writeAs } from '../support/children';
import { baby, beginsWithRoom, clearUp, kinds, leave, parts, pass, plan, room, server, tablet } from '../support/retention-room';
import { forgeFor, sync } from '../support/room';
import { freshId, unlock } from '../support/world';

beginsWithRoom();

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

test('progress that was cleared away can be made anew, on every tablet; what only adds to the old is not kept', async () => {
  const { first, blue, green } = room;
  const id = moduleProgressId(first.id, 'a');
  const hers = forgeFor(server, blue, await unlock(server, blue, first));
  const watch = (set: Record<string, unknown>) => {
    server.now += 1;
    return hers.envelope(hers.change({ kind: moduleProgressKind.name, id, set }));
  };
  for (const position of [1, 2, 3]) await hers.push(await watch({ module: 'a', chapters: ['one'], position }));
  const known = { id: green.id, name: 'Green', nursery: room.nursery.id, person: null, public_key: Buffer.alloc(1), revoked_at: null };
  await server.db
    .insertInto('tablets')
    .values({ ...known, enrolled_at: server.now, wiped_at: null })
    .execute();
  const onGreen = await unlock(server, green, first);
  await sync(green, onGreen);
  pass(6 * 366);
  await clearUp();
  expect(await hers.push(await watch({ position: 4 }))).toEqual([{ verdict: 'quarantined', reason: 'erased' }]);
  expect(await server.db.selectFrom('quarantine').select('id').execute()).toEqual([]);
  expect((await erasuresFor(server.db, green.id, 10))[0]?.records).toEqual([id]);
  const again = [await watch({ module: 'a', chapters: ['two'] }), await watch({ position: 9 })];
  expect((await hers.push(...again)).map(({ verdict }) => verdict)).toEqual(['applied', 'applied']);
  expect((await hers.push(await watch({ position: 12 })))[0]?.verdict).not.toBe('quarantined');
  expect((await erasuresFor(server.db, green.id, 10))[0]?.records).toEqual([]);
  await sync(green, onGreen);
  const [shown] = (await readRecords(onGreen, moduleProgressKind)).items;
  expect(shown?.row).toMatchObject({ module: 'a', chapters: ['two'], position: 12 });
  pass(6 * 366);
  await clearUp();
  expect((await erasuresFor(server.db, green.id, 10)).map(({ records }) => records)).toEqual([[], [id]]);
  expect((await erasuresIn(server.db)).map(({ cleared }) => cleared)).toEqual([[], [id]]);
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
