// What becomes of an outbox entry once the server has answered: dropped when its row is back, kept apart when refused.
// Both run inside the caller's transaction on outbox, quarantined and rows.
import type { TabletDatabase } from '../device/database';
import type { QuarantineReason } from './verdict';

/** Moves a refused change to where its author finds it again. Does nothing when it was moved before. */
export async function keepApart(database: TabletDatabase, author: string, n: number, reason: QuarantineReason): Promise<void> {
  const entry = await database.outbox.get([author, n]);
  if (!entry) return;
  await database.quarantined.put({ ...entry, reason });
  await drop(database, author, n);
}

/** Ends the waiting of a change; a row that only waiting changes had made goes with the last of them. */
export async function drop(database: TabletDatabase, author: string, n: number): Promise<void> {
  const entry = await database.outbox.get([author, n]);
  if (!entry) return;
  await database.outbox.delete([author, n]);
  const place: [string, string] = [entry.holder, entry.row];
  const row = await database.rows.get(place);
  if (row?.bytes === null && (await database.outbox.where('[holder+row]').equals(place).count()) === 0) await database.rows.delete(place);
}
