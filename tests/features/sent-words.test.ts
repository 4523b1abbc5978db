// What a mentor is told: what is new, when it came, and who has been quiet; never more than that.
import { describe, expect, test } from 'vitest';
import { isNew, quietOnes, sentWhen, standingWords } from '../../src/features/mentoring/sent-words';
import { days } from '../../src/kernel/clock';

const now = Date.UTC(2026, 10, 23, 7, 24);
const sent = (id: string, author: string, edited: number, standing = 'with-mentor') => ({ id, author, edited, row: { standing } });

test('the newest come first, and what was taken back is not among them', () => {
  const all = [sent('a', 'kasia', 1), sent('b', 'kasia', 3), sent('c', 'kasia', 9, 'withdrawn'), sent('e', 'tom', 2), sent('d', 'tom', 2)];
  expect(standingWords(all).map(({ id }) => id)).toEqual(['b', 'd', 'e', 'a']);
});

describe('words are new', () => {
  test.each([
    ['when they were never opened', [], 5, true],
    ['no more once they were opened', [['a', 5]], 5, false],
    ['again when they were sent anew', [['a', 5]], 6, true],
    ['no more where another tablet’s clock was ahead', [['a', 9]], 5, false],
    ['when only others were opened', [['b', 5]], 5, true],
  ] as const)('%s', (_, opened, edited, expected) => {
    expect(isNew(new Map(opened))(sent('a', 'kasia', edited))).toBe(expected);
  });
});

describe('when words came', () => {
  test.each([
    ['just now', Date.UTC(2026, 10, 23, 7, 24), now, 'morning'],
    ['at half past midnight today', Date.UTC(2026, 10, 23, 0, 30), now, 'morning'],
    ['this afternoon', Date.UTC(2026, 10, 23, 13), Date.UTC(2026, 10, 23, 20), 'afternoon'],
    ['this evening', Date.UTC(2026, 10, 23, 18), Date.UTC(2026, 10, 23, 20), 'evening'],
    ['late yesterday', Date.UTC(2026, 10, 22, 23, 59), now, 'yesterday'],
    ['the day before that', Date.UTC(2026, 10, 21, 23, 59), now, 'earlier'],
    ['yesterday, after a day of 25 hours', Date.UTC(2026, 9, 24, 12), Date.UTC(2026, 9, 25, 23, 30), 'yesterday'],
    ['by England’s midnight in summer', Date.UTC(2026, 6, 9, 23, 30), Date.UTC(2026, 6, 10, 6), 'morning'],
    ['by a clock that is ahead of this one', Date.UTC(2026, 10, 24, 9), now, 'earlier'],
  ])('%s', (_, at, today, expected) => {
    expect(sentWhen(at, today)).toBe(expected);
  });
});

describe('who is quiet', () => {
  const long = now - days(120);
  const mentee = (id: string, made = long, role = 'educator') => ({ id, made, row: { name: id, role } });
  const quiet = (mentees: ReturnType<typeof mentee>[], all: ReturnType<typeof sent>[]) =>
    quietOnes(mentees, all, now).map(({ who, last }) => [who.id, last?.id ?? null]);

  test.each([
    ['somebody of whom nothing is here', [], [['kasia', null]]],
    [
      'somebody whose last words are three weeks old',
      [sent('a', 'kasia', now - days(21)), sent('b', 'kasia', now - days(40))],
      [['kasia', 'a']],
    ],
    ['nobody whose last words are a little younger', [sent('a', 'kasia', now - days(21) + 1)], []],
    [
      'somebody whose newer words were taken back',
      [sent('a', 'kasia', now, 'withdrawn'), sent('b', 'kasia', now - days(30))],
      [['kasia', 'b']],
    ],
    ['not by anybody else’s words', [sent('a', 'tom', now)], [['kasia', null]]],
  ])('%s', (_, all, expected) => {
    expect(quiet([mentee('kasia')], all)).toEqual(expected);
  });

  test('a leader, and whoever came less than three weeks ago, are never called quiet', () => {
    expect(quiet([mentee('helen', long, 'leader'), mentee('new', now - days(20))], [])).toEqual([]);
  });

  test('they come by name, not by how long they have been quiet', () => {
    const all = [sent('a', 'zofia', now - days(22)), sent('b', 'mei', now - days(90))];
    expect(quiet([mentee('zofia'), mentee('mei'), mentee('ada')], all).map(([id]) => id)).toEqual(['ada', 'mei', 'zofia']);
  });
});
