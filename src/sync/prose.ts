// Three-way merge of prose by paragraph: where both sides changed the same place, both stand.
import { diff3Merge, diffComm } from 'node-diff3';
import { fromParagraphs, paragraphs } from '../kernel/text';

type Lines = readonly string[];

/** All lines of both, what they share only once, the first side's lines before the second's. */
function bothStand(first: Lines, second: Lines): string[] {
  return diffComm([...first], [...second]).flatMap(part => ('common' in part ? part.common : [...part.buffer1, ...part.buffer2]));
}

/**
 * In a place that both changed, a line of the common version that one side gave up does not return; one that both
 * kept (and at least one of them moved) stays, even where that makes it stand twice.
 */
function settle(theirs: Lines, common: Lines, mine: Lines, isKept: (line: string) => boolean): string[] {
  const before = new Set(common);
  const stays = (line: string) => !before.has(line) || isKept(line);
  return bothStand(theirs.filter(stays), mine.filter(stays));
}

/**
 * Merges `mine` into `theirs` (what stands now), both having started from `common`. Where the common
 * version is gone (null), every paragraph of both stands.
 */
export function mergeProse(theirs: string, mine: string, common: string | null): string {
  if (theirs === mine) return theirs;
  const [left, right] = [paragraphs(theirs), paragraphs(mine)];
  if (common === null) return fromParagraphs(bothStand(left, right));
  const origin = paragraphs(common);
  const [inLeft, inRight] = [new Set(left), new Set(right)];
  const isKept = (line: string) => inLeft.has(line) && inRight.has(line);
  const regions = diff3Merge([...left], [...origin], [...right], { excludeFalseConflicts: true });
  return fromParagraphs(
    regions.flatMap(region => {
      if (region.ok) return region.ok;
      const conflict = region.conflict;
      return conflict ? settle(conflict.a, conflict.o, conflict.b, isKept) : [];
    }),
  );
}
