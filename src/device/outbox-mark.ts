// How far the outbox was carried and answered: one small record instead of a note in each of a thousand entries.
// Pushes take entries in the order of `seq`, the oldest without an answer first, so two numbers say nearly all. Invariants:
// 1 what was carried keeps its bytes from then on; 2 both numbers only rise, and no new entry has a number below them.
import type { OutboxEntry, TabletDatabase } from './database';

export interface OutboxMark {
  /** Everything up to this `seq` was answered. An entry after it that was answered all the same says so itself (`verdict`). */
  readonly answered: number;
  /** Everything up to this `seq` was taken for a push or a file. */
  readonly claimed: number;
  /** A push is under way with everything up to this `seq`; 0: none is. */
  readonly sending: number;
}

/** These stand among the counts of people, none of whom is called so: the mark, and the count of all changes of the tablet. */
export const [markName, tabletCount] = ['*sent', '*'] as const;

/** Inside a transaction on numbers, or in none. */
export async function readMark({ numbers }: TabletDatabase): Promise<OutboxMark> {
  const kept = await numbers.get(markName);
  return { answered: kept?.n ?? 0, claimed: kept?.claimed ?? 0, sending: kept?.sending ?? 0 };
}

/** Raises what is given and sets `sending`, inside a transaction on numbers. */
export async function raiseMark(database: TabletDatabase, { answered = 0, claimed = 0, sending }: Partial<OutboxMark>): Promise<void> {
  const before = await readMark(database);
  await database.numbers.put({
    author: markName,
    n: Math.max(before.answered, answered),
    claimed: Math.max(before.claimed, claimed),
    sending: sending ?? before.sending,
  });
}

/** The server has not said what became of it. */
export const isUnanswered = ({ seq, verdict }: OutboxEntry, { answered }: OutboxMark): boolean => verdict === null && seq > answered;

/** Its bytes stay as they are: they may have left the tablet. */
export const isFixed = ({ seq, claimed: noted }: OutboxEntry, { claimed }: OutboxMark): boolean => noted !== 0 || seq <= claimed;

/** A push is carrying it now. */
export const isOnItsWay = (entry: OutboxEntry, mark: OutboxMark): boolean => isUnanswered(entry, mark) && entry.seq <= mark.sending;

/** Everybody's, oldest first. Inside a transaction on outbox and numbers, or in none. */
export async function unanswered(database: TabletDatabase, most = Number.POSITIVE_INFINITY): Promise<readonly OutboxEntry[]> {
  const mark = await readMark(database);
  const after = database.outbox.where('seq').above(mark.answered);
  const next = await after.limit(most).toArray();
  if (next.every(entry => isUnanswered(entry, mark))) return next; // one request instead of one an entry
  return after
    .filter(entry => isUnanswered(entry, mark))
    .limit(most)
    .toArray();
}
