// Sums of buckets: what two sides must agree about when they hold the same records in the same versions.
//
// A record counts with two 32-bit numbers, MurmurHash3 (x86, 32 bits, Austin Appleby's public-domain function) of the text
// `id|revision` with the seeds 1 and 2. A sum adds them up, each modulo 2^32, and is written as 16 hex digits. It does not depend
// on the order, and a record is taken out of it by subtraction. It finds faults, not forgeries: rows are sealed for that.

/** A record as a sum counts it. Ids are plain characters (kernel/id.ts): one byte each. */
export interface Counted {
  readonly id: string;
  readonly revision: number;
}

const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
const mixed = (block: number): number => Math.imul(rotated(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);

/** MurmurHash3_x86_32 of a text of plain characters. */
export function hashOf(text: string, seed: number): number {
  let hash = seed;
  const whole = text.length - (text.length % 4);
  for (let at = 0; at < whole; at += 4) hash = (Math.imul(rotated(hash ^ mixed(blockAt(text, at, 4)), 13), 5) + 0xe6546b64) | 0;
  if (whole < text.length) hash ^= mixed(blockAt(text, whole, text.length - whole));
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function blockAt(text: string, from: number, length: number): number {
  let block = 0;
  for (let at = 0; at < length; at++) block |= text.charCodeAt(from + at) << (8 * at);
  return block;
}

const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');

export function sumOf(rows: Iterable<Counted>): string {
  let [first, second] = [0, 0];
  for (const { id, revision } of rows) {
    const text = `${id}|${revision}`;
    first = (first + hashOf(text, 1)) | 0;
    second = (second + hashOf(text, 2)) | 0;
  }
  return hex(first) + hex(second);
}

/** Ids after `after` up to `upTo` (null: to the end), compared character by character. */
export interface Range {
  readonly after: string;
  readonly upTo: string | null;
}

/** The rows of a range; `rows` are sorted by id. */
export function rowsIn<Row extends Counted>({ after, upTo }: Range, rows: readonly Row[]): readonly Row[] {
  return rows.slice(firstAfter(rows, after), upTo === null ? rows.length : firstAfter(rows, upTo));
}

function firstAfter(rows: readonly Counted[], id: string): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((rows[middle]?.id ?? '') <= id) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Cuts rows, sorted by id, into ranges of at most so many that together hold every id there can be. */
export function rangesOf<Row extends Counted>(rows: readonly Row[], most: number): readonly (Range & { readonly rows: readonly Row[] })[] {
  const ranges: (Range & { rows: readonly Row[] })[] = [];
  for (let from = 0; from === 0 || from < rows.length; from += most) {
    const part = rows.slice(from, from + most);
    const isLast = from + most >= rows.length;
    ranges.push({ after: rows[from - 1]?.id ?? '', upTo: isLast ? null : (part.at(-1)?.id ?? null), rows: part });
  }
  return ranges;
}

export const byId = (a: Counted, b: Counted): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
