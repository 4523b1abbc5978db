// Tells trouble with the tablet's storage, which people must hear about, from a bug, which must be thrown.
import { type Result, trouble } from '../kernel/result';
import type { TabletTrouble } from '../sync/verdict';

const names: Readonly<Record<string, TabletTrouble>> = {
  QuotaExceededError: 'storage-full',
  DatabaseClosedError: 'storage-closed',
  OpenFailedError: 'storage-closed',
  InvalidStateError: 'storage-closed',
  MissingAPIError: 'storage-closed',
  UnknownError: 'storage-closed',
  NotReadableError: 'storage-closed',
};

/** The trouble's name; null for anything that is not the storage's. Dexie wraps the browser's own error as `inner`. */
export function storageTrouble(error: unknown): TabletTrouble | null {
  for (let at: unknown = error; at instanceof Error; at = (at as { inner?: unknown }).inner) {
    const known = names[at.name];
    if (known) return known;
  }
  return null;
}

/** Does the work; trouble with the storage comes back under its name, a bug is thrown on. */
export async function orStorageTrouble<Value, Trouble>(
  work: () => Promise<Result<Value, Trouble>>,
): Promise<Result<Value, Trouble | TabletTrouble>> {
  try {
    return await work();
  } catch (error) {
    const known = storageTrouble(error);
    if (known) return trouble(known);
    throw error;
  }
}
