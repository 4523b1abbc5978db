// Restore: a back-up's two files into an empty database of either kind, whole or not at all. The keys may be of a later back-up than the
// content, and should be: what was erased in between then has no key any more.
import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import type * as v from 'valibot';
import { parse, parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import {
  asRead,
  batch,
  contentHeadSchema,
  endSchema,
  keptTables,
  keysFileOf,
  keysHeadSchema,
  keysTable,
  linesIn,
  type Row,
  rowSchema,
} from './backup-lines';
import { finishPieces, type Piece, piecesName, takePiece } from './blob-backup';
import type { BlobFiles } from './blobs';
import type { Database, Writing } from './database';
import { isKnownStep, migrate, stepOf } from './migrations';
import { leap } from './restored';
import { type TakenAway, takenAwaySchema } from './taken-away';

/** `keys-...`: the trouble is with the file of keys. */
export type RestoreTrouble =
  | 'not-a-back-up'
  | 'torn'
  | 'from-a-newer-version'
  | 'database-not-empty'
  | 'keys-missing'
  | 'keys-not-keys'
  | 'keys-torn'
  | 'keys-older';

export interface Restored {
  readonly rows: number;
  /** What had been taken away when the keys were written, whether the content knows of it or not. */
  readonly takenAway: readonly TakenAway[];
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
class Torn extends Error {
  readonly trouble: 'torn' | 'keys-torn';
  constructor(trouble: 'torn' | 'keys-torn') {
    super(trouble);
    this.trouble = trouble;
  }
}

/** Reading a packed file that ends too early, or is none. */
const isUnpacking = (fault: unknown): boolean => fault instanceof Error && 'code' in fault && String(fault.code).startsWith('Z_');

/** How many rows there were; `isWanted`: of which tables they are taken. */
async function takeRows(
  tx: Writing,
  files: BlobFiles | null,
  lines: AsyncGenerator<string>,
  isWanted: (table: string) => boolean,
): Promise<number> {
  let [count, table, rows] = [0, '', [] as Row[]];
  for await (const line of lines) {
    const end = parse(endSchema, parseJson(line));
    const row = parse(rowSchema, parseJson(line));
    if (row.ok && row.value[0] === table && rows.length < batch) rows.push(asRead(row.value[1]));
    else {
      if (isWanted(table)) await insert(tx, files, table, rows);
      if (end.ok && end.value.rows === count) return count;
      if (!row.ok) throw new Torn('torn');
      [table, rows] = [row.value[0], [asRead(row.value[1])]];
    }
    count += 1;
  }
  throw new Torn('torn');
}

/** All keys, and what else the file tells. */
async function takeKeys(tx: Writing, lines: AsyncGenerator<string>): Promise<Restored> {
  const [keys, takenAway]: [Row[], TakenAway[]] = [[], []];
  let rows = 0;
  for await (const line of lines) {
    const said = parseJson(line);
    const [end, row, away] = [parse(endSchema, said), parse(rowSchema, said), parse(takenAwaySchema, said)];
    if (end.ok && end.value.rows === rows) {
      for (let at = 0; at < keys.length; at += batch) await insert(tx, null, keysTable, keys.slice(at, at + batch));
      return { rows: keys.length, takenAway };
    }
    if (row.ok && row.value[0] === keysTable) keys.push(asRead(row.value[1]));
    else if (away.ok) takenAway.push(away.value);
    else throw new Torn('keys-torn');
    rows += 1;
  }
  throw new Torn('keys-torn');
}

const isInUse = async (db: Database): Promise<boolean> => (await db.selectFrom('people').select('id').limit(1).execute()).length > 0;

/** Tablets may have seen places that this back-up does not know: what comes after it gets places that none of them has passed. */
const leaveRoom = (tx: Writing) =>
  tx
    .updateTable('counters')
    .set(row => ({ place: row('place', '+', leap) }))
    .execute();

/** A back-up of an earlier step knows of no files. */
const hasBlobs = async (tx: Writing): Promise<boolean> => (await tx.introspection.getTables()).some(({ name }) => name === 'blobs');

/** A file whose first line was read. */
interface Opened {
  readonly head: Head;
  readonly lines: AsyncGenerator<string>;
}
type Head = v.InferOutput<typeof contentHeadSchema> | v.InferOutput<typeof keysHeadSchema>;

async function opened(file: string, schema: typeof contentHeadSchema | typeof keysHeadSchema): Promise<Opened | null> {
  const lines = linesIn(file);
  const first = await lines.next().catch(fault => (isUnpacking(fault) ? { value: '' } : Promise.reject(fault)));
  const head = parse<typeof schema>(schema, parseJson(String(first.value)));
  return head.ok ? { head: head.value, lines } : null;
}

/** The keys for this content; null: it is from before they had a file of their own, and has them with it. */
async function keysFor(content: Head, file: string): Promise<Result<Opened | null, RestoreTrouble>> {
  if (!existsSync(file)) return content.at === undefined ? ok(null) : trouble('keys-missing');
  const keys = await opened(file, keysHeadSchema);
  if (!keys) return trouble('keys-not-keys');
  if (!isKnownStep(keys.head.step)) return trouble('from-a-newer-version');
  return (keys.head.at ?? 0) < (content.at ?? 0) ? trouble('keys-older') : ok(keys);
}

/** What is restored with the content. */
interface Restoring {
  readonly files?: BlobFiles | null;
  /** Where the keys are; beside the content if nobody says so. */
  readonly keys?: string;
}

/** Takes all of it or nothing, then brings the database up to this version. Whoever calls it takes away again what it gives. */
export async function restore(
  db: Database,
  file: string,
  { files = null, keys: keysFile = keysFileOf(file) }: Restoring = {},
): Promise<Result<Restored, RestoreTrouble>> {
  const standing = await stepOf(db);
  if (standing !== null && (await isInUse(db))) return trouble('database-not-empty');
  const content = await opened(file, contentHeadSchema);
  if (!content) return trouble('not-a-back-up');
  const { step } = content.head;
  if (!isKnownStep(step)) return trouble('from-a-newer-version');
  const keys = await keysFor(content.head, keysFile);
  if (!keys.ok) return keys;
  if (standing !== null && standing !== step) return trouble('database-not-empty'); // its tables are of another version
  await migrate(db, step);
  try {
    const restored = await db.transaction().execute(tx => takeAll(tx, files, content, keys.value));
    await migrate(db);
    return ok(restored);
  } catch (fault) {
    if (fault instanceof Torn) return trouble(fault.trouble);
    throw fault;
  }
}

/** Codes and links that let somebody in: they may have been used since, and new ones are quickly made. */
const waysIn: readonly string[] = ['enrolment_codes', 'office_links'];

/** A server that was only started has written a few lines already: nobody is in it, so they are nobody's. */
async function emptyAll(tx: Writing): Promise<void> {
  for (const { name } of await tx.introspection.getTables()) if (name in keptTables) await sql`DELETE FROM ${sql.table(name)}`.execute(tx);
}

async function takeAll(tx: Writing, files: BlobFiles | null, content: Opened, keys: Opened | null): Promise<Restored> {
  const whole = async <Value>(name: 'torn' | 'keys-torn', reading: Promise<Value>): Promise<Value> =>
    reading.catch(fault => Promise.reject(isUnpacking(fault) ? new Torn(name) : fault));
  await emptyAll(tx);
  const isWanted = (table: string): boolean => !waysIn.includes(table) && (keys === null || table !== keysTable);
  const rows = await whole('torn', takeRows(tx, files, content.lines, isWanted));
  const taken = keys ? await whole('keys-torn', takeKeys(tx, keys.lines)) : { rows: 0, takenAway: [] };
  if (files && (await hasBlobs(tx))) await finishPieces(tx, files);
  await leaveRoom(tx);
  return { rows: rows + taken.rows, takenAway: taken.takenAway };
}
