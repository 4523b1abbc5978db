// What remains of outbox entries that have gone: how far their authors had counted, and how far the tablet had, so that no number is given twice.
// Invariant: an entry leaves the outbox only through here; the highest number of an author is in the outbox or in `numbers`.
import type { OutboxEntry, TabletDatabase } from './database';
import { tabletCount } from './outbox-mark';

/** Takes entries out, inside the caller's transaction on outbox and numbers. */
export async function dropEntries(
  { outbox, numbers }: TabletDatabase,
  entries: readonly Pick<OutboxEntry, 'author' | 'n' | 'seq'>[],
): Promise<void> {
  if (entries.length === 0) return;
  const highest = new Map<string, number>();
  const raise = (who: string, n: number) => highest.set(who, Math.max(n, highest.get(who) ?? 0));
  for (const { author, n, seq } of entries) {
    raise(author, n);
    raise(tabletCount, seq);
  }
  const names = [...highest.keys()];
  const before = await numbers.bulkGet(names);
  const counts = names.map((author, at) => ({ author, n: Math.max(highest.get(author) ?? 0, before[at]?.n ?? 0) }));
  await numbers.bulkPut(counts.filter(({ n }, at) => n !== before[at]?.n));
  await outbox.bulkDelete(entries.map(({ author, n }): [string, number] => [author, n]));
}
