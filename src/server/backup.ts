// Back-up and restore: every row of every table as one file of lines, the same from SQLite and PostgreSQL, so that either can be restored into either.
//
// The file is gzipped JSON lines: first what it is and which step of the migrations made its tables, then [table, row]; bytes are
// {"base64": ...}, files of attachments come in pieces as rows of their own; last the number of rows, so that a torn file is noticed. What people wrote is sealed in it as it is in the
// database: without the key-encryption key, which is not in it, nobody reads a word. Names of people are in clear.
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { pipeline as flow } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { sql } from 'kysely';
import * as v from 'valibot';
import { parse, parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { finishPieces, type Piece, piecesName, piecesOf, takePiece } from './blob-backup';
import type { BlobFiles } from './blobs';
import type { Database, Tables, Writing } from './database';
import { isKnownStep, migrate, stepOf } from './migrations';
import { leap } from './restored';

const format = 1;
/** Rows in one statement. */
const batch = 200;

/** What lasts minutes: a tablet proves itself anew, and whoever works in the office signs in again. */
type Passing = 'tablet_sessions' | 'tablet_challenges' | 'waiting_tablets' | 'office_sessions' | 'office_misses';

/** Every other table with its key. */
const keptTables = {
  keys: ['id'],
  counters: ['id'],
  nurseries: ['id'],
  rooms: ['id'],
  people: ['id'],
  memberships: ['id'],
  mentorings: ['id'],
  programme_nurseries: ['id'],
  event_people: ['id'],
  tablets: ['id'],
  tablet_reports: ['tablet'],
  leases: ['tablet', 'person'],
  pins: ['person'],
  lockouts: ['tablet', 'person'],
  erasures: ['id'],
  erasure_places: ['erasure', 'counter'],
  erased: ['what', 'id'],
  audit: ['counter', 'place'],
  audit_ends: ['counter'],
  erased_kinds: ['erasure', 'kind'],
  retention_runs: ['day'],
  tablet_erasures: ['tablet', 'erasure'],
  enrolment_codes: ['code_hash'],
  accounts: ['person'],
  recovery_codes: ['person', 'code_hash'],
  office_links: ['token_hash'],
  tablet_people: ['tablet', 'person'],
  records: ['id'],
  record_buckets: ['bucket', 'record'],
  versions: ['record', 'field', 'version'],
  receipts: ['tablet', 'author', 'n'],
  quarantine: ['id'],
  blobs: ['id'],
} satisfies Record<Exclude<keyof Tables, Passing>, readonly string[]>;

const headSchema = v.object({ larkrise: v.literal('back-up'), format: v.literal(format), step: v.string() });
const bytesSchema = v.object({ base64: v.string() });
const cellSchema = v.union([v.null(), v.number(), v.string(), bytesSchema]);
const rowSchema = v.tuple([v.picklist([...Object.keys(keptTables), piecesName]), v.record(v.string(), cellSchema)]);
const endSchema = v.object({ rows: v.number() });

type Row = Record<string, unknown>;

const written = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value]),
  );

const asRead = (row: v.InferOutput<typeof rowSchema>[1]): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [name, typeof cell === 'object' && cell ? Buffer.from(cell.base64, 'base64') : cell]),
  );

/** All rows of a table in the order of its key, a batch at a time. */
async function* rowsOf(tx: Writing, table: string, key: readonly string[]): AsyncGenerator<Row> {
  const columns = sql.join(key.map(name => sql.ref(name)));
  let after = sql``;
  for (;;) {
    const { rows } = await sql<Row>`SELECT * FROM ${sql.table(table)} ${after} ORDER BY ${columns} LIMIT ${sql.lit(batch)}`.execute(tx);
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < batch) return;
    after = sql`WHERE (${columns}) > (${sql.join(key.map(name => end[name]))})`;
  }
}

async function* linesOf(tx: Writing, step: string, files: BlobFiles | null): AsyncGenerator<string> {
  yield `${JSON.stringify({ larkrise: 'back-up', format, step })}\n`;
  let rows = 0;
  const made = new Set((await tx.introspection.getTables()).map(({ name }) => name)); // by the step that this database has
  for (const [table, key] of Object.entries(keptTables).filter(([table]) => made.has(table))) {
    for await (const row of rowsOf(tx, table, key)) {
      rows += 1;
      yield `${JSON.stringify([table, written(row)])}\n`;
    }
  }
  for await (const piece of files && made.has('blobs') ? piecesOf(tx, files) : []) {
    rows += 1;
    yield `${JSON.stringify([piecesName, written(piece)])}\n`;
  }
  yield `${JSON.stringify({ rows })}\n`;
}

