// Recovery cards: long enough, read as they are copied by hand, and a slip of the pen is told before anything is sent.
import { expect, test } from 'vitest';
import { cardInGroups, cardLength, newRecoveryCard, readRecoveryCard } from '../../src/features/pin/recovery-card';
import { seededChance } from '../support/seeded-chance';

const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const chance = seededChance(41);
const random = () => Uint8Array.from({ length: 16 }, () => Math.floor(chance() * 256));
const cards = Array.from({ length: 200 }, () => newRecoveryCard(random));

test('a card has six groups of four, all of them of the alphabet, and no two are the same', () => {
  for (const card of cards) expect(cardInGroups(card)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(cards).size).toBe(cards.length);
  expect(cards[0]).toHaveLength(cardLength);
});

test('each sign is as likely as any other', () => {
  const all = cards.map(card => card.slice(0, -1)).join('');
  for (const sign of signs) expect(all.split(sign).length - 1, sign).toBeGreaterThan(all.length / 64);
});

test('it is read in small letters, with any spaces and hyphens, and with O for 0, I and L for 1', () => {
  for (const card of cards) {
    const typed = card.toLowerCase().replaceAll('0', 'o').replace('1', 'l').replaceAll('1', 'I');
    const spaced = (typed.match(/.{4}/g) ?? []).join(' – ');
    expect(readRecoveryCard(` ${spaced}. `)).toEqual({ ok: true, value: card });
  }
});

test('one wrong sign, or two neighbours that changed places, are noticed', () => {
  for (const card of cards.slice(0, 40)) {
    for (let at = 0; at < cardLength; at += 1) {
      const other = signs[(signs.indexOf(card[at]!) + 1 + Math.floor(chance() * 31)) % 32]!;
      expect(readRecoveryCard(card.slice(0, at) + other + card.slice(at + 1)).ok).toBe(false);
      const swapped = card.slice(0, at) + (card[at + 1] ?? '') + card[at]! + card.slice(at + 2);
      if (swapped !== card) expect(readRecoveryCard(swapped).ok).toBe(false);
    }
  }
});

test('what is missing is told from what is mistyped', () => {
  const card = cards[0]!;
  expect(readRecoveryCard('')).toEqual({ ok: false, trouble: 'card-incomplete' });
  expect(readRecoveryCard(card.slice(0, 20))).toEqual({ ok: false, trouble: 'card-incomplete' });
  for (const odd of [`${card}0`, card.replace(/^./, 'U'), `${card.slice(0, 23)}*`, '👶'.repeat(12)])
    expect(readRecoveryCard(odd)).toEqual({ ok: false, trouble: 'card-mistyped' });
});
