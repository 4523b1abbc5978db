// Ranges are read by RFC 9110, to the letter.
import { describe, expect, test } from 'vitest';
import { namesTag, rangeAnswer, readContentRange } from '../../src/kernel/byte-range';
import { rangeCases, requestsOf } from '../support/range-cases';

const etag = '"a-tag"';
const size = 5_000;

describe('a request for a part of a file', () => {
  test.each(rangeCases.map(one => [one.name, one] as const))('%s', (_, one) => {
    for (const { method, headers } of requestsOf(one, etag)) {
      const asked = { method, range: headers.range ?? null, ifRange: headers['if-range'] ?? null };
      const [start, end] = one.bytes?.(size) ?? [];
      expect(rangeAnswer(asked, size, etag)).toEqual(one.status === 206 ? { status: 206, range: { start, end } } : { status: one.status });
    }
  });

  test('the very last byte is there, the one after it is not', () => {
    const ask = (range: string) => rangeAnswer({ method: 'GET', range, ifRange: null }, size, etag);
    expect(ask('bytes=4999-')).toEqual({ status: 206, range: { start: 4_999, end: 5_000 } });
    expect(ask('bytes=5000-')).toEqual({ status: 416 });
  });
});

test('what a part says of itself is believed only when it makes sense', () => {
  expect(readContentRange('bytes 0-9/10')).toEqual({ start: 0, end: 10, size: 10 });
  for (const nonsense of ['bytes 0-10/10', 'bytes 5-4/10', 'bytes */10', 'bytes 0-9/*', 'lines 0-9/10', '', null]) {
    expect(readContentRange(nonsense)).toBeNull();
  }
});

test('a list of tags names ours, weak or strong, or any', () => {
  for (const header of [etag, `"x", ${etag}`, `W/${etag}`, '*']) expect(namesTag(header, etag)).toBe(true);
  for (const header of ['"x"', '', undefined]) expect(namesTag(header, etag)).toBe(false);
});
