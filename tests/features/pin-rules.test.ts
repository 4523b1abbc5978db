// Which PINs may be chosen: no birthdays, no rows, no repeats; and what is drawn by lot passes, and is any of them.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgePin, randomPin } from '../../src/features/pin/pin-rules';
import { sampleStaff } from '../../src/sample/nurseries';

const refused: readonly (readonly [string, string])[] = [
  ['12345', 'not-six-digits'],
  ['1234567', 'not-six-digits'],
  ['73518a', 'not-six-digits'],
  ['٧٣٥١٨٢', 'not-six-digits'],
  ['', 'not-six-digits'],
  ['111111', 'repeats'],
  ['121212', 'repeats'],
  ['482482', 'repeats'],
  ['777483', 'repeats'],
  ['998877', 'repeats'],
  ['123456', 'in-a-row'],
  ['987604', 'in-a-row'],
  ['903456', 'in-a-row'],
  ['135791', 'in-a-row'],
  ['864208', 'in-a-row'],
  ['310589', 'like-a-date'],
  ['290296', 'like-a-date'],
  ['053189', 'like-a-date'],
  ['890531', 'like-a-date'],
  ['071985', 'like-a-date'],
  ['198507', 'like-a-date'],
];

test.each(refused)('%j may not be chosen: %s', (pin, why) => {
  expect(judgePin(pin)).toEqual({ ok: false, trouble: why });
});

test.each(['482915', '735182', '320589', '301389', '890532'])('%s may', pin => {
  expect(judgePin(pin)).toEqual({ ok: true, value: pin });
});

test('the PIN that holds already is no new one', () => {
  expect(judgePin('482915', '482915')).toEqual({ ok: false, trouble: 'same-as-now' });
});

test('whatever is typed has an answer', () => {
  fc.assert(fc.property(fc.string(), text => typeof judgePin(text).ok === 'boolean'));
});

test('what is drawn by lot passes, and seldom comes twice', () => {
  const drawn = Array.from({ length: 500 }, () => randomPin(() => randomBytes(16)));
  expect(drawn.every(pin => judgePin(pin).ok)).toBe(true);
  expect(new Set(drawn).size).toBeGreaterThan(490);
});

test('at least every third PIN that there is may be chosen', () => {
  const count = Array.from({ length: 20_000 }, (_, at) => String((at * 7_919) % 1_000_000).padStart(6, '0')).filter(
    pin => judgePin(pin).ok,
  ).length;
  expect(count).toBeGreaterThan(20_000 / 3);
});

test('the people of the sample have PINs that they might have chosen', () => {
  expect(sampleStaff.filter(({ pin }) => !judgePin(pin).ok).map(({ id, pin }) => `${id} ${pin}`)).toEqual([]);
});
