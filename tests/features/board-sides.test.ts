// A board shows three words a side and keeps all; a word's language is said where its letters tell it.
import { expect, test } from 'vitest';
import { boardSide, languageOf } from '../../src/features/strengths-boards/board-sides';
import type { StrengthWord } from '../../src/features/strengths-boards/strength-word';
import { wordsToOffer } from '../../src/features/strengths-boards/suggested-words';

const word = (text: string, made: number, side: StrengthWord['side'] = 'family', standing: StrengthWord['standing'] = 'said') => ({
  made,
  row: { child: 'mabel', room: 'wrens', side, word: text, standing },
});

test('an empty side waits with three tiles', () => {
  expect(boardSide([], 'family')).toEqual({ shown: [], more: 0, empty: 3 });
});

test('the first three said are shown, the others are kept and counted, the other side is left alone', () => {
  const words = [word('four', 4), word('two', 2), word('one', 1), word('three', 3), word('five', 5), word('ours', 0, 'educator')];
  const { shown, more, empty } = boardSide(words, 'family');
  expect([shown.map(({ row }) => row.word), more, empty]).toEqual([['one', 'two', 'three'], 2, 0]);
});

test('a word that was taken back makes room for the next', () => {
  const words = [word('one', 1, 'family', 'taken-back'), word('two', 2), word('three', 3), word('four', 4)];
  expect(boardSide(words, 'family').shown.map(({ row }) => row.word)).toEqual(['two', 'three', 'four']);
});

test('a word in another script is in the language of the home; Latin letters tell nothing', () => {
  expect(languageOf('спокійна', 'uk')).toBe('uk');
  expect(languageOf('ہنس مکھ', 'ur')).toBe('ur');
  expect(languageOf('ciekawska', 'pl')).toBeUndefined();
  expect(languageOf('спокійна', '')).toBeUndefined();
});

test('words that are there already are not offered again, in whatever case', () => {
  expect(wordsToOffer([])).toContain('curious');
  expect(wordsToOffer(['Curious'])).not.toContain('curious');
  expect(wordsToOffer([], 5)).toHaveLength(5);
});
