// The records that every engine is measured with: reflections of 420 bytes as JSON, the same ones for all, made from their number.
import { seededChance } from '../../support/seeded-chance';

export interface BenchRecord {
  /** A UUIDv7: ordered by time, and with it by number. */
  readonly id: string;
  readonly kind: 'reflection';
  readonly author: string;
  readonly module: null;
  readonly prompt: null;
  readonly at: number;
  readonly text: string;
}

/** Of a record as JSON, in bytes. */
const recordLength = 420;
/** When the first record was made; one an hour. */
const beginning = Date.UTC(2025, 8, 1, 7);
const hour = 3_600_000;

const who = [
  'Nell',
  'Ravi',
  'Mabel',
  'Idris',
  'Oona',
  'Tomasz',
  'Suki',
  'Elowen',
  'Kofi',
  'Bea',
  'Yusuf',
  'Wren',
  'Ada',
  'Milo',
  'Zara',
  'Finn',
];
const did = [
  'reached for the wooden spoon',
  'looked up when I stopped humming',
  'crawled under the low table',
  'held the blue scarf to the light',
  'banged two lids together',
  'watched the rain on the window',
  'waved at the bus',
  'turned the page before me',
  'laughed at the peg rolling away',
  'pulled up at the shelf',
  'dropped the ball again and again',
  'put a leaf into my hand',
  'pointed at the lamp',
  'copied the clap of the older one',
  'stroked the sheepskin',
  'tasted the lemon',
];
const then = [
  'and waited for me to answer.',
  'and I gave her the time she needed.',
  'so we did that eleven times.',
  'and nobody hurried her along.',
  'and I said back what I had heard.',
  'so tomorrow I will let her begin.',
  'and her key person saw it as well.',
  'and then she was tired.',
];

const oneOf = (list: readonly string[], luck: () => number): string => list[Math.floor(luck() * list.length)] ?? '';

const hex = (luck: () => number, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(luck() * 16).toString(16)).join('');

function idOf(number: number, at: number): string {
  const luck = seededChance(number * 7 + 3);
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(luck, 3)}-a${hex(luck, 3)}-${hex(luck, 12)}`;
}

/** `edition`: the same record with other words, as somebody wrote it later. */
export function recordOf(number: number, author: string, edition = 0): BenchRecord {
  const at = beginning + number * hour;
  const luck = seededChance(number * 31 + edition * 1_000_003);
  const bare = { id: idOf(number, at), kind: 'reflection', author, module: null, prompt: null, at, text: '' } as const;
  let text = `${number}.${edition}`;
  while (text.length < recordLength) text += ` ${oneOf(who, luck)} ${oneOf(did, luck)} ${oneOf(then, luck)}`;
  return { ...bare, text: text.slice(0, recordLength - JSON.stringify(bare).length) };
}
