// Erasure: a record, a baby or a person goes for good, on the server, on every tablet, and after an older back-up was restored.
import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reflectionKind, sharedReflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection, sendToMentor } from '../../src/features/reflections/reflection.store';
import { childKind } from '../../src/features/roster/child';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { days, minutes } from '../../src/kernel/clock';
import { backUp } from '../../src/server/backup';
import { addToErasureList, erasureListFile, keepErasureList, readErasureList } from '../../src/server/erasure-list';
import { openKeyring } from '../../src/server/keyring';
import { restore } from '../../src/server/restore';
import { roomBucket } from '../../src/sync/bucket';
import { applyChange, takePlaces } from '../../src/sync/change-log.server';
import { type Erasable, erasureKind } from '../../src/sync/erasures/erasure';
import { erase, eraseAgain } from '../../src/sync/erasures/erasure.server';
import { writeRecords } from '../../src/sync/outbox.store';
import { loadFacts } from '../../src/sync/policy.server';
import { readRecords } from '../../src/sync/records.store';
import { inTransaction } from '../../src/sync/work.server';
import { freshDatabase } from '../support/fresh-database';
import type { TestServer } from '../support/server-parts';
import { partsOf, quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

const [zosia, mabel] = ['0193b3a0-0000-7000-8000-000000000001', '0193b3a0-0000-7000-8000-000000000002'] as const;
const note = { module: null, prompt: null };
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched

let folder: string;
let server: TestServer;
let open: WholeTablet[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'larkrise-test-'));
  [server, open] = [await quinceStreet(), []];
});
afterEach(async () => {
  for (const { database } of open) database.close();
  await server.app.close();
  rmSync(folder, { recursive: true });
});

async function tablet(...named: Parameters<typeof wholeTablet> extends [unknown, ...infer Rest] ? Rest : never): Promise<WholeTablet> {
  const made = await wholeTablet(server, ...named);
  open.push(made);
  return made;
}

const list = () => erasureListFile({ dataDir: folder });
const remember = (erasure: Parameters<typeof addToErasureList>[1][number]) => addToErasureList(list(), [erasure]);
const eraseParts = () => ({ ...partsOf(server), eraseBlobs: async () => undefined, remember });
async function erased(what: Erasable, of: string) {
  const done = await erase(eraseParts(), what, of);
  if (!done.ok) throw new Error(done.trouble);
  return done.value;
}

/** Babies are entered by the leader. */
const enter = (id: string, name: string) =>
  inTransaction(partsOf(server), async work => {
    const helen = await loadFacts(work.tx, 'helen', { now: server.clock(), toldAt: null });
    if (!helen) throw new Error('Helen');
    const set = { room: 'wrens', name, ageInMonths: 9 };
    const change = { change: crypto.randomUUID(), kind: childKind.name, id, set, base: {}, at: server.clock(), version: childKind.version };
    await applyChange(work, { change, writer: helen, tablet: 'set-up', receivedAt: server.clock() });
    await takePlaces(work);
  });

const count = async (table: 'records' | 'versions' | 'quarantine' | 'people' | 'receipts') =>
  (await server.db.selectFrom(table).selectAll().execute()).length;
const standing = async (kind: string) =>
  (await server.db.selectFrom('records').select('id').where('kind', '=', kind).execute()).map(({ id }) => id);
const here = async ({ database }: WholeTablet, kind: string) => (await database.rows.filter(row => row.kind === kind).toArray()).length;
/** The next report is due. */
const later = async (...tablets: WholeTablet[]) => {
  for (const one of tablets) {
    one.time.running += minutes(6);
    await one.round();
  }
};

test('an erased reflection goes with its shared copy and its history, from the server and from every tablet that has met it', async () => {
  const [blue, green, own] = [await tablet('Blue'), await tablet('Green'), await tablet('Own', 'ruth')];
  const [amina, there, ruth] = [await blue.unlock('amina'), await green.unlock('amina'), await own.unlock('ruth')];
  const writing = beginReflection(amina, note);
  for (const text of ['Once', 'Once and again']) await writing.write(text);
  await blue.round(amina);
  const [kept] = (await readRecords(amina, reflectionKind)).items;
  if (!kept) throw new Error('nothing was written');
  await sendToMentor(amina, kept);
  for (const [one, session] of [
    [blue, amina],
    [green, there],
    [own, ruth],
  ] as const)
    await one.round(session);
  expect((await readRecords(ruth, sharedReflectionKind)).items).toHaveLength(1);

  const erasure = await erased('record', kept.id);
  expect(erasure.records).toHaveLength(2);
  expect([await standing(reflectionKind.name), await standing(sharedReflectionKind.name), await count('versions')]).toEqual([[], [], 0]);
  await later(blue, green, own);
  expect([
    await here(blue, reflectionKind.name),
    await here(green, reflectionKind.name),
    await here(own, sharedReflectionKind.name),
  ]).toEqual([0, 0, 0]);
});

