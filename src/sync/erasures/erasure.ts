// What was erased for good, as the leaders of a nursery see it: what, when, and which tablets still have to carry it out.
import * as v from 'valibot';
import { type Field, latestCount, onceChoice, onceId, quietly, type RowOf, recordKind } from '../record-kind';

export const erasable = ['record', 'person', 'child'] as const;
export type Erasable = (typeof erasable)[number];

/** What goes with records and is none: in the counts of an erasure beside the names of kinds. */
export type ErasedBeside = 'earlier-versions' | 'files' | 'refused-changes' | 'keys';

/** As many as are named; the numbers count all of them. */
export const mostTabletsNamed = 50;

const waitingSchema = v.array(v.object({ name: v.string(), seenAt: v.nullable(v.number()) }));
export type WaitingTablet = v.InferOutput<typeof waitingSchema>[number];

/** By name, with when each was last seen (null: never since it reports). */
const waitingTablets: Field<readonly WaitingTablet[]> = {
  rule: 'latest',
  schema: v.pipe(waitingSchema, v.maxLength(mostTabletsNamed)),
  empty: [],
};

/** Written by the server alone, one a nursery and erasure; it names nothing of what was erased. */
export const erasureKind = recordKind({
  name: 'erasure',
  version: 1,
  naturalId: (_, { erasure, nursery }) => erasureRecord(String(erasure), String(nursery)),
  fields: {
    erasure: onceId(),
    nursery: onceId(),
    what: onceChoice(...erasable),
    records: quietly(latestCount(10_000_000)),
    tablets: quietly(latestCount(100_000)),
    done: quietly(latestCount(100_000)),
    waiting: quietly(waitingTablets),
  },
});
export type ErasureRow = RowOf<typeof erasureKind>;

export const erasureRecord = (erasure: string, nursery: string): string => `erasure:${erasure}:${nursery}`;

/** Whole days since a tablet was last seen; a clock that went back says none. */
export const daysSince = (seenAt: number, now: number): number => Math.max(0, Math.floor((now - seenAt) / 86_400_000));
