// What remains of outbox entries that have gone: how far their authors had counted, and how far the tablet had, so that no number is given twice.
// Invariant: an entry leaves the outbox only through here; the highest number of an author is in the outbox or in `numbers`.
import type { OutboxEntry, TabletDatabase } from './database';
import { readMark, tabletCount } from './outbox-mark';

type Numbered = Pick<OutboxEntry, 'author' | 'n' | 'seq'>;

/** Takes entries out, inside the caller's transaction on outbox and numbers. */
export async function dropEntries(database: TabletDatabase, entries: readonly Numbered[]): Promise<void> {
  if (entries.length === 0) return;
  await raiseCounts(database, entries);
  await database.outbox.bulkDelete(entries.map(({ author, n }): [string, number] => [author, n]));
}

async function raiseCounts({ numbers }: TabletDatabase, entries: readonly Numbered[]): Promise<void> {
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
}

/** So many of the newest: what somebody may still be writing on. */
const newest = 20;

/**
 * An open page of an earlier version knows no mark: it counts by `numbers`, and writes on in what does not say itself that it was
 * carried. Inside the caller's transaction on outbox and numbers.
 */
export async function tellEarlierPages(database: TabletDatabase): Promise<void> {
  const last = await database.outbox.orderBy('seq').reverse().limit(newest).toArray();
  await raiseCounts(database, last);
  await database.outbox.bulkPut(last.flatMap(entry => (entry.claimed === 0 ? [{ ...entry, claimed: 2 as const }] : [])));
}

/** What stands in the place of something that was answered is sent after all: the server says what becomes of it. Inside the same. */
export async function sendAnew(database: TabletDatabase, entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const last = await database.outbox.orderBy('seq').last();
  const [count, mark] = await Promise.all([database.numbers.get(tabletCount), readMark(database)]);
  const before = Math.max(last?.seq ?? 0, count?.n ?? 0, mark.claimed, mark.answered);
  await database.outbox.bulkPut(entries.map((entry, at) => ({ ...entry, seq: before + at + 1 })));
}