test('what waits about it on a tablet is never taken in, has a verdict of its own, and is kept nowhere', async () => {
  const blue = await tablet('Blue');
  const amina = await blue.unlock('amina');
  const writing = beginReflection(amina, note);
  await writing.write('The first words');
  await blue.round(amina);
  await writing.write('The first words, and more');
  const [kept] = (await readRecords(amina, reflectionKind)).items;
  await erased('record', kept?.id ?? '');
  await blue.round(amina);
  expect(await server.db.selectFrom('receipts').select(['verdict', 'reason']).orderBy('n').execute()).toEqual([
    { verdict: 'applied', reason: null },
    { verdict: 'quarantined', reason: 'erased' },
  ]);
  expect([(await count('records')) - (await standing(erasureKind.name)).length, await count('quarantine')]).toEqual([0, 0]);
  expect([await blue.database.outbox.count(), await blue.database.quarantined.count()]).toEqual([0, 0]);
});

test('what was refused about it is kept no longer, and sent again it is not kept either', async () => {
  const blue = await tablet('Blue');
  await enter(mabel, 'Mabel');
  const kasia = await blue.unlock('kasia');
  await blue.round(kasia);
  const foreign = { child: mabel, room: 'nowhere', side: 'educator', word: 'curious', standing: 'said' };
  const order = { kind: strengthWordKind, id: crypto.randomUUID(), bucket: roomBucket('wrens', 'quince-street'), set: foreign, seen: {} };
  expect((await writeRecords(kasia, [order])).ok).toBe(true);
  await blue.round(kasia);
  expect([await count('quarantine'), await blue.database.quarantined.count()]).toEqual([1, 1]);
  const [entry] = await blue.database.quarantined.toArray();
  await erased('child', mabel);
  expect(await count('quarantine')).toBe(0);
  if (entry) await blue.database.outbox.put({ ...entry, verdict: null });
  await later(blue);
  expect([await count('quarantine'), await blue.database.quarantined.count(), await blue.database.outbox.count()]).toEqual([0, 0, 0]);
});

test('an erased baby takes every word about her along, and nothing of the other babies', async () => {
  const [blue, green] = [await tablet('Blue'), await tablet('Green')];
  await Promise.all([enter(zosia, 'Zosia'), enter(mabel, 'Mabel')]);
  const [amina, kasia] = [await blue.unlock('amina'), await green.unlock('kasia')];
  for (const child of [zosia, mabel]) await sayWord(amina, { child, room: 'wrens', side: 'educator', word: 'curious' });
  await blue.round(amina);
  await green.round(kasia);
  expect([await here(green, childKind.name), await here(green, strengthWordKind.name)]).toEqual([2, 2]);
  await sayWord(kasia, { child: zosia, room: 'wrens', side: 'family', word: 'ciekawa' });
  expect((await erased('child', zosia)).records).toHaveLength(2);
  await later(green, blue);
  for (const one of [blue, green]) expect([await here(one, childKind.name), await here(one, strengthWordKind.name)]).toEqual([1, 1]);
  expect(await standing(childKind.name)).toEqual([mabel]);
  expect(await green.database.outbox.count()).toBe(0);
  expect(await erase(eraseParts(), 'child', mabel.replace('2', '3'))).toEqual({ ok: false, trouble: 'not-found' });
});

