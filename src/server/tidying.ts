// After an erasure: what a database file keeps of deleted rows until it needs the room is written over or given back.
//
// SQLite keeps deleted rows in free pages and in its write-ahead log; VACUUM builds the file anew without them, and the log is emptied.
// PostgreSQL keeps dead rows until it vacuums and pages in its own log for as long as it is told; VACUUM FULL builds the table of keys anew.
import { PostgresAdapter, sql } from 'kysely';
import type { Database } from './database';

/** Whether it was done; somebody who reads or writes at that moment can be in the way, and then nothing is lost by trying later. */
export async function tidyUp(db: Database): Promise<boolean> {
  try {
    if (db.getExecutor().adapter instanceof PostgresAdapter) await sql`VACUUM FULL keys`.execute(db);
    else return await tidySqlite(db);
    return true;
  } catch {
    return false;
  }
}

async function tidySqlite(db: Database): Promise<boolean> {
  await sql`VACUUM`.execute(db);
  const { rows } = await sql<{ busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
  return rows[0]?.busy === 0;
}
