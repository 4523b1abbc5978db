// A back-up is restored whole, into either kind of database, or not at all; what is in it stays sealed.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPackFolder } from '../../src/features/modules/pack-folder.server';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { seedSample } from '../../src/sample/seed.server';
import { writeAudit } from '../../src/server/audit';
import { backUp } from '../../src/server/backup';
import { type Database, openSqlite } from '../../src/server/database';
import { openKeyring } from '../../src/server/keyring';
import { migrate } from '../../src/server/migrations';
import { restore } from '../../src/server/restore';
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
  expect(restored).toEqual({ ok: true, value: { rows: expect.any(Number), takenAway: [] } });
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

const lines = (name: string): string[] => gunzipSync(readFileSync(name)).toString('utf8').trim().split('\n');
const keysOf = (db: Database) => db.selectFrom('keys').selectAll().orderBy('id').execute();

test('what people wrote and the keys that open it are in two files, and neither is in the other', () => {
  const [content, keys] = [lines(file), lines(`${file}.keys`)];
  expect(content.filter(line => line.startsWith('["keys"'))).toEqual([]);
  expect(content.length).toBeGreaterThan(200);
  expect(keys.slice(1, -1).every(line => line.startsWith('["keys"'))).toBe(true);
  expect(keys.join()).toContain('vault:amina:1');
});

test('without its keys nothing of a back-up is taken, and with other keys neither', async () => {
  const [alone, after] = [join(folder, 'alone'), openSqlite(':memory:')];
  copyFileSync(file, alone);
  expect(await restore(after, alone)).toEqual({ ok: false, trouble: 'keys-missing' });
  expect(await restore(after, alone, { keys: file })).toEqual({ ok: false, trouble: 'keys-not-keys' });
  const head = lines(`${file}.keys`)[0]!.replace(/"at":\d+/, '"at":1');
  const spoiled = join(folder, 'spoiled.keys');
  const spoil = (text: string) => writeFileSync(spoiled, gzipSync(text));
  spoil([head, ...lines(`${file}.keys`).slice(1)].join('\n'));
  expect(await restore(after, alone, { keys: spoiled })).toEqual({ ok: false, trouble: 'keys-older' });
  spoil(lines(`${file}.keys`).toSpliced(3, 1).join('\n'));
  expect(await restore(after, alone, { keys: spoiled })).toEqual({ ok: false, trouble: 'keys-torn' });
  writeFileSync(spoiled, readFileSync(`${file}.keys`).subarray(0, -40));
  expect(await restore(after, alone, { keys: spoiled })).toEqual({ ok: false, trouble: 'keys-torn' });
  expect(await after.selectFrom('people').select('id').execute()).toEqual([]);
  expect((await restore(after, alone, { keys: `${file}.keys` })).ok).toBe(true);
  await after.destroy();
});

test('a key that was destroyed after the content was written stays destroyed, with the keys of a later back-up', async () => {
  const [older, newer, middle, after] = [join(folder, 'older'), join(folder, 'newer'), openSqlite(':memory:'), openSqlite(':memory:')];
  await restore(middle, file);
  await backUp(middle, older);
  await middle.deleteFrom('keys').where('id', '=', 'vault:amina:1').execute();
  await openKeyring(middle, kek).make('vault:later:1');
  await backUp(middle, newer);
  expect((await restore(after, older, { keys: `${newer}.keys` })).ok).toBe(true);
  expect(await keysOf(after)).toEqual(await keysOf(middle));
  expect(await openKeyring(after, kek).get('vault:amina:1')).toBeNull();
  await Promise.all([middle.destroy(), after.destroy()]);
});

test('a back-up of an earlier version, which had its keys in it, is restored as it is, or with later keys', async () => {
  const [before, content, keys] = [join(folder, 'before'), lines(file), lines(`${file}.keys`)];
  const body = [...keys.slice(1, -1), ...content.slice(1, -1)];
  const head = content[0]!.replace(/,"at":\d+/, '');
  writeFileSync(before, gzipSync([head, ...body, JSON.stringify({ rows: body.length })].join('\n')));
  for (const with_ of [{}, { keys: `${file}.keys` }]) {
    const after = openSqlite(':memory:');
    expect((await restore(after, before, with_)).ok).toBe(true);
    expect(await keysOf(after)).toEqual(await keysOf(nurseries));
    await after.destroy();
  }
});

test.each([
  ['cut in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), 'torn'],
  ['a line short', (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString('utf8').split('\n').toSpliced(-5, 1).join('\n')), 'torn'],
  ['of another program', () => Buffer.from('PK something else'), 'not-a-back-up'],
  ['empty', () => Buffer.alloc(0), 'not-a-back-up'],
  ['made by a newer Larkrise', () => gzipSync('{"larkrise":"back-up","format":1,"step":"9999-later"}\n'), 'from-a-newer-version'],
] as const)('a file that is %s leaves the database empty', async (_, spoil, trouble) => {
  const spoiled = join(folder, 'spoiled');
  copyFileSync(`${file}.keys`, `${spoiled}.keys`);
  writeFileSync(spoiled, spoil(readFileSync(file)));
  const after = await freshDatabase();
  expect(await restore(after, spoiled)).toEqual({ ok: false, trouble });
  expect(await after.selectFrom('people').select('id').execute()).toEqual([]);
  await after.destroy();
});

test('a database that is in use is never restored over', async () => {
  expect(await restore(nurseries, file)).toEqual({ ok: false, trouble: 'database-not-empty' });
});

test('a server that was started and nothing else takes a back-up; codes and links that let somebody in do not come back', async () => {
  const [middle, after] = [openSqlite(':memory:'), await freshDatabase()];
  await restore(middle, file);
  const code = { code_hash: 'c', tablet_name: 'Blue', nursery: 'quince-street', person: null, reusable: 0, made_by: null, expires_at: 1 };
  await middle.insertInto('enrolment_codes').values(code).execute();
  await middle
    .insertInto('office_links')
    .values({ token_hash: 't', person: null, made_by: 'operator', factor: null, expires_at: 1 })
    .execute();
  const with_ = join(folder, 'with-ways-in');
  await backUp(middle, with_);
  const line = { at: 1, counter: 'server', who: 'nobody', what: 'sign-in-unknown', about: null, tablet: null } as const;
  await after.transaction().execute(tx => writeAudit(tx, line));
  expect((await restore(after, with_)).ok).toBe(true);
  expect(await after.selectFrom('audit').selectAll().execute()).toEqual(await middle.selectFrom('audit').selectAll().execute());
  expect(await after.selectFrom('enrolment_codes').selectAll().execute()).toEqual([]);
  expect(await after.selectFrom('office_links').selectAll().execute()).toEqual([]);
  await Promise.all([middle.destroy(), after.destroy()]);
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
