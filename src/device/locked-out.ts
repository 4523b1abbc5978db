// Who was locked out of this tablet, until the server has heard of it. That she stays out is attempts.ts's.
import type { LockedOut } from '../sync/tablet-report';
import type { TabletDatabase } from './database';

/** A name in `settings`; it goes with her (left-people.ts). */
const beginning = 'locked-out:';

interface Noted extends LockedOut {
  readonly isTold: boolean;
}

/** Her wrap goes, in one transaction with the note; what she wrote stays. Doing it again does no harm. */
export async function noteLockedOut({ people, settings }: TabletDatabase, person: string): Promise<void> {
  await settings.db.transaction('rw', people, settings, async () => {
    const row = await people.get(person);
    if (!row) return;
    await people.put({ ...row, wrap: '' });
    const opening = row.opening ?? 0;
    const noted = (await settings.get(beginning + person))?.value as Noted | undefined;
    if (noted?.opening !== opening) await settings.put({ name: beginning + person, value: { person, opening, isTold: false } });
  });
}

async function notedOf({ settings }: TabletDatabase): Promise<readonly Noted[]> {
  const kept = await settings.where('name').startsWith(beginning).toArray();
  return kept.map(({ value }) => value as Noted);
}

/** What the server has not heard of yet. */
export async function untoldLockouts(database: TabletDatabase): Promise<readonly LockedOut[]> {
  const noted = await notedOf(database);
  return noted.filter(({ isTold }) => !isTold).map(({ person, opening }) => ({ person, opening }));
}

/** The server has heard of these. */
export async function markLockoutsTold({ settings }: TabletDatabase, told: readonly LockedOut[]): Promise<void> {
  await settings.bulkPut(told.map(({ person, opening }) => ({ name: beginning + person, value: { person, opening, isTold: true } })));
}

/** She was let in again. */
export const forgetLockedOut = ({ settings }: TabletDatabase, person: string): Promise<void> => settings.delete(beginning + person);
