// Which PINs may be chosen: six digits that nobody guesses by looking at a birthday, a keypad or a habit; and one that is drawn by lot.
import type { Randomness } from '../../kernel/id';
import { ok, type Result, trouble } from '../../kernel/result';

export const pinLength = 6;
/** Different digits that a PIN has at least. */
const fewestDigits = 4;
/** Digits that may follow one another in steps of one, up or down. */
const longestRun = 3;

/** Why a PIN may not be chosen. */
export type PinTrouble = 'not-six-digits' | 'same-as-now' | 'like-a-date' | 'in-a-row' | 'repeats';

const lastOfFebruary = 29;
const daysByMonth = [31, lastOfFebruary, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isDay = (day: number, month: number): boolean => day >= 1 && day <= (daysByMonth[month - 1] ?? 0);
const isYear = (year: number): boolean => year >= 1920 && year <= 2039;

/** Day, month and year in any order with two digits each, or month and year (with four) either way round. */
function isLikeADate(pin: string): boolean {
  const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)].map(Number) as [number, number, number];
  if (isDay(a, b) || isDay(b, a) || isDay(c, b)) return true;
  const hasMonth = (month: number, year: number) => month >= 1 && month <= 12 && isYear(year);
  return hasMonth(a, Number(pin.slice(2))) || hasMonth(c, Number(pin.slice(0, 4)));
}

/** As 1234 or 9876 anywhere in it, or the same step from end to end, as 135791. */
function isInARow(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, at) => digit - (digits[at] ?? 0));
  if (steps.every(step => (step + 10) % 10 === ((steps[0] ?? 0) + 10) % 10)) return true;
  const isRun = (from: number) => {
    const [first, ...others] = steps.slice(from, from + longestRun);
    return others.length === longestRun - 1 && Math.abs(first ?? 0) === 1 && others.every(step => step === first);
  };
  return steps.some((_, from) => isRun(from));
}

/** Few different digits, the same one three times together, or the same part twice. */
const repeats = (pin: string): boolean =>
  new Set(pin).size < fewestDigits || /(\d)\1\1/.test(pin) || /^(\d\d\d)\1$/.test(pin) || /^(\d\d)\1\1$/.test(pin);

/** `now`: the PIN that holds so far. */
export function judgePin(pin: string, now: string | null = null): Result<string, PinTrouble> {
  if (!/^\d{6}$/.test(pin)) return trouble('not-six-digits');
  if (pin === now) return trouble('same-as-now');
  if (repeats(pin)) return trouble('repeats');
  if (isInARow(pin)) return trouble('in-a-row');
  return isLikeADate(pin) ? trouble('like-a-date') : ok(pin);
}

const all = 10 ** pinLength;
/** The largest multiple of `all` in four bytes: what is drawn above it would make small PINs likelier. */
const fair = Math.floor(2 ** 32 / all) * all;

/** Each PIN that may be chosen is as likely as any other. */
export function randomPin(random: Randomness): string {
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = random();
    const drawn = ((a * 256 + b) * 256 + c) * 256 + d;
    const pin = String(drawn % all).padStart(pinLength, '0');
    if (drawn < fair && judgePin(pin).ok) return pin;
  }
}
