// The clock of a complaint: the last day to acknowledge it, the days left by the calendar, and how it stands by what was answered.
import { describe, expect, test } from 'vitest';
import type { Step } from '../../src/features/complaints/complaint';
import { isForHer, isOpen, mostPressingFirst, toldOf } from '../../src/features/complaints/complaint-clock';

const at = (text: string) => Date.parse(text);
const complaint = (made: string, over: { id?: string; author?: string; baby?: string | null; programme?: string | null } = {}) => {
  const { id = 'c', author = 'amina', baby = null, programme = null } = over;
  return { id, author, made: at(made), row: { baby, programme } };
};
const answer = (step: Step, made = '2026-11-24T09:00:00Z', of = 'c') => ({
  id: `${step}-${made}`,
  author: 'helen',
  made: at(made),
  row: { complaint: of, step },
});

describe('the day by which it must be acknowledged', () => {
  test.each([
    ['2026-11-23T07:24:00Z', '2026-11-23T18:00:00Z', '2026-12-22', 29],
    ['2026-11-23T07:24:00Z', '2026-12-22T23:59:00Z', '2026-12-22', 0],
    ['2026-11-23T07:24:00Z', '2026-12-23T00:01:00Z', '2026-12-22', -1],
    ['2026-11-23T23:59:00Z', '2026-11-24T00:01:00Z', '2026-12-22', 28], // by the calendar, not by hours
    ['2026-12-20T10:00:00Z', '2026-12-20T10:00:00Z', '2027-01-18', 29], // over Christmas: holidays count as other days
    ['2028-02-01T10:00:00Z', '2028-02-29T10:00:00Z', '2028-03-01', 1], // a leap year
    ['2026-03-10T10:00:00Z', '2026-03-30T10:00:00Z', '2026-04-08', 9], // over the change of the clocks
    ['2026-06-30T23:30:00Z', '2026-07-01T08:00:00Z', '2026-07-30', 29], // already the 1st of July in England
  ])('sent %s, looked at %s', (made, now, by, daysLeft) => {
    expect(toldOf(complaint(made), [], at(now))).toMatchObject({ by, daysLeft, standing: 'new' });
  });
});

describe('how it stands', () => {
  const now = at('2026-11-25T10:00:00Z');
  const standing = (steps: readonly Step[], baby: string | null = null) =>
    toldOf(
      complaint('2026-11-23T07:24:00Z', { baby }),
      steps.map(step => answer(step)),
      now,
    ).standing;

  test.each<[readonly Step[], string]>([
    [[], 'new'],
    [['acknowledged'], 'acknowledged'],
    [['going-on'], 'acknowledged'],
    [['outcome'], 'answered'],
    [['acknowledged', 'going-on', 'outcome'], 'answered'],
    [['taken-back'], 'taken-back'],
    [['outcome', 'taken-back'], 'answered'],
  ])('after %j it is %s', (steps, expected) => {
    expect(standing(steps)).toBe(expected);
  });

  test('what a family said stays open, whoever writes that it needs no answer', () => {
    expect(standing(['taken-back'], 'zosia')).toBe('new');
    expect(standing(['acknowledged', 'taken-back'], 'zosia')).toBe('acknowledged');
  });

  test('only its own answers count, oldest first, also where two leaders acknowledged it at once', () => {
    const [first, second, foreign] = [
      answer('acknowledged'),
      answer('acknowledged', '2026-11-24T08:00:00Z'),
      answer('outcome', undefined, 'other'),
    ];
    const told = toldOf(complaint('2026-11-23T07:24:00Z'), [first, foreign, second], now);
    expect([told.answers, told.standing]).toEqual([[second, first], 'acknowledged']);
  });
});

describe('who has to answer', () => {
  const [amina, helen, pia] = [
    { id: 'amina', role: 'educator', home: 'quince' },
    { id: 'helen', role: 'leader', home: 'quince' },
    { id: 'pia', role: 'programme-lead', home: 'g' },
  ];
  const made = '2026-11-23T07:24:00Z';

  test('leaders, unless it is not for them; then whoever leads the programme', () => {
    const [forLeaders, forLead] = [complaint(made), complaint(made, { programme: 'g' })];
    expect([amina, helen, pia].map(who => isForHer(who, forLeaders))).toEqual([false, true, false]);
    expect([amina, helen, pia].map(who => isForHer(who, forLead))).toEqual([false, false, true]);
    expect(isForHer({ ...pia, home: 'another' }, forLead)).toBe(false);
  });

  test('nobody what she said of herself, but a leader what she wrote down for a family', () => {
    expect(isForHer(helen, complaint(made, { author: 'helen' }))).toBe(false);
    expect(isForHer(helen, complaint(made, { author: 'helen', baby: 'zosia' }))).toBe(true);
    expect(isForHer(pia, complaint(made, { author: 'pia', programme: 'g' }))).toBe(false);
  });
});

test('what presses most comes first: not acknowledged, fewest days left; what is settled is not among it', () => {
  const now = at('2026-11-25T10:00:00Z');
  const told = [
    toldOf(complaint('2026-11-01T07:24:00Z', { id: 'acknowledged' }), [answer('acknowledged', undefined, 'acknowledged')], now),
    toldOf(complaint('2026-11-24T07:24:00Z', { id: 'late' }), [], now),
    toldOf(complaint('2026-11-20T07:24:00Z', { id: 'early' }), [], now),
    toldOf(complaint('2026-10-01T07:24:00Z', { id: 'done' }), [answer('outcome', undefined, 'done')], now),
  ];
  expect(mostPressingFirst(told).map(one => one.complaint.id)).toEqual(['early', 'late', 'acknowledged']);
  expect(told.map(isOpen)).toEqual([true, true, true, false]);
});
