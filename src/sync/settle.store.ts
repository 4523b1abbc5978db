// What becomes of outbox entries once the server has answered: dropped when their rows are back, kept apart when refused.
import type { OutboxEntry, TabletDatabase } from '../device/database';
import { dropEntries } from '../device/outbox-numbers';
import type { QuarantineReason } from './verdict';

/** An entry whose waiting is over; `reason` where the server refused it: its author then finds it among what needs her, unless it was erased for everybody. */
export interface Settled {
  readonly entry: OutboxEntry;
  readonly reason: QuarantineReason | null;
}

/** Runs inside the caller's transaction on outbox, numbers and quarantined. */
export async function endWaiting(database: TabletDatabase, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  const refused = settled.flatMap(({ entry, reason }) => (reason && reason !== 'erased' ? [{ ...entry, reason }] : []));
  await database.quarantined.bulkPut(refused);
  await forgetTried(database, settled);
  await dropEntries(
    database,
    settled.map(({ entry }) => entry),
  );
}

/** What was refused before and tried again has its answer: taken in, or it stands under the new number with the new reason. */
async function forgetTried({ quarantined }: TabletDatabase, settled: readonly Settled[]): Promise<void> {
  const over = new Set(settled.map(({ entry: { author, n, row } }) => `${author} ${n} ${row}`));
  const tried = await quarantined.filter(({ author, again, row }) => over.has(`${author} ${again} ${row}`)).primaryKeys();
  await quarantined.bulkDelete(tried);
}
