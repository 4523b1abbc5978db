// A file as it is sealed: frames, each sealed by itself, so that a recording is safe second by second and nothing can be cut off.
// A frame is its length (four bytes, big-endian), then the sealed bytes in the form of keys.ts. The last one says that it is the last.
import type { Bytes } from '../../kernel/bytes';

/** Of the clear bytes in a frame, where a whole file is sealed at once. */
const frameSize = 256 * 1024;

/** The additional data that binds a frame to its file and its place. */
export const frameBinding = (file: string, at: number, isLast: boolean): string => ['file', file, at, isLast ? 'last' : 'more'].join('|');

export function framed(sealed: Uint8Array): Bytes {
  const frame = new Uint8Array(4 + sealed.length);
  new DataView(frame.buffer).setUint32(0, sealed.length);
  frame.set(sealed, 4);
  return frame;
}

/** The sealed bytes of each frame; null where the bytes do not end where a frame does. */
export function framesIn(bytes: Uint8Array): readonly Bytes[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Bytes[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) return null;
    const end = at + 4 + view.getUint32(at);
    if (end > bytes.length) return null;
    frames.push(bytes.slice(at + 4, end));
    at = end;
  }
  return frames;
}

/** The clear bytes of each frame of a file that is sealed at once: at least one, so that there is a last one. */
export function cutIntoFrames(clear: Bytes): readonly Bytes[] {
  const count = Math.max(1, Math.ceil(clear.length / frameSize));
  return Array.from({ length: count }, (_, at) => clear.slice(at * frameSize, (at + 1) * frameSize));
}

export function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
