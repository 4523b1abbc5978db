// Recovery cards as the server knows them: by hash alone, one of each person that counts.
//
// Invariants: 1 a card that was used or replaced never counts again, also when its message comes once more; 2 all of it is done holding
// her PIN (pins.ts). The hash is a plain SHA-256: a card is drawn by lot from 2^115, so that nothing slower would keep it any better.
import { createHash, randomBytes } from 'node:crypto';
import { cardText, newRecoveryCard } from '../features/pin/recovery-card';
import type { Writing } from './database';

export const hashOfCard = (person: string, card: string): string =>
  createHash('sha256').update(cardText(person, card), 'utf8').digest('base64url');

const rowOf = (tx: Writing, hash: string) => tx.selectFrom('recovery_cards').selectAll().where('hash', '=', hash).executeTakeFirst();

/** From now on this one counts and none before it; false where it has ended already, or is somebody else's. */
export async function keepCard(tx: Writing, person: string, hash: string, now: number): Promise<boolean> {
  const known = await rowOf(tx, hash);
  if (known) return known.person === person && known.ended_at === null;
  await tx.updateTable('recovery_cards').set({ ended_at: now }).where('person', '=', person).where('ended_at', 'is', null).execute();
  await tx.insertInto('recovery_cards').values({ hash, person, made_at: now, ended_at: null, next: null }).execute();
  return true;
}

/** One to be printed; told this once. */
export async function printCard(tx: Writing, person: string, now: number): Promise<string> {
  const card = newRecoveryCard(() => randomBytes(16));
  if (!(await keepCard(tx, person, hashOfCard(person, card), now))) throw new Error('a card was drawn twice');
  return card;
}

interface Shown {
  readonly person: string;
  readonly card: string;
  /** The hash of the one that comes in its place. */
  readonly next: string;
}

/** `used-so`: it was used up by this very message before. `no`: it is no card of hers, or counts no more. */
export async function useCard(tx: Writing, { person, card, next }: Shown, now: number): Promise<'used' | 'used-so' | 'no'> {
  const hash = hashOfCard(person, card);
  const known = await rowOf(tx, hash);
  if (known?.person !== person) return 'no';
  if (known.ended_at !== null) return known.next === next ? 'used-so' : 'no';
  if (await rowOf(tx, next)) return 'no';
  await keepCard(tx, person, next, now);
  await tx.updateTable('recovery_cards').set({ next }).where('hash', '=', hash).execute();
  return 'used';
}
