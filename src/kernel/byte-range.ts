// Which bytes of a file a request asks for, by RFC 9110 (sections 13 and 14); the server and the service worker answer by it.

/** `end` is the first byte that is not in it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a request says; null where it does not have the header. */
export interface Asked {
  readonly method: string;
  readonly range: string | null;
  readonly ifRange: string | null;
}

export type RangeAnswer = { readonly status: 200 } | { readonly status: 206; readonly range: ByteRange } | { readonly status: 416 };

const whole: RangeAnswer = { status: 200 };
const unsatisfiable: RangeAnswer = { status: 416 };

/** The last `length` bytes. */
function suffix(length: number, size: number): RangeAnswer {
  if (length === 0) return unsatisfiable;
  return { status: 206, range: { start: Math.max(0, size - length), end: size } };
}

function fromTo(first: number, last: number, size: number): RangeAnswer {
  if (last < first) return whole;
  if (first >= size) return unsatisfiable;
  return { status: 206, range: { start: first, end: Math.min(last + 1, size) } };
}

/**
 * A file of `size` bytes (at least one) with the strong tag `etag`, quotes included. What cannot be understood and what asks for
 * several ranges is answered whole, as a server may; only GET knows ranges; a weak or different tag, or a date, fails `If-Range`.
 */
export function rangeAnswer({ method, range, ifRange }: Asked, size: number, etag: string): RangeAnswer {
  if (method !== 'GET' || range === null) return whole;
  if (ifRange !== null && ifRange.trim() !== etag) return whole;
  const set = /^\s*bytes\s*=(.*)$/i.exec(range)?.[1] ?? '';
  const [spec, ...others] = set
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
  const parts = /^(\d*)-(\d*)$/.exec(spec ?? '');
  if (!parts || others.length > 0) return whole;
  const [, first = '', last = ''] = parts;
  if (first !== '') return fromTo(Number(first), last === '' ? Number.POSITIVE_INFINITY : Number(last), size);
  return last === '' ? whole : suffix(Number(last), size);
}

/** The value of a `Content-Range` header; without a range, that of a 416. */
export const contentRange = (size: number, range?: ByteRange): string =>
  range ? `bytes ${range.start}-${range.end - 1}/${size}` : `bytes */${size}`;

/** What a `Content-Range` says of a part; null when it says nothing usable. */
export function readContentRange(header: string | null): (ByteRange & { readonly size: number }) | null {
  const parts = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header ?? '');
  if (!parts) return null;
  const [start, last, size] = parts.slice(1).map(Number) as [number, number, number];
  return start <= last && last < size ? { start, end: last + 1, size } : null;
}

/** Does a conditional header (`If-None-Match`) name this tag? Weak tags count as the same (RFC 9110, 8.8.3.2). */
export const namesTag = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some(tag => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
