// The recovery card: a secret on paper with which she gets back in by herself. 24 characters in six groups, made to be copied by hand.
//
// Crockford's base32 (https://www.crockford.com/base32.html) has no I, L, O or U: who types O means 0, who types I or L means 1. 23 characters
// are drawn by lot, 115 bits; the last is Crockford's check symbol (the number modulo 37), so that a slip of the pen is told from another
// card before it is sent. Cards whose check symbol would be one of his five further signs are drawn again.
import type { Randomness } from '../../kernel/id';
import { ok, type Result, trouble } from '../../kernel/result';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const drawn = 23;
export const cardLength = drawn + 1;

export type CardTrouble = 'card-incomplete' | 'card-mistyped';

/** Of its first characters; 32 and more have no sign in the alphabet. */
function checkOf(card: string): number {
  let rest = 0;
  for (const sign of card.slice(0, drawn)) rest = (rest * 32 + alphabet.indexOf(sign)) % 37;
  return rest;
}

export function newRecoveryCard(random: Randomness): string {
  for (;;) {
    const bytes = [...random(), ...random()].slice(0, drawn);
    const card = bytes.map(byte => alphabet.charAt(byte & 31)).join('');
    const check = checkOf(card);
    if (bytes.length === drawn && check < alphabet.length) return card + alphabet.charAt(check);
  }
}

/** As it is printed: ABCD-EFGH-... */
export const cardInGroups = (card: string): string => (card.match(/.{1,4}/g) ?? []).join('-');

/** What was typed, however it was spaced, as it is kept. */
export function readRecoveryCard(typed: string): Result<string, CardTrouble> {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}_.]/gu, '');
  const card = signs.replaceAll('O', '0').replace(/[IL]/g, '1');
  if (card.length < cardLength) return trouble('card-incomplete');
  const isWhole = card.length === cardLength && [...card].every(sign => alphabet.includes(sign));
  return isWhole && alphabet.charAt(checkOf(card)) === card.at(-1) ? ok(card) : trouble('card-mistyped');
}

/**
 * What the server keeps the SHA-256 of. Her id is in it, so that a card opens for nobody else; nothing is stretched, because nobody
 * tries 2^115 cards, however quick a try is.
 */
export const cardText = (person: string, card: string): string => `larkrise-recovery-card-1|${person}|${card}`;
