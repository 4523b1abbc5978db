// Receipts: what was decided about each number of each author on each tablet.
import type { Tables, Writing } from '../server/database';
import { type QuarantineReason, quarantineReasons } from './verdict';

export interface Place {
  readonly tablet: string;
  readonly author: string;
  readonly n: number;
}

type Receipt =
  | { readonly verdict: 'quarantined'; readonly change: string | null; readonly reason: QuarantineReason }
  | { readonly verdict: 'applied' | 'merged' | 'already-have'; readonly change: string | null };

const reasonFrom = (stored: string | null): QuarantineReason => quarantineReasons.find(reason => reason === stored) ?? 'malformed';

export async function findReceipt(tx: Writing, place: Place): Promise<Receipt | null> {
  const row = await tx
    .selectFrom('receipts')
    .select(['change', 'verdict', 'reason'])
    .where('tablet', '=', place.tablet)
    .where('author', '=', place.author)
    .where('n', '=', place.n)
    .executeTakeFirst();
  if (!row) return null;
  if (row.verdict === 'quarantined') return { verdict: 'quarantined', change: row.change, reason: reasonFrom(row.reason) };
  return { verdict: 'applied', change: row.change };
}

/** Whether this author's change was taken before, under whatever number; a refused one may be tried again. */
export async function isTaken(tx: Writing, author: string, change: string): Promise<boolean> {
  const row = await tx
    .selectFrom('receipts')
    .select('n')
    .where('change', '=', change)
    .where('author', '=', author)
    .where('verdict', '!=', 'quarantined')
    .executeTakeFirst();
  return row !== undefined;
}

export async function saveReceipt(tx: Writing, receipt: Tables['receipts']): Promise<void> {
  await tx.insertInto('receipts').values(receipt).execute();
}

/** Keeps a refused envelope as it came, once. */
export async function keepQuarantined(tx: Writing, kept: Tables['quarantine']): Promise<void> {
  const same = await tx
    .selectFrom('quarantine')
    .select('id')
    .where('tablet', '=', kept.tablet)
    .where('n', kept.n === null ? 'is' : '=', kept.n)
    .where('raw', '=', kept.raw)
    .executeTakeFirst();
  if (!same) await tx.insertInto('quarantine').values(kept).execute();
}

/** At most so many settled numbers in one answer; the next answer names the next. */
const mostSettled = 1_000;

/** What became of her numbers of this tablet from `from.n` on; nothing is asked where that is 0. */
export async function settledFrom(
  tx: Writing,
  from: Place,
): Promise<{ n: number; change: string | null; reason: QuarantineReason | null }[]> {
  if (from.n === 0) return [];
  const rows = await tx
    .selectFrom('receipts')
    .select(['n', 'change', 'verdict', 'reason'])
    .where('tablet', '=', from.tablet)
    .where('author', '=', from.author)
    .where('n', '>=', from.n)
    .orderBy('n')
    .limit(mostSettled)
    .execute();
  return rows.map(({ n, change, verdict, reason }) => ({ n, change, reason: verdict === 'quarantined' ? reasonFrom(reason) : null }));
}
