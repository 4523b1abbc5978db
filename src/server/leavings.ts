// Who has left, and the thirty days for which her own words are held for her: she fetches them, or retention's rules go on afterwards.
import { days } from '../kernel/clock';
import type { Writing } from './database';

/** So long after she left. */
const ownWordsLast = days(30);

/** Of each nursery or programme that she leaves; leaving a second time begins anew. */
export async function beginLeaving(tx: Writing, person: string, counters: readonly string[], now: number): Promise<void> {
  const row = { left_at: now, until: now + ownWordsLast, ended_at: null };
  for (const counter of new Set(counters))
    await tx
      .insertInto('leavings')
      .values({ person, counter, ...row })
      .onConflict(on => on.columns(['person', 'counter']).doUpdateSet(row))
      .execute();
}

/** She is back there. */
export const endLeaving = (tx: Writing, person: string, counter: string) =>
  tx.deleteFrom('leavings').where('person', '=', person).where('counter', '=', counter).execute();

const open = (tx: Writing, now: number) => tx.selectFrom('leavings').where('until', '>', now).where('ended_at', 'is', null);

/** Until when her words are held because she left this nursery or programme; null: they are not. */
export async function heldUntil(tx: Writing, person: string, counter: string, now: number): Promise<number | null> {
  const row = await open(tx, now).select('until').where('person', '=', person).where('counter', '=', counter).executeTakeFirst();
  return row?.until ?? null;
}

/** The nursery or programme that she left last, while her words are held; null: they are not. */
export async function heldFrom(tx: Writing, person: string, now: number): Promise<string | null> {
  const row = await open(tx, now).select('counter').where('person', '=', person).orderBy('until', 'desc').limit(1).executeTakeFirst();
  return row?.counter ?? null;
}

/** Everybody whose words are held now. */
export const heldForNow = async (tx: Writing, now: number): Promise<ReadonlySet<string>> =>
  new Set((await open(tx, now).select('person').distinct().execute()).map(({ person }) => person));

/** She has them. */
export const endHolding = (tx: Writing, person: string, now: number) =>
  tx.updateTable('leavings').set({ ended_at: now }).where('person', '=', person).where('ended_at', 'is', null).execute();
