// The steps of a small history: what people, tablets, cables and clocks do, as plain values that fast-check can shrink.
import fc from 'fast-check';
import type { Fault } from '../../support/world';

/** Numbers choose among what is there (modulo its count), so that every step means something in every world. */
export type Writing =
  | { readonly do: 'write'; readonly tablet: number; readonly reflection: number; readonly how: 'new' | 'append' | 'extend' }
  | { readonly do: 'say' | 'take-back'; readonly tablet: number; readonly word: number }
  | { readonly do: 'send' | 'withdraw'; readonly tablet: number; readonly reflection: number }
  | { readonly do: 'watch'; readonly tablet: number; readonly chapter: number }
  | { readonly do: 'try-twice'; readonly tablet: number }
  | { readonly do: 'went'; readonly tablet: number; readonly tried: number }
  | { readonly do: 'put-right' | 'leave-aside'; readonly tablet: number; readonly aside: number };

/** Takes the keys, or the whole app, away while a write or a sync is under way. */
export interface Interruption {
  readonly do: 'lock-in-the-middle' | 'kill-in-the-middle';
  readonly tablet: number;
  readonly of: 'write' | 'sync';
  /** Turns of the event loop that the work gets before it happens. */
  readonly after: number;
}

export interface RoleChange {
  readonly do: 'end-mentoring' | 'change-room' | 'new-key';
  readonly educator: number;
}

export type TabletStep =
  | { readonly do: 'sync'; readonly tablet: number; readonly faults: readonly Fault[] }
  | { readonly do: 'locked-sync'; readonly tablet: number; readonly faults: readonly Fault[] }
  | { readonly do: 'switch'; readonly tablet: number; readonly person: number }
  | { readonly do: 'set-clock'; readonly tablet: number; readonly skew: number }
  | { readonly do: 'deliver-late'; readonly tablet: number };

export type Step = Writing | Interruption | RoleChange | TabletStep;

const tablet = fc.nat(4);
const pick = fc.nat(7);
const year = 365 * 86_400_000;
const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fault>('none') },
  { weight: 2, arbitrary: fc.constantFrom<Fault>('cut', 'lost-reply', 'twice', 'late') },
);

const write = fc.record({
  do: fc.constant('write' as const),
  tablet,
  reflection: pick,
  how: fc.constantFrom('new' as const, 'append' as const, 'append' as const, 'extend' as const),
});
const sync = fc.record({ do: fc.constant('sync' as const), tablet, faults: fc.array(fault, { maxLength: 3 }) });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: write },
  { weight: 7, arbitrary: sync },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('locked-sync' as const), tablet, faults: fc.array(fault, { maxLength: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('say' as const, 'say' as const, 'take-back' as const), tablet, word: pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('send' as const, 'withdraw' as const), tablet, reflection: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('watch' as const), tablet, chapter: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('try-twice' as const), tablet }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('went' as const), tablet, tried: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('put-right' as const, 'leave-aside' as const), tablet, aside: pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('switch' as const), tablet, person: pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('lock-in-the-middle' as const, 'kill-in-the-middle' as const),
      tablet,
      of: fc.constantFrom('write' as const, 'sync' as const),
      after: fc.nat(40),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set-clock' as const), tablet, skew: fc.integer({ min: -year, max: year }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('end-mentoring' as const, 'change-room' as const, 'new-key' as const), educator: pick }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('deliver-late' as const), tablet }) },
);

/** Short scenes that bring people to where bugs live: two tablets at once, an answer cut between its pages, somebody who leaves. */
const scene: fc.Arbitrary<readonly Step[]> = fc.oneof(
  fc.tuple(fc.nat(2), fc.nat(2)).map(([a, person]): readonly Step[] => [
    { do: 'switch', tablet: a, person },
    { do: 'switch', tablet: a + 1, person },
    { do: 'try-twice', tablet: a },
    { do: 'sync', tablet: a, faults: [] },
    { do: 'sync', tablet: a + 1, faults: [] },
    { do: 'went', tablet: a, tried: 0 },
    { do: 'went', tablet: a + 1, tried: 0 },
    { do: 'sync', tablet: a + 1, faults: [] },
    { do: 'sync', tablet: a, faults: [] },
    { do: 'put-right', tablet: a, aside: 0 },
  ]),
  fc
    .tuple(fc.nat(2), fc.nat(2))
    .map(([a, educator]): readonly Step[] => [
      { do: 'switch', tablet: a, person: educator },
      { do: 'write', tablet: a, reflection: 0, how: 'new' },
      { do: 'send', tablet: a, reflection: 0 },
      { do: 'say', tablet: a, word: 0 },
      { do: 'sync', tablet: a, faults: [] },
      ...[0, 1, 2, 3, 4].map((one): Step => ({ do: 'sync', tablet: one, faults: [] })),
      { do: 'end-mentoring', educator },
    ]),
  fc.tuple(fc.nat(2), fc.constantFrom<Fault>('cut', 'lost-reply', 'late')).map(([a, fault]): readonly Step[] => [
    { do: 'write', tablet: a, reflection: 0, how: 'new' },
    { do: 'try-twice', tablet: a },
    { do: 'write', tablet: a, reflection: 0, how: 'new' },
    { do: 'sync', tablet: a, faults: ['none', 'none', fault] },
  ]),
  fc.tuple(fc.nat(2), fc.nat(2), fc.constantFrom<Fault>('none', 'cut')).map(([a, person, fault]): readonly Step[] => [
    { do: 'switch', tablet: a, person },
    { do: 'write', tablet: a, reflection: 0, how: 'new' },
    { do: 'try-twice', tablet: a },
    { do: 'locked-sync', tablet: a, faults: [] },
    { do: 'locked-sync', tablet: a + 1, faults: ['none', 'none', fault] },
    { do: 'switch', tablet: a, person },
    { do: 'switch', tablet: a + 1, person },
    { do: 'sync', tablet: a + 1, faults: ['cut', 'cut'] },
  ]),
);

export interface History {
  readonly tablets: number;
  readonly steps: readonly Step[];
}

const alone = step.map((one): readonly Step[] => [one]);

/** 2 to 5 tablets (the last one is the mentor's own), 3 educators in 2 rooms, up to two dozen steps or so. */
export const histories: fc.Arbitrary<History> = fc.record({
  tablets: fc.oneof(
    { weight: 4, arbitrary: fc.constant(2) },
    { weight: 4, arbitrary: fc.constant(3) },
    { weight: 1, arbitrary: fc.constantFrom(4, 5) },
  ),
  steps: fc
    .array(fc.oneof({ weight: 9, arbitrary: alone }, { weight: 1, arbitrary: scene }), { minLength: 3, maxLength: 16 })
    .map(parts => parts.flat()),
});
