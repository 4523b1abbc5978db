// How much room Larkrise takes on this tablet, and whether the browser has promised to keep it.

export interface StorageHere {
  /** In bytes, as the browser says. */
  readonly used: number;
  readonly isKept: boolean;
}

/** Null where the browser does not tell. */
export async function readStorage(): Promise<StorageHere | null> {
  const { storage } = navigator;
  if (!storage?.estimate || !storage.persisted) return null;
  const [{ usage = 0 }, isKept] = await Promise.all([storage.estimate(), storage.persisted()]);
  return { used: usage, isKept };
}
