// What becomes of outbox entries once the server has answered: dropped when their rows are back, kept apart when refused.
import type { OutboxEntry, TabletDatabase } from '../device/database';
import type { QuarantineReason } from './verdict';

/** An entry whose waiting is over; `reason` where the server refused it: its author then finds it among what needs her, unless it was erased for everybody. */
export interface Settled {
  readonly entry: OutboxEntry;
  readonly reason: QuarantineReason | null;
}

/** Runs inside the caller's transaction on outbox, quarantined and rows. A row that only waiting changes had made goes with the last of them. */
export async function endWaiting(database: TabletDatabase, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  const refused = settled.flatMap(({ entry, reason }) => (reason && reason !== 'erased' ? [{ ...entry, reason }] : []));
  await database.quarantined.bulkPut(refused);
  await forgetTried(database, settled);
  await database.outbox.bulkDelete(settled.map(({ entry }): [string, number] => [entry.author, entry.n]));
  const places = settled.map(({ entry }): [string, string] => [entry.holder, entry.row]);
  const rows = await database.rows.bulkGet(places);
  const waiting = await database.outbox.where('[holder+row]').anyOf(places).toArray();
  const stays = new Set(waiting.map(({ holder, row }) => `${holder} ${row}`));
  const gone = rows.flatMap((row): [string, string][] =>
    row?.bytes === null && !stays.has(`${row.holder} ${row.id}`) ? [[row.holder, row.id]] : [],
  );
  await database.rows.bulkDelete(gone);
}

/** What was refused before and tried again has its answer: taken in, or it stands under the new number with the new reason. */
async function forgetTried({ quarantined }: TabletDatabase, settled: readonly Settled[]): Promise<void> {
  const over = new Set(settled.map(({ entry: { author, n, row } }) => `${author} ${n} ${row}`));
  const tried = await quarantined.filter(({ author, again, row }) => over.has(`${author} ${again} ${row}`)).primaryKeys();
  await quarantined.bulkDelete(tried);
}
