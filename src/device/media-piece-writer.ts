// Writes media files where there is no OPFS: one entry of IndexedDB a piece, each in a transaction of its own, so what is there is whole.
import { del, set, type UseStore } from 'idb-keyval';
import { type MediaFile, pieceSize } from '../features/modules/media-file';
import type { Bytes } from '../kernel/bytes';
import { keysOf, pieceKey, sizeName } from './media-store';

/** A file being written. Everything before `held` is on the disk and has the right hashes. */
export interface MediaWriter {
  readonly held: number;
  /** Appends a piece whose hash is right. Throws QuotaExceededError when the tablet is full; what was held stays. */
  write(piece: Bytes): Promise<void>;
  close(): Promise<void>;
}

export async function pieceWriter(file: MediaFile, pieces: UseStore): Promise<MediaWriter> {
  await set(pieceKey(file.sha256, sizeName), file.size, pieces);
  const there = new Set(await keysOf(file.sha256, pieces));
  let next = 0;
  while (there.delete(pieceKey(file.sha256, next))) next += 1;
  there.delete(pieceKey(file.sha256, sizeName));
  for (const stray of there) await del(stray, pieces);
  return {
    get held() {
      return Math.min(next * pieceSize, file.size);
    },
    write: async piece => {
      await set(pieceKey(file.sha256, next), piece.slice().buffer, pieces);
      next += 1;
    },
    close: async () => {},
  };
}
