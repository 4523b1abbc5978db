// Reads for a whole push at once what each of its changes will be judged by; what is not found here is asked for when it is needed.
import { idPattern } from '../kernel/id';
import type { Change } from './change';
import type { ReadEnvelope } from './envelope.server';
import { knowErased } from './erasures/erased.server';
import { followedId, holdRecords, knowFollowed } from './follow.server';
import { triedAgain } from './kept-apart/kept-apart.server';
import { named } from './memory.server';
import { knowReceipts, knowTaken, type Place } from './receipts.server';
import { knowRecords } from './record-store.server';
import type { Work } from './work.server';

/** Only what its author has signed takes up a number of hers. */
export const placeOf = (tablet: string, { isProven, author, n }: ReadEnvelope): Place | null =>
  isProven && author !== null && n !== null ? { tablet, author, n } : null;

/** Holds the locks of all records that may be written. Gives what was refused before and may be tried again, by author and record. */
export async function lookAhead(work: Work, tablet: string, read: readonly ReadEnvelope[]): Promise<Set<string>> {
  const opened = read.flatMap(one => (one.change.ok ? [{ author: one.author ?? '', change: one.change.value }] : []));
  const places = read.flatMap(one => placeOf(tablet, one) ?? []);
  const changes = opened.map(({ author, change: { change } }) => ({ author, change }));
  await knowReceipts(work, tablet, places);
  await knowTaken(work, changes);
  await knowErased(
    work,
    read.map(({ author, change }) => ({ author, change: change.ok ? change.value : null })),
  );
  const fresh = opened.filter(({ author, change }) => !work.memory.taken.get(named(author, change.change)));
  await holdRecords(
    work,
    fresh.flatMap(({ change }) => [change.id, ...followedBy(work, change)]),
  );
  await knowRecords(work, [...work.held]);
  await knowFollowed(work, [...work.held]);
  return new Set(await triedAgain(work.tx, fresh));
}

/** What a new record says it follows is read with it. */
function followedBy({ parts }: Work, { kind, set }: Change): readonly string[] {
  const policy = parts.policies.get(kind);
  const id = policy ? followedId(policy, set) : null;
  return id !== null && idPattern.test(id) ? [id] : [];
}
