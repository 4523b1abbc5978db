// The way through modules: which part comes next, and which were watched to their end.
import { describe, expect, test } from 'vitest';
import { chapterAt, chaptersEnded, nextStep, secondsInWords } from '../../src/features/modules/module-steps';
import type { Module } from '../../src/features/modules/pack';

const module = (id: string, starts: readonly number[], length: number): Module =>
  ({
    id,
    webcast: { length },
    chapters: starts.map((at, part) => ({ id: `${id}-${part + 1}`, title: `Part ${part + 1}`, starts: at })),
  }) as unknown as Module;

const [first, second] = [module('one', [0, 240, 600], 900), module('two', [0], 60)];
const way = (position: number, ...chapters: string[]) => ({ position, chapters });

describe('the next part', () => {
  test.each([
    ['nothing watched', new Map(), ['one', 1, 1, 4, false]],
    ['stopped in the first part', new Map([['one', way(30)]]), ['one', 1, 1, 4, true]],
    ['the first part watched', new Map([['one', way(240, 'one-1')]]), ['one', 1, 2, 6, false]],
    ['parts watched out of order', new Map([['one', way(700, 'one-2', 'one-3')]]), ['one', 1, 1, 4, false]],
    ['the first module watched', new Map([['one', way(900, 'one-1', 'one-2', 'one-3')]]), ['two', 2, 1, 1, false]],
  ])('%s', (_, known, [id, number, part, minutes, isBegun]) => {
    const step = nextStep([first, second], known);
    expect([step?.module.id, step?.number, step?.part, step?.minutes, step?.isBegun]).toEqual([id, number, part, minutes, isBegun]);
  });

  test('none is left when all are watched, and none without modules', () => {
    const all = new Map([
      ['one', way(900, 'one-1', 'one-2', 'one-3')],
      ['two', way(60, 'two-1')],
    ]);
    expect([nextStep([first, second], all), nextStep([], new Map())]).toEqual([null, null]);
  });
});

test('a chapter counts as watched when its last second was passed, the last one at the end of the webcast', () => {
  expect(chaptersEnded(first, 238, 238.9)).toEqual([]);
  expect(chaptersEnded(first, 238, 239.1)).toEqual(['one-1']);
  expect(chaptersEnded(first, 239.5, 240)).toEqual([]);
  expect(chaptersEnded(first, 898, 899.2)).toEqual(['one-3']);
});

test('the part that plays is known at every second', () => {
  expect([0, 239.9, 240, 899].map(second => chapterAt(first, second))).toEqual([0, 0, 1, 2]);
});

test('seconds are read as minutes and seconds', () => {
  expect([0, 65.9, 3_600, -1].map(secondsInWords)).toEqual(['0:00', '1:05', '60:00', '0:00']);
});
