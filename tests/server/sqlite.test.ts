// The SQLite file answers alike on every Node that Larkrise runs on, whichever driver that Node carries.
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