/** One consistent moment of a database that may be in use. The file stands under its name only when it is whole; throws when it cannot be written. */
export async function backUp(db: Database, file: string, files: BlobFiles | null = null): Promise<void> {
  const step = await stepOf(db);
  if (!step) throw new Error('this database has no tables yet');
  const growing = `${file}.part`;
  try {
    const look = db.transaction().setIsolationLevel('repeatable read');
    await look.execute(tx => flow(linesOf(tx, step, files), createGzip(), createWriteStream(growing, { mode: 0o600 })));
    await rename(growing, file);
  } catch (fault) {
    await rm(growing, { force: true });
    throw fault;
  }
}

/** Its lines; throws where the file ends too early or is not packed at all. */
async function* linesIn(file: string): AsyncGenerator<string> {
  const unpacked = pipeline(createReadStream(file), createGunzip(), () => undefined).setEncoding('utf8');
  let rest = '';
  for await (const piece of unpacked) {
    const lines = (rest + String(piece)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

const insert = async (tx: Writing, files: BlobFiles | null, table: string, rows: readonly Row[]): Promise<void> => {
  if (table === piecesName && files) for (const piece of rows as readonly Piece[]) await takePiece(files, piece);
  else if (table !== piecesName && rows.length > 0) await sql`INSERT INTO ${sql.table(table)} ${valuesOf(rows)}`.execute(tx);
};

function valuesOf(rows: readonly Row[]) {
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map(row => sql`(${sql.join(names.map(name => row[name] ?? null))})`);
  return sql`(${sql.join(names.map(name => sql.ref(name)))}) VALUES ${sql.join(lines)}`;
}

/** Thrown to take back a restore that came to a line which is not as it was written. */
class Torn extends Error {}

async function takeRows(tx: Writing, files: BlobFiles | null, lines: AsyncGenerator<string>): Promise<number> {
  let [count, table, rows] = [0, '', [] as Row[]];
  for await (const line of lines) {
    const end = parse(endSchema, parseJson(line));
    const row = parse(rowSchema, parseJson(line));
    if (row.ok && row.value[0] === table && rows.length < batch) rows.push(asRead(row.value[1]));
    else {
      await insert(tx, files, table, rows);
      if (end.ok && end.value.rows === count) return count;
      if (!row.ok) throw new Torn();
      [table, rows] = [row.value[0], [asRead(row.value[1])]];
    }
    count += 1;
  }
  throw new Torn();
}

const isTorn = (fault: unknown): boolean =>
  fault instanceof Torn || (fault instanceof Error && 'code' in fault && String(fault.code).startsWith('Z_'));

const isInUse = async (db: Database): Promise<boolean> => (await db.selectFrom('people').select('id').limit(1).execute()).length > 0;

export type RestoreTrouble = 'not-a-back-up' | 'torn' | 'from-a-newer-version' | 'database-not-empty';

/** Tablets may have seen places that this back-up does not know: what comes after it gets places that none of them has passed. */
const leaveRoom = (tx: Writing) =>
  tx
    .updateTable('counters')
    .set(row => ({ place: row('place', '+', leap) }))
    .execute();

/** A back-up of an earlier step knows of no files. */
const hasBlobs = async (tx: Writing): Promise<boolean> => (await tx.introspection.getTables()).some(({ name }) => name === 'blobs');

/** Takes it whole or not at all, into an empty database of either kind, then brings that up to this version; gives the number of rows. */
export async function restore(db: Database, file: string, files: BlobFiles | null = null): Promise<Result<number, RestoreTrouble>> {
  const standing = await stepOf(db);
  if (standing !== null && (await isInUse(db))) return trouble('database-not-empty');
  const lines = linesIn(file);
  const first = await lines.next().catch(fault => (isTorn(fault) ? { value: '' } : Promise.reject(fault)));
  const head = parse(headSchema, parseJson(String(first.value)));
  if (!head.ok) return trouble('not-a-back-up');
  if (!isKnownStep(head.value.step)) return trouble('from-a-newer-version');
  if (standing !== null && standing !== head.value.step) return trouble('database-not-empty'); // its tables are of another version
  await migrate(db, head.value.step);
  try {
    const count = await db.transaction().execute(async tx => {
      const taken = await takeRows(tx, files, lines);
      if (files && (await hasBlobs(tx))) await finishPieces(tx, files);
      await leaveRoom(tx);
      return taken;
    });
    await migrate(db);
    return ok(count);
  } catch (fault) {
    if (isTorn(fault)) return trouble('torn');
    throw fault;
  }
}
