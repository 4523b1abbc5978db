// One word on a baby's strengths board, with who said it: a record a word, so that no two tablets can conflict.
import { latestChoice, onceChoice, onceId, onceLine, type RowOf, recordKind } from '../../sync/record-kind';

/** Six tiles round a face: three for the family, three for the educators. More are kept, not shown. */
export const wordsShownPerSide = 3;
export const mostCharactersInAWord = 40;

export const strengthWordKind = recordKind({
  name: 'strength-word',
  version: 1,
  about: 'child',
  ofChild: 'child',
  fields: {
    child: onceId(),
    room: onceId(),
    side: onceChoice('family', 'educator'),
    /** As it was said; a family's word in the family's own language. */
    word: onceLine(mostCharactersInAWord),
    standing: latestChoice(['said', 'taken-back'], 'said'),
  },
});
export type StrengthWord = RowOf<typeof strengthWordKind>;
