// Receipts: what was decided about each number of each author on each tablet, and how far that is without a gap.
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

export async function isChangeKnown(tx: Writing, change: string): Promise<boolean> {
  const row = await tx.selectFrom('receipts').select('n').where('change', '=', change).executeTakeFirst();
  return row !== undefined;
}

export async function saveReceipt(tx: Writing, receipt: Tables['receipts']): Promise<void> {
  await tx.insertInto('receipts').values(receipt).execute();
}

export async function keepQuarantined(tx: Writing, kept: Tables['quarantine']): Promise<void> {
  await tx.insertInto('quarantine').values(kept).execute();
}

/**
 * Moves the acknowledgement of each named author to the highest number below which every change has a verdict. What
 * the tablet says it holds no more (below `oldest`) can never come and is not waited for.
 */
export async function acknowledge(tx: Writing, tablet: string, oldest: Readonly<Record<string, number>>): Promise<void> {
  for (const [author, lowest] of Object.entries(oldest)) {
    const before = await acknowledged(tx, tablet, author);
    const after = await highestWithoutGap(tx, { tablet, author, n: Math.max(before, lowest - 1) });
    if (after <= before) continue;
    await tx
      .insertInto('acknowledgements')
      .values({ tablet, author, n: after })
      .onConflict(at => at.columns(['tablet', 'author']).doUpdateSet({ n: after }))
      .execute();
  }
}

async function highestWithoutGap(tx: Writing, from: Place): Promise<number> {
  let highest = from.n;
  for (;;) {
    const next = await tx
      .selectFrom('receipts')
      .select('n')
      .where('tablet', '=', from.tablet)
      .where('author', '=', from.author)
      .where('n', '>', highest)
      .orderBy('n')
      .limit(200)
      .execute();
    const start = highest;
    for (const { n } of next) if (n === highest + 1) highest = n;
    if (next.length < 200 || highest === start) return highest;
  }
}

export async function acknowledged(tx: Writing, tablet: string, author: string): Promise<number> {
  const row = await tx
    .selectFrom('acknowledgements')
    .select('n')
    .where('tablet', '=', tablet)
    .where('author', '=', author)
    .executeTakeFirst();
  return row?.n ?? 0;
}

/** Her quarantined changes of this tablet from `lowest` to `highest`. */
export async function quarantinedBetween(
  tx: Writing,
  from: Place,
  highest: number,
): Promise<readonly { n: number; reason: QuarantineReason }[]> {
  if (from.n === 0 || from.n > highest) return [];
  const rows = await tx
    .selectFrom('receipts')
    .select(['n', 'reason'])
    .where('tablet', '=', from.tablet)
    .where('author', '=', from.author)
    .where('verdict', '=', 'quarantined')
    .where('n', '>=', from.n)
    .where('n', '<=', highest)
    .orderBy('n')
    .execute();
  return rows.map(({ n, reason }) => ({ n, reason: reasonFrom(reason) }));
}
