// The kind place to stop: the end of the sentence that is being spoken, by the captions.
import { expect, test } from 'vitest';
import { type SpokenLine, sentenceEnd } from '../../src/features/modules/sentence-end';

const line = (start: number, end: number, text: string): SpokenLine => ({ start, end, text });
const talk = [
  line(1, 5, 'It is a quarter past seven,\nand the first baby'),
  line(5.02, 9, 'is on the way.'),
  line(10, 13, 'You know this baby well.'),
  line(13.02, 40, 'A very long sentence that goes on and on'),
  line(45, 48, 'after a pause'),
];

test.each([
  ['in the middle of a caption that ends its sentence', 11, 100, 13],
  ['in a caption whose sentence goes on in the next one', 3, 100, 9],
  ['in the moment between two captions of one sentence', 5.01, 100, 9],
  ['in a pause between sentences: at once', 9.5, 100, 9.5],
  ['before anybody speaks: at once', 0.5, 100, 0.5],
  ['after the last word: at once', 60, 100, 60],
  ['nobody waits longer than 15 seconds', 14, 100, 29],
  ['never later than the part that it is in', 11, 12, 12],
  ['a long pause ends a sentence without a full stop', 39, 100, 40],
])('%s', (_, at, latest, expected) => {
  expect(sentenceEnd(talk, at, latest)).toBe(expected);
});

test('quotation marks and tags after the full stop do not hide it', () => {
  const quoted = [line(0, 4, '<v Ruth>“Enough, for now.”</v>'), line(4.02, 8, 'That is a strength, too.')];
  expect(sentenceEnd(quoted, 2, 100)).toBe(4);
});

test('without captions it is the moment itself', () => {
  expect(sentenceEnd([], 180, 240)).toBe(180);
});
