// Seals a whole file and opens it again with a person's keys; the frames are those of sealed-file.ts.
import type { Keys } from '../../device/session';
import type { Bytes } from '../../kernel/bytes';
import { cutIntoFrames, frameBinding, framed, framesIn, joined } from './sealed-file';

export const sealFrame = async (keys: Keys, key: string, file: string, at: number, isLast: boolean, clear: Bytes): Promise<Bytes> =>
  framed(await keys.seal(key, frameBinding(file, at, isLast), clear));

export async function sealFile(keys: Keys, key: string, file: string, clear: Bytes): Promise<Bytes> {
  const frames = cutIntoFrames(clear);
  return joined(await Promise.all(frames.map((frame, at) => sealFrame(keys, key, file, at, at === frames.length - 1, frame))));
}

/** The clear bytes; null where they are damaged, not whole, or not hers to open. */
export async function openFile(keys: Keys, key: string, file: string, sealed: Uint8Array): Promise<Bytes | null> {
  const frames = framesIn(sealed);
  if (!frames || frames.length === 0) return null;
  const opened = await Promise.all(frames.map((frame, at) => keys.open(key, frameBinding(file, at, at === frames.length - 1), frame)));
  const clear = opened.flatMap(one => (one.ok ? [one.value] : []));
  return clear.length === frames.length ? joined(clear) : null;
}

/** SHA-256, hexadecimal. */
export async function hashOf(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
}
