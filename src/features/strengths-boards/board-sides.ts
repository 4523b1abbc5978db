// The two sides of a strengths board: which words show on the six tiles, which are kept behind them, what is empty.
import { type StrengthWord, wordsShownPerSide } from './strength-word';

export const sides = ['family', 'educator'] as const;
export type Side = (typeof sides)[number];

interface SaidWord {
  readonly made: number;
  readonly row: StrengthWord;
}

export interface BoardSide<Said> {
  /** At most three, the first said first, so that a tile stays where it was. */
  readonly shown: readonly Said[];
  /** How many more are kept. */
  readonly more: number;
  readonly empty: number;
}

export function boardSide<Said extends SaidWord>(words: readonly Said[], side: Side): BoardSide<Said> {
  const said = words.filter(({ row }) => row.side === side && row.standing === 'said').sort((a, b) => a.made - b.made);
  const shown = said.slice(0, wordsShownPerSide);
  return { shown, more: said.length - shown.length, empty: wordsShownPerSide - shown.length };
}

/** The words that stand on one side, shown or kept behind. */
export const wordsOnSide = (words: readonly SaidWord[], side: Side): readonly string[] =>
  words.filter(({ row }) => row.side === side && row.standing === 'said').map(({ row }) => row.word);

/** The language of a word where its letters say it: a family's word in another script is in their own language. */
export function languageOf(word: string, homeLanguage: string): string | undefined {
  const isLatin = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u.test(word);
  return isLatin || homeLanguage === '' ? undefined : homeLanguage;
}
