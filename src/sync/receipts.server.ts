// Receipts: what was decided about each number of each author on each tablet.
import type { Insertable } from 'kysely';
import type { Tables, Writing } from '../server/database';
import { among } from '../server/lists';
import { envelopeDigest } from './envelope-digest.server';
import { type Bringer, named, type Receipt, writeDown } from './memory.server';
import { changeOfShown, mergedFrom } from './merge';
import { type QuarantineReason, quarantineReasons } from './verdict';
import type { Work } from './work.server';

export interface Place {
  readonly tablet: string;
  readonly author: string;
  readonly n: number;
}

/** A number that has a verdict, with the change that it was given for; `reason` where it was refused. */
interface Settled {
  readonly n: number;
  readonly change: string | null;
  readonly reason: QuarantineReason | null;
}

const reasonFrom = (stored: string | null): QuarantineReason => quarantineReasons.find(reason => reason === stored) ?? 'malformed';

const receiptFrom = (row: Pick<Tables['receipts'], 'change' | 'verdict' | 'reason'>): Receipt =>
  row.verdict === 'quarantined'
    ? { verdict: 'quarantined', change: row.change, reason: reasonFrom(row.reason) }
    : { verdict: 'applied', change: row.change };

const nameOf = ({ tablet, author, n }: Place): string => named(tablet, author, n);

/** Reads at once what was decided about these numbers of a tablet. */
export async function knowReceipts({ tx, memory }: Work, tablet: string, places: readonly Place[]): Promise<void> {
  const authors = [...new Set(places.map(({ author }) => author))];
  const query = tx.selectFrom('receipts').select(['author', 'n', 'change', 'verdict', 'reason']).where('tablet', '=', tablet);
  for (const place of places) memory.receipts.set(nameOf(place), null);
  for (const author of authors) {
    const numbers = places.flatMap(place => (place.author === author ? place.n : []));
    for (const row of await query
      .where('author', '=', author)
      .where(among(tx, 'n', numbers))
      .execute())
      memory.receipts.set(nameOf({ ...row, tablet }), receiptFrom(row));
  }
}

export async function findReceipt(work: Work, place: Place): Promise<Receipt | null> {
  const { receipts } = work.memory;
  if (!receipts.has(nameOf(place))) await knowReceipts(work, place.tablet, [place]);
  return receipts.get(nameOf(place)) ?? null;
}

/** Reads at once which of these authors' changes were taken before. */
export async function knowTaken(
  { tx, memory }: Work,
  changes: readonly { readonly author: string; readonly change: string }[],
): Promise<void> {
  for (const { author, change } of changes) memory.taken.set(named(author, change), false);
  const asked = changes.map(({ change }) => change);
  for (const { author, change } of await knowBringers({ tx, memory }, asked)) memory.taken.set(named(author, change ?? ''), true);
}

/** Reads at once who brought these changes; gives every receipt by which one of them was taken. */
async function knowBringers({ tx, memory: { bringers } }: Pick<Work, 'tx' | 'memory'>, changes: readonly string[]) {
  if (changes.length === 0) return [];
  for (const change of changes) bringers.set(change, bringers.get(change) ?? null);
  const taken = tx.selectFrom('receipts').select(['author', 'tablet', 'change', 'received_at']);
  const rows = await taken
    .where('verdict', '!=', 'quarantined')
    .where(among(tx, 'change', changes))
    .execute();
  for (const { author, tablet, change, received_at: receivedAt } of rows) {
    const known = bringers.get(change ?? '');
    if (!known || receivedAt < known.receivedAt) bringers.set(change ?? '', { author, tablet, receivedAt });
  }
  return rows;
}

/** Who brought the change behind a version, the first time; null: it has no receipt. */
export async function bringerOf(work: Work, version: string): Promise<Bringer | null> {
  const { bringers } = work.memory;
  const change = mergedFrom(version) ?? changeOfShown(version) ?? version;
  if (!bringers.has(change)) await knowBringers(work, [change]);
  return bringers.get(change) ?? null;
}

/** Somebody has used the id of this change before her: whose words are whose must not be read from receipts alone. */
export function wasBroughtByAnother({ memory }: Work, author: string, change: string): boolean {
  const bringer = memory.bringers.get(change);
  return Boolean(bringer && bringer.author !== author);
}

/** Whether this author's change was taken before, under whatever number; a refused one may be tried again. */
export async function isTaken(work: Work, author: string, change: string): Promise<boolean> {
  const { taken } = work.memory;
  if (!taken.has(named(author, change))) await knowTaken(work, [{ author, change }]);
  return taken.get(named(author, change)) ?? false;
}

/** It stands from here on, and is written down with everything else. */
export function saveReceipt({ memory }: Work, receipt: Tables['receipts']): void {
  const name = nameOf(receipt);
  memory.newReceipts.set(name, receipt);
  memory.receipts.set(name, receiptFrom(receipt));
  if (receipt.change !== null && receipt.verdict !== 'quarantined') memory.taken.set(named(receipt.author, receipt.change), true);
}

/** Keeps a refused envelope as it came, once, whoever signed it the second time; gives whether it is new. */
export async function keepQuarantined(tx: Writing, kept: Omit<Insertable<Tables['quarantine']>, 'digest'>): Promise<boolean> {
  const digest = envelopeDigest(kept.raw);
  const alike = await tx
    .selectFrom('quarantine')
    .select('id')
    .where('tablet', '=', kept.tablet)
    .where('digest', '=', digest)
    .where('n', kept.n === null ? 'is' : '=', kept.n ?? null)
    .executeTakeFirst();
  if (!alike)
    await tx
      .insertInto('quarantine')
      .values({ ...kept, digest })
      .execute();
  return !alike;
}

/** A change that was refused has been taken in after all, under the number that it has. */
export async function receiptIsTakenIn(work: Work, { tablet, author, n }: Place, verdict: 'applied' | 'merged'): Promise<void> {
  await writeDown(work.tx, work.memory);
  work.memory.receipts.clear();
  work.memory.taken.clear();
  await work.tx
    .updateTable('receipts')
    .set({ verdict, reason: null })
    .where('tablet', '=', tablet)
    .where('author', '=', author)
    .where('n', '=', n)
    .execute();
}

/** Which of these numbers of hers, once refused, have been taken in since. */
export async function takenInOf(tx: Writing, from: Omit<Place, 'n'>, numbers: readonly number[]): Promise<Settled[]> {
  if (numbers.length === 0) return [];
  const rows = await tx
    .selectFrom('receipts')
    .select(['n', 'change'])
    .where('tablet', '=', from.tablet)
    .where('author', '=', from.author)
    .where('n', 'in', numbers)
    .where('verdict', '!=', 'quarantined')
    .execute();
  return rows.map(one => ({ ...one, reason: null }));
}

/** At most so many settled numbers in one answer; the next answer names the next. */
const mostSettled = 1_000;

/** What became of her numbers of this tablet from `from.n` on; nothing is asked where that is 0. */
export async function settledFrom(tx: Writing, from: Place): Promise<Settled[]> {
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
