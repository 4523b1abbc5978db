// How the bytes of a webcast lie in segments, and which stretch of them one answer of the service worker carries. Pure.
import type { ByteRange } from '../kernel/byte-range';

/** Big enough that a film is few files, small enough that one lost costs little. */
export const segmentSize = 16 * 1024 * 1024;
/** More in one answer would be thrown away at the next seek. */
const mostSegmentsInAnAnswer = 4;

/** Bytes `start` up to `end` of the segment with this number. */
export interface Slice extends ByteRange {
  readonly segment: number;
}

/** How long the segment is once it is complete. */
export const segmentLength = (segment: number, size: number): number => Math.min(segmentSize, size - segment * segmentSize);

export function slicesOf({ start, end }: ByteRange): readonly Slice[] {
  const slices: Slice[] = [];
  for (let segment = Math.floor(start / segmentSize); segment * segmentSize < end; segment++) {
    const offset = segment * segmentSize;
    slices.push({ segment, start: Math.max(start - offset, 0), end: Math.min(end - offset, segmentSize) });
  }
  return slices;
}

/** The part of a range that one answer carries; a 206 may hold less than was asked for (RFC 9110, 15.3.7). */
export function answerable({ start, end }: ByteRange): ByteRange {
  const first = Math.floor(start / segmentSize);
  return { start, end: Math.min(end, (first + mostSegmentsInAnAnswer) * segmentSize) };
}
