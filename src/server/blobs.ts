// The files of attachments on disk: sealed as the tablet sent them, each growing under its record's id until it is whole.
// The size of the growing file is the journal of the upload; only a whole and proven one has the name without `.part`.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { isUuid } from '../kernel/id';
import type { Config } from './config';

export interface BlobFiles {
  /** How many bytes of an unfinished upload are here. */
  grown(id: string): Promise<number>;
  /** Writes what comes, from `offset` on and no more than `most` bytes; what had come before `source` broke stays. Gives the new length. */
  grow(id: string, offset: number, most: number, source: AsyncIterable<Uint8Array>): Promise<number>;
  /** The bytes of an unfinished upload. */
  readGrown(id: string): Promise<Buffer>;
  /** The upload is whole: it is on the disk before it has its name. */
  finish(id: string): Promise<void>;
  /** Null when there is no whole file. */
  size(id: string): Promise<number | null>;
  stream(id: string): Readable;
  /** Puts a whole file there at once. */
  put(id: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  remove(id: string): Promise<void>;
  /** Every id that has a file, whole or growing, with the time of its last change. */
  list(): AsyncGenerator<{ readonly id: string; readonly changed: number }>;
}

export const blobFolder = (config: Pick<Config, 'dataDir'>): string => join(config.dataDir, 'blobs');

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** Written from `offset` on; a source that breaks off ends it, a disk that fails is thrown. */
async function writeFrom(path: string, offset: number, most: number, source: AsyncIterable<Uint8Array>): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, offset === 0 ? 'w' : 'r+');
  let at = offset;
  try {
    const pieces = source[Symbol.asyncIterator]();
    while (at < most) {
      const next = await pieces.next().catch(() => ({ done: true, value: undefined }));
      if (next.done || !next.value) break;
      const piece = next.value.subarray(0, most - at);
      await file.write(piece, 0, piece.length, at);
      at += piece.length;
    }
    await file.truncate(at);
  } finally {
    await file.close();
  }
  return at;
}

export function openBlobFiles(folder: string): BlobFiles {
  const whole = (id: string): string => {
    if (!isUuid(id)) throw new Error('no name for a file');
    return join(folder, id.slice(-2), id);
  };
  const part = (id: string) => `${whole(id)}.part`;
  const finish = async (id: string): Promise<void> => {
    const file = await open(part(id), 'r+');
    await file.sync().finally(() => file.close());
    await rename(part(id), whole(id));
    await syncFolder(dirname(whole(id)));
  };
  return {
    grown: async id => (await sizeOf(part(id))) ?? 0,
    grow: (id, offset, most, source) => writeFrom(part(id), offset, most, source),
    readGrown: id => readFile(part(id)),
    finish,
    size: id => sizeOf(whole(id)),
    stream: id => createReadStream(whole(id)),
    put: async (id, bytes) => {
      await writeFrom(part(id), 0, Number.MAX_SAFE_INTEGER, bytes);
      await finish(id);
    },
    remove: async id => {
      await rm(whole(id), { force: true });
      await rm(part(id), { force: true });
    },
    list: () => listFiles(folder),
  };
}

async function* listFiles(folder: string): AsyncGenerator<{ id: string; changed: number }> {
  for (const shelf of await readdir(folder).catch(() => [])) {
    for (const name of await readdir(join(folder, shelf)).catch(() => [])) {
      const id = name.replace(/\.part$/, '');
      const known = await stat(join(folder, shelf, name)).catch(() => null);
      if (known && isUuid(id)) yield { id, changed: known.mtimeMs };
    }
  }
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Removes the files of these records, whichever of them have one. Safe to call again. */
export async function eraseBlobsOf({ remove }: Pick<BlobFiles, 'remove'>, records: readonly string[]): Promise<void> {
  for (const id of records) if (isUuid(id)) await remove(id);
}
