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
  | { readonly do: 'went'; readonly tablet: number; readonly tried: number };

/** Takes the keys, or the whole app, away while a write or a sync is under way. */
export interface Interruption {
  readonly do: 'lock-in-the-middle' | 'kill-in-the-middle';
  readonly tablet: number;
  readonly of: 'write' | 'sync';
  /** Turns of the event loop that the work gets before it happens. */
  readonly after: number;
}

export interface RoleChange {
  readonly do: 'end-mentoring' | 'change-room';
  readonly educator: number;
}

export type TabletStep =
  | { readonly do: 'sync'; readonly tablet: number; readonly faults: readonly Fault[] }
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
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('say' as const, 'say' as const, 'take-back' as const), tablet, word: pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('send' as const, 'withdraw' as const), tablet, reflection: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('watch' as const), tablet, chapter: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('try-twice' as const), tablet }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('went' as const), tablet, tried: pick }) },
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
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('end-mentoring' as const, 'change-room' as const), educator: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('deliver-late' as const), tablet }) },
);

export interface History {
  readonly tablets: number;
  readonly steps: readonly Step[];
}

/** 2 to 5 tablets (the last one is the mentor's own), 3 educators in 2 rooms, up to 24 steps. */
export const histories: fc.Arbitrary<History> = fc.record({
  tablets: fc.oneof(
    { weight: 4, arbitrary: fc.constant(2) },
    { weight: 4, arbitrary: fc.constant(3) },
    { weight: 1, arbitrary: fc.constantFrom(4, 5) },
  ),
  steps: fc.array(step, { minLength: 4, maxLength: 24 }),
});
