// Merging prose, paragraph by paragraph: whatever two people did to one text, no words of either are lost.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeProse } from '../../src/sync/prose';

interface Case {
  readonly what: string;
  readonly theirs: string;
  readonly mine: string;
  /** The text that both started from; null: no longer known. */
  readonly common: string | null;
  readonly merged: string;
}

const merges = (cases: readonly Case[]) =>
  test.each(cases)('$what', ({ theirs, mine, common, merged }) => {
    expect(mergeProse(theirs, mine, common)).toBe(merged);
  });

describe('where only one side changed a place, her change stands:', () => {
  merges([
    { what: 'nothing changed', theirs: 'a\nb', mine: 'a\nb', common: 'a\nb', merged: 'a\nb' },
    { what: 'only she changed it', theirs: 'a\nb', mine: 'a\nB', common: 'a\nb', merged: 'a\nB' },
    { what: 'only they changed it', theirs: 'A\nb', mine: 'a\nb', common: 'a\nb', merged: 'A\nb' },
    { what: 'different paragraphs', theirs: 'A\nb\nc', mine: 'a\nb\nC', common: 'a\nb\nc', merged: 'A\nb\nC' },
    { what: 'both made the same change', theirs: 'a\nB', mine: 'a\nB', common: 'a\nb', merged: 'a\nB' },
    { what: 'a paragraph that she took out stays out', theirs: 'A\nb\nc', mine: 'a\nb', common: 'a\nb\nc', merged: 'A\nb' },
    { what: 'everything taken out by her', theirs: 'a\nb', mine: '', common: 'a\nb', merged: '' },
    { what: 'an empty line between paragraphs stays', theirs: 'a\n\nB', mine: 'A\n\nb', common: 'a\n\nb', merged: 'A\n\nB' },
  ]);
});

describe('where both changed one place, both stand, what was there first before it:', () => {
  merges([
    { what: 'the same paragraph', theirs: 'a\nTHEIRS\nc', mine: 'a\nMINE\nc', common: 'a\nb\nc', merged: 'a\nTHEIRS\nMINE\nc' },
    { what: 'both wrote on at the end', theirs: 'a\ntheirs', mine: 'a\nmine', common: 'a', merged: 'a\ntheirs\nmine' },
    { what: 'both wrote into nothing', theirs: 'theirs', mine: 'mine', common: '', merged: 'theirs\nmine' },
    { what: 'what both wrote stands once', theirs: 'x\ntheirs', mine: 'x\nmine', common: '', merged: 'x\ntheirs\nmine' },
    { what: 'a paragraph taken out by her and changed by them', theirs: 'a\nB', mine: 'a', common: 'a\nb', merged: 'a\nB' },
    { what: 'a paragraph that one of them gave up does not return', theirs: 'X\nb', mine: 'Y', common: 'a\nb', merged: 'X\nY' },
  ]);
});

describe('what was moved is never lost:', () => {
  const words = (text: string) => [...new Set(text.split('\n'))].sort();
  test.each([
    ['they swapped two paragraphs, she swapped them with a third', 'b\na\nc', 'c\na\nb', 'a\nb\nc'],
    ['they moved the first to the end, she the last to the front', 'b\nc\na', 'c\na\nb', 'a\nb\nc'],
    ['both moved the same paragraph elsewhere', 'b\na\nc\nd', 'b\nc\nd\na', 'a\nb\nc\nd'],
    ['they swapped, she turned all round', 'b\na\nd\nc', 'd\nc\nb\na', 'a\nb\nc\nd'],
  ])('%s', (_, theirs, mine, common) => {
    expect(words(mergeProse(theirs, mine, common))).toEqual(words(common));
  });
});

describe('where the common version is gone, every paragraph of both stands:', () => {
  merges([
    { what: 'nothing in common', theirs: 'a', mine: 'b', common: null, merged: 'a\nb' },
    { what: 'shared paragraphs once', theirs: 'a\ntheirs\nc', mine: 'a\nmine\nc', common: null, merged: 'a\ntheirs\nmine\nc' },
    { what: 'one of them empty', theirs: '', mine: 'b', common: null, merged: 'b' },
    { what: 'the same text', theirs: 'a\nb', mine: 'a\nb', common: null, merged: 'a\nb' },
    { what: 'a shorter text takes nothing out', theirs: 'a\nb\nc', mine: 'a', common: null, merged: 'a\nb\nc' },
  ]);
});

describe('whatever is written', () => {
  const seed = 20_261_122;
  const numRuns = 5_000;
  /** Few letters, so that lines are met again, moved and doubled; sometimes an empty one. */
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', ''), { maxLength: 8 }).map(lines => lines.join('\n'));
  const words = (of: string) => new Set(of.split('\n').filter(line => line !== ''));

  test(`no line that both sides kept is lost, and no new line of either side is lost (seed ${seed})`, () => {
    const keepsAll = fc.property(text, text, fc.option(text), (theirs, mine, common) => {
      const [left, right, before] = [words(theirs), words(mine), words(common ?? '')];
      const merged = words(mergeProse(theirs, mine, common));
      for (const line of [...left, ...right])
        if ((left.has(line) && right.has(line)) || !before.has(line)) expect(merged, `the line ${line}`).toContain(line);
    });
    fc.assert(keepsAll, { seed, numRuns });
  });

  test(`no line is invented, and none that both sides gave up returns (seed ${seed})`, () => {
    const inventsNone = fc.property(text, text, fc.option(text), (theirs, mine, common) => {
      const written = new Set([...words(theirs), ...words(mine)]);
      for (const line of words(mergeProse(theirs, mine, common))) expect(written, `the line ${line}`).toContain(line);
    });
    fc.assert(inventsNone, { seed, numRuns });
  });

  test(`where one side changed nothing, the other's text stands to the letter (seed ${seed})`, () => {
    const standsAlone = fc.property(text, text, (changed, common) => {
      expect(mergeProse(changed, common, common)).toBe(changed);
      expect(mergeProse(common, changed, common)).toBe(changed);
    });
    fc.assert(standsAlone, { seed, numRuns });
  });
});
