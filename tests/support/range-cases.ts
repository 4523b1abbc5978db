// The twelve cases of range requests (RFC 9110, sections 13.1.5, 14 and 15.5.17) that everything which serves a webcast must pass.
import { expect } from 'vitest';

interface RangeCase {
  readonly name: string;
  readonly method?: 'GET' | 'HEAD';
  readonly range?: string | readonly string[];
  readonly ifRange?: 'same' | 'weak' | 'other' | 'date';
  readonly status: 200 | 206 | 416;
  /** First byte, and first byte beyond; by the size of the file. */
  readonly bytes?: (size: number) => readonly [number, number];
}

export const rangeCases: readonly RangeCase[] = [
  { name: 'no range: the whole', status: 200 },
  { name: 'from the beginning, open ended', range: 'bytes=0-', status: 206, bytes: size => [0, size] },
  { name: 'one byte', range: 'bytes=0-0', status: 206, bytes: () => [0, 1] },
  { name: 'a stretch in the middle, units in capitals', range: 'BYTES=100-299', status: 206, bytes: () => [100, 300] },
  { name: 'from the middle, open ended', range: 'bytes=777-', status: 206, bytes: size => [777, size] },
  { name: 'the last bytes', range: 'bytes=-5', status: 206, bytes: size => [size - 5, size] },
  { name: 'more last bytes than there are', range: 'bytes=-99999999999', status: 206, bytes: size => [0, size] },
  { name: 'an end beyond the end', range: 'bytes=1-99999999999', status: 206, bytes: size => [1, size] },
  { name: 'a start beyond the end', range: 'bytes=99999999999-', status: 416 },
  { name: 'several ranges: the whole', range: 'bytes=0-1,4-5', status: 200 },
  { name: 'what is no range: the whole', range: ['bytes=5-3', 'bytes=a-b', 'lines=1-2', 'bytes=-', 'bytes 0-1', ''], status: 200 },
  { name: 'HEAD knows no ranges', method: 'HEAD', range: 'bytes=0-9', status: 200 },
  // Beyond the twelve: conditions, and two more edges.
  { name: 'If-Range with the same tag', range: 'bytes=2-3', ifRange: 'same', status: 206, bytes: () => [2, 4] },
  { name: 'If-Range with a weak tag: the whole', range: 'bytes=2-3', ifRange: 'weak', status: 200 },
  { name: 'If-Range with another tag: the whole', range: 'bytes=2-3', ifRange: 'other', status: 200 },
  { name: 'If-Range with a date: the whole', range: 'bytes=2-3', ifRange: 'date', status: 200 },
  { name: 'no last bytes at all', range: 'bytes=-0', status: 416 },
  { name: 'one range among empty ones', range: 'bytes=, 1-2 ,', status: 206, bytes: () => [1, 3] },
];

const tags = (etag: string) => ({ same: etag, weak: `W/${etag}`, other: '"something-else"', date: 'Mon, 23 Nov 2026 07:15:00 GMT' });

/** The requests of a case, as headers; more than one where several headers mean the same. */
export function requestsOf({ range, ifRange, method = 'GET' }: RangeCase, etag: string) {
  const ranges = typeof range === 'string' || range === undefined ? [range] : range;
  return ranges.map(value => ({
    method,
    headers: { ...(value === undefined ? {} : { range: value }), ...(ifRange ? { 'if-range': tags(etag)[ifRange] } : {}) },
  }));
}

/** Holds an answer to the case: status, headers and every byte. */
export async function expectAnswer(answer: Response, { method, status, bytes }: RangeCase, file: Uint8Array, etag: string): Promise<void> {
  const size = file.length;
  const [start, end] = bytes?.(size) ?? [0, size];
  const body = new Uint8Array(await answer.arrayBuffer());
  expect(answer.status).toBe(status);
  expect(answer.headers.get('etag')).toBe(etag);
  if (status === 416) return expect(answer.headers.get('content-range')).toBe(`bytes */${size}`);
  expect(answer.headers.get('content-range')).toBe(status === 206 ? `bytes ${start}-${end - 1}/${size}` : null);
  expect(answer.headers.get('content-length')).toBe(`${end - start}`);
  expect(answer.headers.get('accept-ranges')).toBe('bytes');
  expect(Buffer.compare(body, method === 'HEAD' ? new Uint8Array() : file.subarray(start, end))).toBe(0);
}
