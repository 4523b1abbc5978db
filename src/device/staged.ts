// Pages that were fetched and not opened yet: what may be thrown away of them, and that it is then fetched again.
import type { TabletDatabase } from './database';

/**
 * Throws away what was fetched for these holders and not applied. Their cursors were part of it, so the next pull asks for all
 * of it again; and nothing waiting is settled by an answer of which a part is gone. Inside a transaction on staged.
 */
export async function dropStaged({ staged }: TabletDatabase, holders: readonly string[]): Promise<void> {
  if (holders.length === 0) return;
  const dropped = await staged.where('holder').anyOf(holders).delete();
  if (dropped === 0) return;
  await staged.filter(({ told }) => told !== null).modify({ told: null });
}

/** All of it, where the storage is full: no word is in it that the server does not have. True when there was any. */
export async function dropAllStaged({ staged }: TabletDatabase): Promise<boolean> {
  if ((await staged.count()) === 0) return false;
  await staged.clear();
  return true;
}
