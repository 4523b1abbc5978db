// Media files and a place for them in memory, for tests of what fetches and serves them.

import type { MediaStore } from '../../src/device/media-store';
import { type MediaFile, mediaPath, pieceSize } from '../../src/features/modules/media-file';
import type { Bytes } from '../../src/kernel/bytes';

/** The same bytes for the same seed, unlike each other everywhere (a linear congruence; nothing secret). */
export function someBytes(length: number, seed = 7): Bytes {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

const sha256 = async (bytes: Bytes, form: 'hex' | 'base64url'): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString(form);

export async function fileOf(bytes: Bytes, ending: 'mp4' | 'vtt' = 'mp4'): Promise<MediaFile> {
  const hash = await sha256(bytes, 'hex');
  const count = Math.ceil(bytes.length / pieceSize);
  const pieces = await Promise.all(
    Array.from({ length: count }, (_, i) => sha256(bytes.slice(i * pieceSize, (i + 1) * pieceSize), 'base64url')),
  );
  return { path: mediaPath(hash, ending), sha256: hash, size: bytes.length, mime: ending === 'mp4' ? 'video/mp4' : 'text/vtt', pieces };
}

/** Holds the first `held` bytes of one file. */
export const memoryStore = (hash: string, bytes: Bytes, held = bytes.length): MediaStore => ({
  size: async asked => (asked === hash ? bytes.length : null),
  held: async () => held,
  read: async (_, { start, end }) => (end <= held ? new Blob([bytes.slice(start, end)]) : null),
  remove: async () => {},
});
