// The way through a module: which parts were watched to their end, and which one plays.
import { expect, test } from 'vitest';
import { chapterAt, chaptersEnded, inMinutes, isPartEnd, secondsInWords } from '../../src/features/modules/module-steps';
import type { Module } from '../../src/features/modules/pack';

const module = (id: string, starts: readonly number[], length: number): Module =>
  ({
    id,
    webcast: { length },
    chapters: starts.map((at, part) => ({ id: `${id}-${part + 1}`, title: `Part ${part + 1}`, starts: at })),
  }) as unknown as Module;

const first = module('one', [0, 240, 600], 900);

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

test('a stretch is read in whole minutes, and is never less than one', () => {
  expect([0, 20, 89, 92, 270, 600].map(inMinutes)).toEqual([1, 1, 1, 2, 5, 10]);
});

test('the end of each part is known, and nothing in between is one', () => {
  expect([0, 240, 241, 600, 900].map(second => isPartEnd(first, second))).toEqual([false, true, false, true, true]);
});
