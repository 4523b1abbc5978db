// Opens a SQLite file with the driver that this Node can carry: better-sqlite3 before Node 24, Node's own SQLite from there on.
//
// better-sqlite3 12 is the last that runs on Node 20, and it aborts Node 24.21 while memory is tidied; 13 needs Node 22.
// Both drivers answer alike: rows are objects, blobs are Buffers, numbers are numbers.
import BetterSqlite from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

const pragmas = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000'];
const [major = 0] = process.versions.node.split('.').map(Number);
/** The first Node whose own SQLite is used; src/main/prepare.mjs knows it as well. */
const firstWithOwn = 24;

/** `file` is a path, or ':memory:' for tests. */
export function openSqliteFile(file: string): SqliteDatabase {
  if (major >= firstWithOwn) return preparedOnce(openOwn(file));
  const database = new BetterSqlite(file);
  for (const pragma of pragmas) database.pragma(pragma);
  return preparedOnce({ close: () => database.close(), prepare: sql => withOwnRows(database.prepare<unknown[]>(sql)) });
}

/** Statements that are kept ready: several times as many as the server has, but no end of those with lists in them. */
const mostStatements = 1_000;
const changesTables = /^(create|alter|drop)\b/i;

/** The server says the same few hundred sentences again and again, and preparing one costs more than running it. */
function preparedOnce(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const statement = database.prepare(sql);
    if (changesTables.test(sql) || kept.size >= mostStatements) kept.clear();
    kept.set(sql, statement);
    return statement;
  };
  return { close: () => database.close(), prepare: sql => kept.get(sql) ?? prepare(sql) };
}

type Row = Record<string, unknown>;

/** The driver takes longer to make an object of a row than to read it; of its lists of values the same is made sooner. */
function withOwnRows(statement: BetterSqlite.Statement<unknown[]>): SqliteStatement {
  if (!statement.reader) return statement;
  const names = statement.columns().map(({ name }) => name);
  const values = statement.raw(true);
  const rowOf = (found: unknown): Row => {
    const row: Row = {};
    if (Array.isArray(found)) for (const [at, name] of names.entries()) row[name] = found[at];
    return row;
  };
  const all = (parameters: readonly unknown[]): Row[] => values.all(parameters).map(rowOf);
  return { reader: true, all, run: parameters => values.run(parameters), iterate: parameters => all(parameters).values() };
}

type Value = null | number | bigint | string | Uint8Array;

/** The parts of node:sqlite that are used here; the types of Node 20 do not know it (nodejs.org/api/sqlite.html). */
interface OwnStatement {
  columns(): readonly unknown[];
  all(...values: readonly Value[]): Row[];
  run(...values: readonly Value[]): { changes: number | bigint; lastInsertRowid: number | bigint };
}
interface OwnSqlite {
  readonly DatabaseSync: new (file: string) => { exec(sql: string): void; prepare(sql: string): OwnStatement; close(): void };
}

const isOwnSqlite = (found: object | undefined): found is OwnSqlite => found !== undefined && 'DatabaseSync' in found;

function openOwn(file: string): SqliteDatabase {
  const own = process.getBuiltinModule('node:sqlite');
  if (!isOwnSqlite(own)) throw new Error(`Node ${process.versions.node} was built without SQLite`);
  const database = new own.DatabaseSync(file);
  for (const pragma of pragmas) database.exec(`PRAGMA ${pragma}`);
  return { close: () => database.close(), prepare: sql => asKyselyHasIt(database.prepare(sql)) };
}

const isValue = (value: unknown): value is Value =>
  value === null || value instanceof Uint8Array || ['number', 'bigint', 'string'].includes(typeof value);

function bound(parameters: readonly unknown[]): readonly Value[] {
  if (parameters.every(isValue)) return parameters;
  throw new TypeError('SQLite keeps null, numbers, texts and bytes alone');
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Blobs come as Uint8Array; the rest of the server knows Buffers. */
function withBuffers(row: Row): Row {
  for (const name in row) {
    const value = row[name];
    if (value instanceof Uint8Array) row[name] = asBuffer(value);
  }
  return row;
}

function asKyselyHasIt(statement: OwnStatement): SqliteStatement {
  const all = (parameters: readonly unknown[]) => statement.all(...bound(parameters)).map(withBuffers);
  return {
    reader: statement.columns().length > 0,
    all,
    run: parameters => statement.run(...bound(parameters)),
    iterate: parameters => all(parameters).values(), // nothing here streams
  };
}