test('an erased person is nobody any more, on the server and on her tablets; her colleagues keep what is theirs', async () => {
  const [blue, own] = [await tablet('Blue'), await tablet('Own', 'ruth')];
  const [amina, kasia] = [await blue.unlock('amina'), await blue.unlock('kasia')];
  await beginReflection(amina, note).write('Mine');
  await beginReflection(kasia, note).write('Hers');
  await blue.round(amina);
  await blue.round(kasia);
  await beginReflection(amina, note).write('Not sent yet');
  await erased('person', 'amina');
  await later(blue);
  expect((await blue.database.people.toArray()).map(({ id }) => id)).toEqual(['helen', 'kasia']);
  expect(await blue.database.rows.filter(({ holder }) => holder === 'amina').count()).toBe(0);
  expect(await blue.database.outbox.filter(({ author }) => author === 'amina').count()).toBe(0);
  expect((await readRecords(kasia, reflectionKind)).items.map(({ row }) => row.text)).toEqual(['Hers']);
  expect(await server.db.selectFrom('people').select('id').where('id', '=', 'amina').execute()).toEqual([]);
  expect(await server.db.selectFrom('keys').select('id').where('id', 'like', 'vault:amina:%').execute()).toEqual([]);
  expect([await count('quarantine'), await standing(reflectionKind.name).then(all => all.length)]).toEqual([0, 1]);
  await erased('person', 'ruth');
  expect(await own.round()).toEqual({ ok: false, trouble: 'tablet-revoked' });
});

test('the leader reads on how many tablets it is done, and which one has not been seen', async () => {
  const [blue, green] = [await tablet('Blue'), await tablet('Green')];
  await enter(zosia, 'Zosia');
  const helen = await blue.unlock('helen');
  await green.round();
  await blue.round(helen);
  server.clock.move(days(13));
  await later(blue);
  await erased('child', zosia);
  blue.time.running += minutes(6);
  await blue.round(helen);
  await blue.round(helen);
  const [told] = (await readRecords(helen, erasureKind)).items;
  expect(told?.row).toMatchObject({ what: 'child', records: 1, tablets: 2, done: 1 });
  expect(told?.row.waiting).toEqual([{ name: 'Green', seenAt: server.clock() - days(13) }]);
  await later(green);
  await blue.round(helen);
  expect((await readRecords(helen, erasureKind)).items[0]?.row).toMatchObject({ tablets: 2, done: 2, waiting: [] });
  const kasia = await blue.unlock('kasia');
  await blue.round(kasia);
  expect((await readRecords(kasia, erasureKind)).items).toEqual([]);
});

test('a tablet that is cut off in the middle of it does it again, and is counted once', async () => {
  const blue = await tablet('Blue');
  await enter(zosia, 'Zosia');
  await blue.round(await blue.unlock('amina'));
  await erased('child', zosia);
  blue.losing.push('/api/v1/tablets/report', '/api/v1/tablets/report');
  await later(blue, blue, blue);
  const done = await server.db.selectFrom('tablet_erasures').select('done_at').execute();
  expect([done.length, done.every(({ done_at }) => done_at !== null), await here(blue, childKind.name)]).toEqual([1, true, 0]);
  expect((await blue.database.settings.get('erasures-done'))?.value).toEqual([]);
});

test('an older back-up brings nothing back: the list beside the database erases it again', async () => {
  const blue = await tablet('Blue');
  await Promise.all([enter(zosia, 'Zosia'), enter(mabel, 'Mabel')]);
  const amina = await blue.unlock('amina');
  await sayWord(amina, { child: zosia, room: 'wrens', side: 'educator', word: 'curious' });
  await blue.round(amina);
  await backUp(server.db, join(folder, 'old'));
  await erased('child', zosia);
  const db = await freshDatabase();
  expect((await restore(db, join(folder, 'old'))).ok).toBe(true);
  const parts = { ...eraseParts(), db, keyring: openKeyring(db, Buffer.alloc(32, 7)) };
  for (const erasure of await readErasureList(list())) expect(await eraseAgain(parts, erasure)).toBe(true);
  for (const erasure of await readErasureList(list())) expect(await eraseAgain(parts, erasure)).toBe(false);
  const left = await db.selectFrom('records').select('id').where('kind', 'in', ['child', 'strength-word']).execute();
  expect(left.map(({ id }) => id)).toEqual([mabel]);
  expect(await db.selectFrom('tablet_erasures').select(['tablet', 'done_at']).execute()).toEqual([
    { tablet: blue.identity.id, done_at: null },
  ]);
  await db.destroy();
});

test('an erasure that was cut off before it was on the list is put there at the next start, once', async () => {
  await enter(zosia, 'Zosia');
  await erase({ ...eraseParts(), remember: async () => undefined }, 'child', zosia);
  expect(await readErasureList(list())).toEqual([]);
  for (let start = 0; start < 2; start += 1) await keepErasureList(server.db, { dataDir: folder });
  expect((await readErasureList(list())).map(({ what, of, records }) => [what, of, records])).toEqual([['child', zosia, [zosia]]]);
});
