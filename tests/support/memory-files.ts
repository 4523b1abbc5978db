// Small secrets in memory in place of OPFS, and the locks that tabs share, in place of the browser's.
import type { Alone } from '../../src/device/alone';
import { type SecretFolder, secretFolders } from '../../src/device/lease-order';
import type { SecretFiles } from '../../src/device/secret-files';

interface MemoryFiles {
  /** Each folder by the names of its files. */
  readonly folders: Readonly<Record<SecretFolder, Map<string, string>>>;
  readonly open: (folder: SecretFolder) => SecretFiles;
  /** Every write so far, in order. */
  readonly written: string[];
}

export function memoryFiles(): MemoryFiles {
  const folders = Object.fromEntries(secretFolders.map(name => [name, new Map<string, string>()])) as MemoryFiles['folders'];
  const written: string[] = [];
  const open = (folder: SecretFolder): SecretFiles => ({
    place: 'folder',
    names: async () => [...folders[folder].keys()],
    read: async name => folders[folder].get(name) ?? null,
    change: async (keep, drop) => {
      for (const { name, text } of keep) folders[folder].set(name, text.padEnd(512));
      for (const { name, text } of keep) written.push(`${folder}/${name} ${text}`);
      for (const name of drop) folders[folder].delete(name);
    },
  });
  return { folders, open, written };
}

/** One after the other, whichever tab asks. */
export function sharedLocks(): Alone {
  const lastByName = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    const done = (lastByName.get(name) ?? Promise.resolve()).then(work, work);
    lastByName.set(
      name,
      done.catch(() => undefined),
    );
    return done;
  };
}
