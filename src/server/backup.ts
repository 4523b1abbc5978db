// Back-up: everything that the server keeps as two files, the same from SQLite and PostgreSQL, of one moment of a database in use.
// Why two: what is erased goes by losing its keys. Contents may be kept for years, of the keys only the newest file: then a key that was
// destroyed is in no back-up, and what lay under it opens nowhere (restore.ts takes any newer keys to an older content).
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline as flow } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { systemClock } from '../kernel/clock';
import { format, keptTables, keysFileOf, keysTable, rowsOf, written } from './backup-lines';
import { piecesName, piecesOf } from './blob-backup';
import type { BlobFiles } from './blobs';
import type { Database, Writing } from './database';
import { stepOf } from './migrations';
import { takenAway } from './taken-away';

interface Head {
  readonly step: string;
  readonly at: number;
}

const headLine = (larkrise: string, { step, at }: Head): string => `${JSON.stringify({ larkrise, format, step, at })}\n`;

/** By the step that this database has. */
const tablesMade = async (tx: Writing): Promise<ReadonlySet<string>> =>
  new Set((await tx.introspection.getTables()).map(({ name }) => name));

async function* contentLines(tx: Writing, head: Head, files: BlobFiles | null): AsyncGenerator<string> {
  yield headLine('back-up', head);
  let rows = 0;
  const made = await tablesMade(tx);
  for (const [table, key] of Object.entries(keptTables).filter(([table]) => made.has(table) && table !== keysTable)) {
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

async function* keyLines(tx: Writing, head: Head): AsyncGenerator<string> {
  yield headLine('keys', head);
  let rows = 0;
  for await (const row of rowsOf(tx, keysTable, keptTables.keys)) {
    rows += 1;
    yield `${JSON.stringify([keysTable, written(row)])}\n`;
  }
  const made = await tablesMade(tx);
  for await (const one of made.has('erased') ? takenAway(tx) : []) {
    rows += 1;
    yield `${JSON.stringify(one)}\n`;
  }
  yield `${JSON.stringify({ rows })}\n`;
}

/** What is added to a back-up beside the database's own rows. */
interface BackUp {
  readonly files?: BlobFiles | null;
  /** Where the keys go; beside the content if nobody says so. */
  readonly keys?: string;
}

/** Both files stand under their names only when both are whole; throws when one cannot be written. */
export async function backUp(db: Database, file: string, { files = null, keys = keysFileOf(file) }: BackUp = {}): Promise<void> {
  const step = await stepOf(db);
  if (!step) throw new Error('this database has no tables yet');
  const head = { step, at: systemClock() };
  const growing = { content: `${file}.part`, keys: `${keys}.part` };
  const write = (lines: AsyncGenerator<string>, to: string) => flow(lines, createGzip(), createWriteStream(to, { mode: 0o600 }));
  try {
    const look = db.transaction().setIsolationLevel('repeatable read');
    await look.execute(async tx => {
      await write(keyLines(tx, head), growing.keys);
      await write(contentLines(tx, head, files), growing.content);
    });
    await rename(growing.keys, keys); // first: these open any older content as well
    await rename(growing.content, file);
  } catch (fault) {
    await rm(growing.content, { force: true });
    await rm(growing.keys, { force: true });
    throw fault;
  }
}
