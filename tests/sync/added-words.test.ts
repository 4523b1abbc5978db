// What a version added: told by paragraphs and words, and never a letter lost.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addedWords } from '../../src/sync/history/added-words';

const marked = (before: string, text: string) =>
  addedWords(before, text)
    .map(({ text, isAdded }) => (isAdded ? `[${text}]` : text))
    .join('');

test.each([
  ['She laughed.', 'She laughed out loud.', 'She laughed [out loud].'],
  ['She reached for it', 'She reached and reached for it', 'She reached [and reached ]for it'],
  ['one\ntwo', 'one\ntwo\nthree', 'one\ntwo\n[three]'],
  ['one\ntwo\n', 'one\nbetween\ntwo\n', 'one\n[between\n]two\n'],
  ['one\ntwo', 'one', 'one'],
  ['', 'all of it', '[all of it]'],
  ['the same', 'the same', 'the same'],
  ['gone', '', ''],
])('%j, then %j', (before, text, shown) => {
  expect(marked(before, text)).toBe(shown);
});

test('the pieces together are the text', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'she', 'رَضِيع', '👶', ' ', '\n', '  '), { maxLength: 40 }).map(parts => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = addedWords(before, after);
      expect(pieces.map(({ text }) => text).join('')).toBe(after);
      for (const [at, { isAdded }] of pieces.entries()) expect(pieces[at + 1]?.isAdded).not.toBe(isAdded);
    }),
    { seed: 20_261_122 },
  );
});

test('a text of twenty thousand characters is compared in a moment', () => {
  const words = Array.from({ length: 4_000 }, (_, at) => `w${at % 97}`);
  const before = words.join(' ');
  const begun = performance.now();
  addedWords(before, `${before} and more`);
  addedWords(words.join('\n'), words.toReversed().join('\n'));
  expect(performance.now() - begun).toBeLessThan(2_000);
});
