// The file with somebody's words: everything in it, readable by anybody, under a name that every tablet takes.
import { expect, test } from 'vitest';
import { firstLine } from '../../src/kernel/text';
import { copyAsText, copyName } from '../../src/sync/saved/saved-copy';

test('all words are in it as they were written, each under what it is, whose and when', () => {
  const text = copyAsText(
    ['What Amina has kept', 'Copied today'],
    [
      {
        what: 'Reflection',
        by: 'Amina',
        when: 'since 7:24am',
        reason: 'Too long.',
        words: 'Mabel reached first.\n\nوصلت مابل أولا 👩🏽‍🍼',
      },
      { what: 'What you watched', by: 'Amina, on “Tuning in”', when: 'since 7:30am', reason: null, words: null },
    ],
  );
  expect(text.split('\n')).toEqual([
    'What Amina has kept',
    'Copied today',
    '',
    '-'.repeat(40),
    'Reflection',
    'Amina',
    'since 7:24am',
    'Too long.',
    '',
    'Mabel reached first.',
    '',
    'وصلت مابل أولا 👩🏽‍🍼',
    '',
    '-'.repeat(40),
    'What you watched',
    'Amina, on “Tuning in”',
    'since 7:30am',
    '',
  ]);
});

test.each([
  ['Amina', 'larkrise-amina-2026-11-23.txt'],
  ['Oksana Анна', 'larkrise-oksana-анна-2026-11-23.txt'],
  ['../../etc', 'larkrise-etc-2026-11-23.txt'],
  ['👩🏽‍🍼', 'larkrise-2026-11-23.txt'],
])('the file of %s is called %s', (name, file) => {
  expect(copyName(name, '2026-11-23')).toBe(file);
});

test.each([
  ['Mabel reached first.\nThen she slept.', 40, 'Mabel reached first.'],
  ['\n\n  She   waited.  \n', 40, 'She waited.'],
  ['', 40, ''],
  ['Mabel', 5, 'Mabel'],
  ['Mabel!', 5, 'Mabel…'],
  ['👩🏽‍🍼👩🏽‍🍼', 8, '👩🏽‍🍼…'],
])('of %j at most %i characters are %j', (text, most, line) => {
  expect(firstLine(text, most)).toBe(line);
});
