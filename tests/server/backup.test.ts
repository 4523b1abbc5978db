// A back-up is restored whole, into either kind of database, or not at all; what is in it stays sealed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPackFolder } from '../../src/features/modules/pack-folder.server';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { seedSample } from '../../src/sample/seed.server';
import { backUp, restore } from '../../src/server/backup';
import { type Database, openSqlite } from '../../src/server/database';
import { openKeyring } from '../../src/server/keyring';
import { migrate } from '../../src/server/migrations';
import { freshDatabase } from '../support/fresh-database';

const kek = Buffer.alloc(32, 7);
const folder = mkdtempSync(join(tmpdir(), 'larkrise-test-'));
const file = join(folder, 'larkrise.backup');
let nurseries: Database;

beforeAll(async () => {
  const pack = await readPackFolder('src/sample/programme');
  if (!pack.ok) throw new Error(JSON.stringify(pack.trouble));
  nurseries = await freshDatabase();
  const report = (fault: unknown) => {
    throw fault;
  };
  const parts = { db: nurseries, keyring: openKeyring(nurseries, kek), kinds: recordKinds, policies, report };
  await seedSample(parts, pack.value.programme, Date.UTC(2026, 10, 22, 7, 15));
  await backUp(nurseries, file);
}, 30_000);
afterAll(async () => {
  await nurseries.destroy();
  rmSync(folder, { recursive: true });
});

const everything = async (from: Database) => ({
  people: await from.selectFrom('people').selectAll().orderBy('id').execute(),
  records: await from.selectFrom('records').selectAll().orderBy('id').execute(),
  buckets: await from.selectFrom('record_buckets').selectAll().orderBy('bucket').orderBy('record').execute(),
  versions: await from.selectFrom('versions').selectAll().orderBy('record').orderBy('field').orderBy('version').execute(),
});
const emptyOnes = [
  ['a database of the same kind', freshDatabase],
  ['SQLite', async () => openSqlite(':memory:')],
] as const;

test.each(emptyOnes)('a database is restored row for row into %s', async (_, empty) => {
  const after = await empty();
  const restored = await restore(after, file);
  expect(restored).toEqual({ ok: true, value: expect.any(Number) });
  expect(await everything(after)).toEqual(await everything(nurseries));
  expect((await everything(after)).records.length).toBeGreaterThan(100);
  expect(await openKeyring(after, kek).get('vault:amina:1')).toEqual(await openKeyring(nurseries, kek).get('vault:amina:1'));
  await after.destroy();
});

test('what is written after a restore has a place that no tablet has passed', async () => {
  const after = openSqlite(':memory:');
  await restore(after, file);
  const places = async (db: Database) =>
    new Map((await db.selectFrom('counters').selectAll().execute()).map(({ id, place }) => [id, place]));
  const restored = await places(after);
  for (const [id, place] of await places(nurseries)) expect(restored.get(id)).toBe(place + 1_000_000_000);
  await after.destroy();
});

test('no word that anybody wrote can be read in the file', async () => {
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  expect(text).toContain('Amina');
  expect(text).not.toMatch(/spoon|curious|mirror/i);
});

test.each([
  ['cut in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), 'torn'],
  ['a line short', (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString('utf8').split('\n').toSpliced(-5, 1).join('\n')), 'torn'],
  ['of another program', () => Buffer.from('PK something else'), 'not-a-back-up'],
  ['empty', () => Buffer.alloc(0), 'not-a-back-up'],
  ['made by a newer Larkrise', () => gzipSync('{"larkrise":"back-up","format":1,"step":"9999-later"}\n'), 'from-a-newer-version'],
] as const)('a file that is %s leaves the database empty', async (_, spoil, trouble) => {
  const spoiled = join(folder, 'spoiled');
  writeFileSync(spoiled, spoil(readFileSync(file)));
  const after = await freshDatabase();
  expect(await restore(after, spoiled)).toEqual({ ok: false, trouble });
  expect(await after.selectFrom('people').select('id').execute()).toEqual([]);
  await after.destroy();
});

test('a database that is in use is never restored over', async () => {
  expect(await restore(nurseries, file)).toEqual({ ok: false, trouble: 'database-not-empty' });
});

test('a back-up from before the newest migration is brought up to it', async () => {
  const [old, empty] = [openSqlite(':memory:'), openSqlite(':memory:')];
  await migrate(old, '0004-verdicts');
  await sql`INSERT INTO people (id, name, hue, home, sign_key, wrap) VALUES ('ruth', 'Ruth', 'teal', 'autumn', ${Buffer.alloc(65)}, '')`.execute(
    old,
  );
  await old
    .insertInto('mentorings')
    .values({ id: 'm', mentor: 'ruth', educator: 'amina', nursery: 'quince-street', until: null })
    .execute();
  const earlier = join(folder, 'earlier');
  await backUp(old, earlier);
  expect((await restore(empty, earlier)).ok).toBe(true);
  expect(await empty.selectFrom('people').select(['id', 'role']).execute()).toEqual([{ id: 'ruth', role: 'mentor' }]);
  expect(await restore(await freshDatabase(), earlier)).toEqual({ ok: false, trouble: 'database-not-empty' });
  await Promise.all([old.destroy(), empty.destroy()]);
});
