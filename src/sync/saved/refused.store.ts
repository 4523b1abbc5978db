// What the server refused and its author has not decided on yet.
import type { QuarantinedEntry, TabletDatabase } from '../../device/database';

/** Hers that need her: what is being tried again does not. Also inside a transaction on quarantined and outbox. */
export async function readRefused(database: TabletDatabase, author: string): Promise<QuarantinedEntry[]> {
  const all = await database.quarantined.where('[author+n]').between([author, 0], [author, Number.MAX_SAFE_INTEGER]).toArray();
  const tried = all.flatMap(({ again }) => (again === undefined ? [] : [again]));
  const waiting = await database.outbox.bulkGet(tried.map((n): [string, number] => [author, n]));
  const onTheWay = new Set(waiting.map(entry => entry && `${entry.n} ${entry.row}`));
  return all.filter(({ again, row }) => !onTheWay.has(`${again} ${row}`));
}
