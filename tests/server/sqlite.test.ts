// The SQLite file answers alike on every Node that Larkrise runs on, whichever driver that Node carries.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openSqlite } from '../../src/server/database';

test('bytes come back as a Buffer, numbers as numbers, nothing as null', async () => {
  const db = openSqlite(':memory:');
  const read = await sql<{ bytes: Buffer; count: number; none: null; text: string }>`
    SELECT ${Buffer.from([1, 2, 3])} AS bytes, ${41 + 1} AS count, NULL AS none, ${'ß, ਪ, 🐥'} AS text`.execute(db);
  const [row] = read.rows;
  expect(Buffer.isBuffer(row?.bytes)).toBe(true);
  expect(row?.bytes.equals(Buffer.from([1, 2, 3]))).toBe(true);
  expect(row).toMatchObject({ count: 42, none: null, text: 'ß, ਪ, 🐥' });
  await db.destroy();
});

test('a row that is taken out tells what it was, and how many went', async () => {
  const db = openSqlite(':memory:');
  await sql`CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL)`.execute(db);
  await sql`INSERT INTO words (word) VALUES ('curious'), ('strong')`.execute(db);
  expect((await sql`DELETE FROM words WHERE word = 'strong' RETURNING word`.execute(db)).rows).toEqual([{ word: 'strong' }]);
  expect((await sql`DELETE FROM words`.execute(db)).numAffectedRows).toBe(1n);
  await db.destroy();
});

test('what a table does not allow is thrown and leaves the transaction to be rolled back', async () => {
  const db = openSqlite(':memory:');
  await sql`CREATE TABLE words (word TEXT NOT NULL)`.execute(db);
  const torn = db.transaction().execute(async tx => {
    await sql`INSERT INTO words (word) VALUES ('curious')`.execute(tx);
    await sql`INSERT INTO words (word) VALUES (NULL)`.execute(tx);
  });
  await expect(torn).rejects.toThrow(/NOT NULL/);
  expect((await sql`SELECT * FROM words`.execute(db)).rows).toEqual([]);
  await db.destroy();
});

test('a command that reads first and writes later has its turn before it reads, so that no server can write between', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-sqlite-'));
  const [command, server] = [openSqlite(join(folder, 'db')), openSqlite(join(folder, 'db'))];
  await sql`CREATE TABLE words (word TEXT NOT NULL)`.execute(command);
  await sql`PRAGMA busy_timeout = 10`.execute(server);
  const write = (db: typeof server, word: string) => sql`INSERT INTO words (word) VALUES (${word})`.execute(db);
  await command.transaction().execute(async tx => {
    await sql`SELECT * FROM words`.execute(tx);
    await expect(write(server, 'too early')).rejects.toThrow(/locked|busy/i); // the server itself waits for five seconds
    await write(tx as never, 'hers');
  });
  await write(server, 'later');
  await command
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      await sql`SELECT * FROM words`.execute(tx);
      await write(server, 'beside a look');
    });
  expect((await sql<{ word: string }>`SELECT word FROM words`.execute(server)).rows.map(({ word }) => word)).toEqual([
    'hers',
    'later',
    'beside a look',
  ]);
  await Promise.all([command.destroy(), server.destroy()]);
  rmSync(folder, { recursive: true });
});
