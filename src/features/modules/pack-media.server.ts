// Looks into the media files of a pack: their hashes, and what a webcast and its captions must be to play on a tablet.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { type MediaEnding, type MediaFile, mediaPath, mediaTypes, pieceSize } from './media-file';

/** Reads the file once: the hash of each piece and of the whole. */
export async function describeMedia(path: string): Promise<MediaFile> {
  const file = await open(path);
  try {
    const all = createHash('sha256');
    const pieces: string[] = [];
    const buffer = Buffer.alloc(pieceSize);
    let size = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, pieceSize, size);
      if (bytesRead === 0) break;
      const piece = buffer.subarray(0, bytesRead);
      all.update(piece);
      pieces.push(createHash('sha256').update(piece).digest('base64url'));
      size += bytesRead;
    }
    const ending = extname(path).slice(1) as MediaEnding;
    const sha256 = all.digest('hex');
    return { path: mediaPath(sha256, ending), sha256, size, mime: mediaTypes[ending], pieces };
  } finally {
    await file.close();
  }
}

interface Box {
  readonly type: string;
  /** Where its content starts, and where it ends. */
  readonly start: number;
  readonly end: number;
}

/** The boxes of an MP4 (ISO/IEC 14496-12, 4.2) between two offsets. */
async function boxes(read: (at: number, length: number) => Promise<Buffer>, from: number, to: number): Promise<Box[]> {
  const found: Box[] = [];
  let at = from;
  while (at + 8 <= to && found.length < 1_000) {
    const head = await read(at, 16);
    if (head.length < 8) break;
    const short = head.readUInt32BE(0);
    const isLong = short === 1 && head.length === 16;
    const length = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - at : short;
    if (length < 8) break;
    found.push({ type: head.toString('latin1', 4, 8), start: at + (isLong ? 16 : 8), end: at + length });
    at += length;
  }
  return found;
}

/** In seconds, from the movie header (ISO/IEC 14496-12, 8.2.2). */
function lengthIn(header: Buffer): number {
  const isLong = header[0] === 1;
  const timescale = header.readUInt32BE(isLong ? 20 : 12);
  return (isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16)) / timescale;
}

/** Why a webcast would not play as it must, in words; null when nothing is known against it. `length` in seconds. */
export async function whyNotWebcast(path: string, length: number): Promise<string | null> {
  const file = await open(path);
  const read = async (at: number, count: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, at);
    return buffer.subarray(0, bytesRead);
  };
  try {
    const top = await boxes(read, 0, (await file.stat()).size);
    const movie = top.find(({ type }) => type === 'moov');
    if (top[0]?.type !== 'ftyp' || !movie) return 'is not an MP4 file';
    const media = top.find(({ type }) => type === 'mdat');
    if (media && media.start < movie.start) return 'does not start at once: write it with fast start (ffmpeg -movflags +faststart)';
    const header = (await boxes(read, movie.start, movie.end)).find(({ type }) => type === 'mvhd');
    const bytes = header ? await read(header.start, 32) : Buffer.alloc(0);
    const real = bytes.length === 32 ? lengthIn(bytes) : Number.NaN;
    return Math.abs(real - length) <= 0.5 ? null : `is ${real.toFixed(1)} seconds long, not ${length}`;
  } finally {
    await file.close();
  }
}

/** Why a text is not WebVTT that a browser would show. */
export function whyNotCaptions(text: string): string | null {
  if (!/^\uFEFF?WEBVTT([ \t\r\n]|$)/.test(text)) return 'does not begin with WEBVTT';
  return /^(\d+:)?\d\d:\d\d\.\d{3} --> (\d+:)?\d\d:\d\d\.\d{3}/m.test(text) ? null : 'holds no captions';
}
