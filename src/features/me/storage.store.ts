// How much room Larkrise takes on this tablet, and whether the browser has promised to keep it.

export interface StorageHere {
  /** In bytes, as the browser says. */
  readonly used: number;
  /** The most that the browser would give, in bytes; 0 where it does not tell. */
  readonly most: number;
  readonly isKept: boolean;
}

/** Null where the browser does not tell. */
export async function readStorage(): Promise<StorageHere | null> {
  const { storage } = navigator;
  if (!storage?.estimate || !storage.persisted) return null;
  const [{ usage = 0, quota = 0 }, isKept] = await Promise.all([storage.estimate(), storage.persisted()]);
  return { used: usage, most: quota, isKept };
}

export type Promised = 'kept' | 'not-kept' | 'cannot-promise';

/**
 * Asks for the promise. Firefox asks the person; the others decide by themselves: they look at whether the page is installed and how
 * much it is used, so a no of today can be a yes next week (https://web.dev/articles/persistent-storage).
 */
export async function askToKeep(): Promise<Promised> {
  const { storage } = navigator;
  if (!storage?.persist) return 'cannot-promise';
  const isKept = await storage.persist().catch(() => false);
  return isKept ? 'kept' : 'not-kept';
}

export const isKept = async (): Promise<boolean> => (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
