// Storing what was written: entries with their numbers in one transaction, or nothing and prepared again.
import type { OutboxEntry, TabletDatabase } from '../device/database';
import { isFixed, readMark, tabletCount } from '../device/outbox-mark';

export interface Prepared {
  readonly entry: OutboxEntry;
  /** The entry that this one replaces, as it was when this one was prepared. */
  readonly replaces: OutboxEntry | null;
}

export interface Counts {
  readonly n: number;
  readonly seq: number;
}

/** What the last write of this tab left behind, so that the next one need not look: the transaction that stores it proves it right. */
const lastCounts = new WeakMap<TabletDatabase, Pick<OutboxEntry, 'author' | 'n' | 'seq'>>();

/** The numbers from which the next write goes on, most likely: `countsOf` looks where this tab does not remember. */
export async function likelyCounts(database: TabletDatabase, author: string): Promise<Counts> {
  const last = lastCounts.get(database);
  return last?.author === author ? last : countsOf(database, author);
}

/** What those that have gone from the outbox have left behind (outbox-numbers.ts). */
async function countsGiven(database: TabletDatabase, author: string): Promise<Counts> {
  const [hers, all, mark] = await Promise.all([database.numbers.get(author), database.numbers.get(tabletCount), readMark(database)]);
  return { n: hers?.n ?? 0, seq: Math.max(all?.n ?? 0, mark.claimed, mark.answered) };
}

/** The highest numbers given so far. */
export async function countsOf(database: TabletDatabase, author: string): Promise<Counts> {
  const { outbox } = database;
  const [counts, newest, hers] = await Promise.all([
    countsGiven(database, author),
    outbox.orderBy('seq').last(),
    outbox.where('[author+n]').between([author, 0], [author, Number.MAX_SAFE_INTEGER]).last(),
  ]);
  return { n: Math.max(counts.n, hers?.n ?? 0), seq: Math.max(counts.seq, newest?.seq ?? 0) };
}

/** The numbers or the growing entry are not any more what was prepared for: nothing of the transaction stands. */
class Moved extends Error {}

/** Gives what `run` gives, or `moved`: another tab wrote, or a push took the entry. Prepare again. */
export async function unlessMoved<Value>(run: () => PromiseLike<Value>): Promise<Value | 'moved'> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Moved) return 'moved';
    throw error;
  }
}

/** False when it was prepared for what is not so any more: prepare again. */
export async function store(database: TabletDatabase, prepared: readonly Prepared[]): Promise<boolean> {
  const { outbox, numbers } = database;
  const isKnown = lastCounts.get(database)?.author === prepared[0]?.entry.author;
  const storing = isKnown ? storeAtOnce : storeInside;
  const stored = await unlessMoved(() => database.transaction('rw', outbox, numbers, async () => storing(database, prepared)));
  const last = stored === 'moved' ? null : freshOf(prepared).at(-1);
  if (stored === 'moved') lastCounts.delete(database);
  if (last) lastCounts.set(database, last);
  return stored !== 'moved';
}

/** The same inside the caller's transaction on outbox and numbers, which ends with `Moved` (see unlessMoved) when it cannot. */
export async function storeInside(database: TabletDatabase, prepared: readonly Prepared[]): Promise<void> {
  if (!(await stillHolds(database, prepared))) throw new Moved();
  await write(database, prepared);
}

/**
 * Looking and writing are under way together, because each turn of waiting costs more than the work: what was wrong to write
 * goes with the transaction. Another tab's entry that is still here stands in the way of the same number; one that has gone
 * has left its number behind.
 */
async function storeAtOnce(database: TabletDatabase, prepared: readonly Prepared[]): Promise<void> {
  const first = freshOf(prepared)[0];
  if (!first) return storeInside(database, prepared);
  const [gone] = await Promise.all([database.numbers.get(tabletCount), write(database, prepared)]);
  if (gone && gone.n >= first.seq) throw new Moved();
}

/** One author's, numbered one after the other from where the tablet has come to; or the one that replaces what it was made from. */
async function stillHolds(database: TabletDatabase, prepared: readonly Prepared[]): Promise<boolean> {
  const [first] = prepared;
  if (first?.replaces) {
    const [there, mark] = await Promise.all([database.outbox.get([first.entry.author, first.entry.n]), readMark(database)]);
    return there?.sig === first.replaces.sig && !isFixed(there, mark);
  }
  const counts = await countsOf(database, first?.entry.author ?? '');
  return prepared.every(({ entry: { n, seq } }, at) => n === counts.n + at + 1 && seq === counts.seq + at + 1);
}

const write = ({ outbox }: TabletDatabase, prepared: readonly Prepared[]): Promise<unknown> =>
  Promise.all(prepared.map(({ entry, replaces }) => (replaces ? outbox.put(entry) : outbox.add(entry).catch(moved))));

const freshOf = (prepared: readonly Prepared[]): readonly OutboxEntry[] =>
  prepared.flatMap(({ entry, replaces }) => (replaces ? [] : [entry]));

/** The number, or the place in the order, is taken. */
function moved(error: unknown): never {
  if (error instanceof Error && error.name === 'ConstraintError') throw new Moved();
  throw error;
}
