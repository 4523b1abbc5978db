// Storing what was written: entries, their numbers and their rows' places in one transaction, or nothing and prepared again.
import type { OutboxEntry, StoredRow, TabletDatabase } from '../device/database';

export interface Prepared {
  readonly entry: OutboxEntry;
  /** The entry that this one replaces, as it was when this one was prepared. */
  readonly replaces: OutboxEntry | null;
}

/** The count of all changes of the tablet stands beside the counts of its people, none of whom is called so. */
const tabletCount = '*';

export interface Counts {
  readonly n: number;
  readonly seq: number;
}

/** Gives the numbers that the tablet has come to, for this author; null where it cannot say. */
type Look = (database: TabletDatabase, author: string) => PromiseLike<Counts | null>;

/** What the last write of this tab left behind, so that the next one need not look: the transaction that stores it proves it right. */
const lastCounts = new WeakMap<TabletDatabase, Pick<OutboxEntry, 'author' | 'n' | 'seq'>>();

/** The numbers from which the next write goes on, most likely; `isCareful`: where the likely ones were wrong again and again. */
export async function likelyCounts(database: TabletDatabase, author: string, isCareful: boolean): Promise<Counts> {
  const last = lastCounts.get(database);
  if (isCareful) return countsOf(database, author);
  return last?.author === author ? last : countsGiven(database, author);
}

const countsGiven = async ({ numbers }: TabletDatabase, author: string): Promise<Counts> => {
  const [hers, all] = await numbers.bulkGet([author, tabletCount]);
  return { n: hers?.n ?? 0, seq: all?.n ?? 0 };
};

/** The same by one record, as long as nobody else has written since she did. */
const countsSinceHers: Look = async ({ numbers }, author) => {
  const all = await numbers.get(tabletCount);
  return all?.last?.author === author ? { n: all.last.n, seq: all.n } : null;
};

/** The highest numbers given so far; where the counts were lost, what waits still has its own. */
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
export async function store(database: TabletDatabase, prepared: readonly Prepared[], isCareful: boolean): Promise<boolean> {
  const { rows, outbox, numbers } = database;
  const isKnown = lastCounts.get(database)?.author === prepared[0]?.entry.author;
  lastCounts.delete(database); // until it is stored
  const storing = isCareful ? storeInside : storeAtOnce(isKnown ? countsSinceHers : countsGiven);
  const stored = await unlessMoved(() => database.transaction('rw', rows, outbox, numbers, async () => storing(database, prepared)));
  if (stored === 'moved') return false;
  const last = prepared.findLast(({ replaces }) => !replaces)?.entry;
  if (last) lastCounts.set(database, last);
  return true;
}

/** The same inside the caller's transaction on rows, outbox and numbers, which ends with `Moved` (see unlessMoved) when it cannot. */
export async function storeInside(database: TabletDatabase, prepared: readonly Prepared[]): Promise<void> {
  if (!(await stillHolds(database, prepared, countsOf))) throw new Moved();
  await write(database, prepared);
}

/**
 * Looking and writing are under way together, because each turn of waiting costs more than the work: what was wrong to write
 * goes with the transaction. It relies on the reads being sent first: were they not, nothing would ever seem to hold.
 */
const storeAtOnce =
  (look: Look) =>
  async (database: TabletDatabase, prepared: readonly Prepared[]): Promise<void> => {
    const [holds] = await Promise.all([stillHolds(database, prepared, look), write(database, prepared)]);
    if (!holds) throw new Moved();
  };

/** One author's, numbered one after the other from where the tablet has come to; or the one that replaces what it was made from. */
async function stillHolds(database: TabletDatabase, prepared: readonly Prepared[], look: Look): Promise<boolean> {
  const [first] = prepared;
  if (first?.replaces) {
    const there = await database.outbox.get([first.entry.author, first.entry.n]);
    return there?.claimed === 0 && there.sig === first.replaces.sig;
  }
  const counts = await look(database, first?.entry.author ?? '');
  return counts !== null && prepared.every(({ entry: { n, seq } }, at) => n === counts.n + at + 1 && seq === counts.seq + at + 1);
}

async function write({ rows, outbox, numbers }: TabletDatabase, prepared: readonly Prepared[]): Promise<void> {
  const fresh = prepared.flatMap(({ entry, replaces }) => (replaces ? [] : [entry]));
  const last = fresh.at(-1);
  const { author, n, seq } = last ?? { author: '', n: 0, seq: 0 };
  await Promise.all([
    ...prepared.map(({ entry, replaces }) => (replaces ? outbox.put(entry) : outbox.add(entry).catch(moved))),
    last
      ? numbers.bulkPut([
          { author, n },
          { author: tabletCount, n: seq, last: { author, n } },
        ])
      : null,
    ...fresh.map(entry => rows.add(roomFor(entry)).catch(isThere)), // as it stands, where the server knows it
  ]);
}

/** The number is taken. */
function moved(error: unknown): never {
  isThere(error);
  throw new Moved();
}

function isThere(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'ConstraintError') throw error;
}

/** A row that the server does not know yet has its place in the lists. */
const roomFor = (entry: OutboxEntry): StoredRow => ({
  holder: entry.holder,
  id: entry.row,
  kind: entry.kind,
  ...(entry.about === '' ? {} : { about: entry.about }),
  buckets: [entry.bucket],
  revision: 0,
  key: entry.key,
  bytes: null,
});
