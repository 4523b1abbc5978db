// What a back-up is made of: its two files, their heads and ends, their lines, and which tables are in which.
//
// Both are gzipped JSON lines: first what the file is and which step of the migrations made its tables, then [table, row] with bytes as
// {"base64": ...}, last the number of lines between, so that a torn file is noticed. One holds what people wrote, sealed as it is in the
// database, with the files of attachments in pieces; names of people are in clear. The other holds the keys that all of it is sealed
// under, each sealed under the key-encryption key, which is in neither, and what was taken away for good until then (taken-away.ts).
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { sql } from 'kysely';
import * as v from 'valibot';
import { piecesName } from './blob-backup';
import type { Tables, Writing } from './database';

/** Where the keys lie if nobody says another place. */
export const keysFileOf = (file: string): string => `${file}.keys`;

export const format = 1;
/** Rows in one statement. */
export const batch = 200;

/** What lasts minutes: a tablet proves itself anew, and whoever works in the office signs in again. */
type Passing = 'tablet_sessions' | 'tablet_challenges' | 'waiting_tablets' | 'office_sessions' | 'office_misses' | 'export_tickets';

/** Every other table with its key. */
export const keptTables = {
  keys: ['id'],
  counters: ['id'],
  nurseries: ['id'],
  rooms: ['id'],
  people: ['id'],
  key_generations: ['nursery', 'generation'],
  memberships: ['id'],
  mentorings: ['id'],
  programme_nurseries: ['id'],
  event_people: ['id'],
  tablets: ['id'],
  tablet_reports: ['tablet'],
  leases: ['tablet', 'person'],
  pins: ['person'],
  lockouts: ['tablet', 'person'],
  later_boxes: ['person', 'id'],
  recovery_cards: ['hash'],
  reopenings: ['id'],
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
  leavings: ['person', 'counter'],
  own_links: ['token_hash'],
  own_misses: ['person'],
  exports: ['id'],
  tablet_people: ['tablet', 'person'],
  records: ['id'],
  record_buckets: ['bucket', 'record'],
  versions: ['record', 'field', 'version'],
  receipts: ['tablet', 'author', 'n'],
  quarantine: ['id'],
  unproven_bytes: ['tablet'],
  blobs: ['id'],
} satisfies Record<Exclude<keyof Tables, Passing>, readonly string[]>;

/** The table whose rows are in the file of keys alone; back-ups of earlier versions had them with everything else. */
export const keysTable = 'keys';

const headOf = <Name extends string>(name: Name) =>
  v.object({ larkrise: v.literal(name), format: v.literal(format), step: v.string(), at: v.optional(v.number()) });
/** Without `at` it is from before the keys had a file of their own. */
export const contentHeadSchema = headOf('back-up');
export const keysHeadSchema = headOf('keys');

const bytesSchema = v.object({ base64: v.string() });
const cellSchema = v.union([v.null(), v.number(), v.string(), bytesSchema]);
export const rowSchema = v.tuple([v.picklist([...Object.keys(keptTables), piecesName]), v.record(v.string(), cellSchema)]);
export const endSchema = v.object({ rows: v.number() });

export type Row = Record<string, unknown>;

export const written = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value]),
  );

export const asRead = (row: v.InferOutput<typeof rowSchema>[1]): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [name, typeof cell === 'object' && cell ? Buffer.from(cell.base64, 'base64') : cell]),
  );

/** All rows of a table in the order of its key, a batch at a time. */
export async function* rowsOf(tx: Writing, table: string, key: readonly string[]): AsyncGenerator<Row> {
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

/** Its lines; throws where the file ends too early or is not packed at all. */
export async function* linesIn(file: string): AsyncGenerator<string> {
  const unpacked = pipeline(createReadStream(file), createGunzip(), () => undefined).setEncoding('utf8');
  let rest = '';
  for await (const piece of unpacked) {
    const lines = (rest + String(piece)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
