// Where the bytes of media files lie on this tablet: segments in OPFS or, where there is none, pieces in IndexedDB.
// Read here by the page and the service worker; written by media-writer.worker.ts alone.
import { createStore, delMany, get, getMany, keys, type UseStore } from 'idb-keyval';
import { pieceSize } from '../features/modules/media-file';
import type { ByteRange } from '../kernel/byte-range';
import { segmentLength, slicesOf } from './media-ranges';

export const mediaFolder = 'media';
/** In each file's folder, beside its segments `0`, `1`, `2` and so on: how long the whole is, as a decimal number. */
export const sizeName = 'size';
/** Nobody writes or removes a file without holding this lock. */
export const mediaLock = (hash: string): string => `larkrise-media:${hash}`;

/** Files are named by the SHA-256 of their content, hexadecimal. */
export interface MediaStore {
  /** How many bytes the whole file has; null when nothing of it is here. */
  size(hash: string): Promise<number | null>;
  /** How many bytes are here, from its beginning. */
  held(hash: string): Promise<number>;
  /** The bytes, or null while a segment that they lie in is not complete. */
  read(hash: string, range: ByteRange): Promise<Blob | null>;
  remove(hash: string): Promise<void>;
}

/** The folder of a file, or null when there is none (and none is to be made). */
async function folderOf(root: FileSystemDirectoryHandle, hash: string): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await (await root.getDirectoryHandle(mediaFolder)).getDirectoryHandle(hash);
  } catch (failed) {
    if (isNotFound(failed)) return null;
    throw failed;
  }
}

const isNotFound = (failed: unknown): boolean => failed instanceof DOMException && failed.name === 'NotFoundError';

async function fileIn(folder: FileSystemDirectoryHandle | null, name: string): Promise<File | null> {
  try {
    return folder && (await (await folder.getFileHandle(name)).getFile());
  } catch (failed) {
    if (isNotFound(failed)) return null;
    throw failed;
  }
}

async function sizeIn(folder: FileSystemDirectoryHandle | null): Promise<number | null> {
  const size = Number(await (await fileIn(folder, sizeName))?.text());
  return Number.isSafeInteger(size) && size > 0 ? size : null;
}

async function heldIn(folder: FileSystemDirectoryHandle | null, size: number): Promise<number> {
  let held = 0;
  for (let segment = 0; held < size; segment++) {
    const here = (await fileIn(folder, `${segment}`))?.size ?? 0;
    held += here;
    if (here < segmentLength(segment, size)) break;
  }
  return held;
}

async function readIn(folder: FileSystemDirectoryHandle, size: number, range: ByteRange): Promise<Blob | null> {
  const parts: Blob[] = [];
  for (const { segment, start, end } of slicesOf(range)) {
    const file = await fileIn(folder, `${segment}`);
    if (file?.size !== segmentLength(segment, size)) return null;
    parts.push(file.slice(start, end));
  }
  return new Blob(parts);
}

const folderStore = (root: FileSystemDirectoryHandle): MediaStore => ({
  size: async hash => sizeIn(await folderOf(root, hash)),
  held: async hash => {
    const folder = await folderOf(root, hash);
    return heldIn(folder, (await sizeIn(folder)) ?? 0);
  },
  read: async (hash, range) => {
    const folder = await folderOf(root, hash);
    const size = await sizeIn(folder);
    return folder && size !== null ? readIn(folder, size, range) : null;
  },
  remove: async hash => {
    if (await folderOf(root, hash)) await (await root.getDirectoryHandle(mediaFolder)).removeEntry(hash, { recursive: true });
  },
});

/** The fallback holds pieces as ArrayBuffers, because WebKit loses Blobs in IndexedDB. */
export const pieceStore = (): UseStore => createStore('larkrise-media', 'pieces');
export const pieceKey = (hash: string, piece: number | typeof sizeName): string => `${hash}/${piece}`;

export async function keysOf(hash: string, pieces: UseStore): Promise<readonly string[]> {
  return (await keys<string>(pieces)).filter(key => key.startsWith(`${hash}/`));
}

async function readPieces(hash: string, { start, end }: ByteRange, pieces: UseStore): Promise<Blob | null> {
  const first = Math.floor(start / pieceSize);
  const count = Math.ceil(end / pieceSize) - first;
  const names = Array.from({ length: count }, (_, i) => pieceKey(hash, first + i));
  const found = await getMany<ArrayBuffer | undefined>(names, pieces);
  if (found.some(piece => piece === undefined)) return null;
  const offset = first * pieceSize;
  return new Blob(found.filter(piece => piece !== undefined)).slice(start - offset, end - offset);
}

function fallbackStore(pieces: UseStore): MediaStore {
  const size = async (hash: string) => (await get<number>(pieceKey(hash, sizeName), pieces)) ?? null;
  return {
    size,
    held: async hash => {
      const count = (await keysOf(hash, pieces)).length - 1;
      return Math.max(0, Math.min(count * pieceSize, (await size(hash)) ?? 0));
    },
    read: (hash, range) => readPieces(hash, range, pieces),
    remove: async hash => delMany([...(await keysOf(hash, pieces))], pieces),
  };
}

/** The tablet's private folder; null where the browser has none or forbids it (WebKitGTK, Firefox's private windows). */
export async function privateFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await navigator.storage.getDirectory();
  } catch {
    return null;
  }
}

export async function openMediaStore(): Promise<MediaStore> {
  const root = await privateFolder();
  return root ? folderStore(root) : fallbackStore(pieceStore());
}
