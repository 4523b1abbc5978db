// Where the sealed bytes of attachments lie on this tablet: pieces in a folder of OPFS or, where the browser cannot write there from
// the page (Safari before 26), ArrayBuffers in IndexedDB. A piece is there whole or not at all, whatever is killed meanwhile.
import { createStore, del, get, keys, set, type UseStore } from 'idb-keyval';
import type { Bytes } from '../kernel/bytes';
import { privateFolder } from './media-store';

export interface BlobStore {
  /** Writes piece number `at` (0, 1, 2 and so on). Throws QuotaExceededError where the tablet is full. */
  put(id: string, at: number, bytes: Bytes): Promise<void>;
  /** How many pieces are here, from the first one on without a gap. */
  count(id: string): Promise<number>;
  /** All pieces in their order; null when there is none. */
  read(id: string): Promise<Blob | null>;
  remove(id: string): Promise<void>;
  ids(): Promise<readonly string[]>;
}

const folderName = 'attachments';

const isNotFound = (failed: unknown): boolean => failed instanceof DOMException && failed.name === 'NotFoundError';

async function orNull<Value>(looking: Promise<Value>): Promise<Value | null> {
  try {
    return await looking;
  } catch (failed) {
    if (isNotFound(failed)) return null;
    throw failed;
  }
}

/** How many of these names are 0, 1, 2 and so on without a gap. */
function inRow(names: ReadonlySet<string>): number {
  let count = 0;
  while (names.has(`${count}`)) count += 1;
  return count;
}

function folderStore(root: FileSystemDirectoryHandle): BlobStore {
  const all = () => root.getDirectoryHandle(folderName, { create: true });
  const folderOf = async (id: string) => orNull((await all()).getDirectoryHandle(id));
  const namesIn = async (folder: FileSystemDirectoryHandle): Promise<readonly string[]> => {
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    return names;
  };
  const count = async (id: string): Promise<number> => {
    const folder = await folderOf(id);
    const names = folder && (await orNull(namesIn(folder)));
    return inRow(new Set(names));
  };
  return {
    count,
    put: async (id, at, bytes) => {
      const folder = await (await all()).getDirectoryHandle(id, { create: true });
      const file = await (await folder.getFileHandle(`${at}`, { create: true })).createWritable();
      await file.write(bytes);
      await file.close(); // only now the piece is under its name
    },
    read: async id => {
      const folder = await folderOf(id);
      const pieces = await count(id);
      if (!folder || pieces === 0) return null;
      const files = Array.from({ length: pieces }, async (_, at) => (await folder.getFileHandle(`${at}`)).getFile());
      const found = await orNull(Promise.all(files)); // removed meanwhile: it is not here
      return found && new Blob(found);
    },
    remove: async id => void (await orNull((await all()).removeEntry(id, { recursive: true }))),
    ids: async () => namesIn(await all()),
  };
}

function recordStore(pieces: UseStore): BlobStore {
  const keyOf = (id: string, at: number) => `${id}/${at}`;
  const keysOf = async (id: string) => (await keys<string>(pieces)).filter(key => key.startsWith(`${id}/`));
  const count = async (id: string) => inRow(new Set((await keysOf(id)).map(key => key.slice(id.length + 1))));
  return {
    count,
    put: (id, at, bytes) => set(keyOf(id, at), bytes.slice().buffer, pieces),
    read: async id => {
      const parts: ArrayBuffer[] = [];
      for (let at = 0; ; at += 1) {
        const piece = await get<ArrayBuffer>(keyOf(id, at), pieces);
        if (!piece) break;
        parts.push(piece);
      }
      return parts.length > 0 ? new Blob(parts) : null;
    },
    remove: async id => {
      for (const key of await keysOf(id)) await del(key, pieces);
    },
    ids: async () => [...new Set((await keys<string>(pieces)).map(key => key.slice(0, key.indexOf('/'))))],
  };
}

/** Beside the tablet's database of this name. An empty piece may stand where a kill came between its name and its bytes: it is nothing. */
export async function openBlobStore({ name }: { readonly name: string }): Promise<BlobStore> {
  const writes = typeof FileSystemFileHandle !== 'undefined' && 'createWritable' in FileSystemFileHandle.prototype;
  const root = writes ? await privateFolder() : null;
  return root ? folderStore(root) : recordStore(createStore(`${name}-attachments`, 'pieces'));
}

/** Room for ten minutes of voice or some photos: written and thrown away, because browsers tell of more room than they give. */
const probeSize = 4 * 1024 * 1024;
const probeName = 'probe';

/** Throws QuotaExceededError where the tablet is full. */
export async function probeRoom(store: BlobStore): Promise<void> {
  try {
    await store.put(probeName, 0, new Uint8Array(probeSize));
  } finally {
    await store.remove(probeName);
  }
}
