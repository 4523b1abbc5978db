// Merging one change into a row, field by field, by the rules of the record kind. Pure; the server decides with
// it, and the tablet shows with it what its waiting changes will probably become.
import type { Field, RecordKind } from './record-kind';

/** What is stored of a record: its values and, for each field, the version that stands and its edit time. */
export interface RowState {
  readonly author: string;
  /** When it was made (ms since 1970, clamped to the time of receipt). */
  readonly made: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly seen: Readonly<Record<string, string>>;
  readonly at: Readonly<Record<string, number>>;
  /** The version of the kind that its fields are of; absent: the first. */
  readonly version?: number;
}

/** A change to be merged; `at` is already clamped to the time of receipt. */
export interface Incoming {
  readonly author: string;
  readonly change: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly base: Readonly<Record<string, string>>;
  readonly at: number;
}

/** A value that gave way in a true tie: it goes to the history and is shown to its author. */
export interface LostValue {
  readonly field: string;
  readonly version: string;
  readonly value: unknown;
  /** When it was written, clamped to the time of its receipt. */
  readonly at: number;
}

export interface Merged {
  readonly state: RowState;
  /** `merged` when somebody else's unseen change stood in at least one of the fields. */
  readonly outcome: 'applied' | 'merged';
  readonly lost: readonly LostValue[];
}

/** The text that a version of a prose field had, or null when it is no longer known. */
type TextAt = (field: string, version: string | undefined) => string | null;

/** Three-way by paragraph (sync/prose.ts); `common` null: nobody knows what both started from. */
type MergeProse = (theirs: string, mine: string, common: string | null) => string;

/** Where the merge is made: what is known there of earlier versions, how texts are merged, and how a merged text is named. */
export interface Desk {
  readonly textAt: TextAt;
  readonly mergeProse: MergeProse;
  readonly nameMerged: (change: string) => string;
}

/** A prose version that the server made by merging; what the writer wrote keeps the change's own id. */
export const mergedVersion = (change: string): string => `m-${change}`;
export const mergedFrom = (version: string): string | null => (version.startsWith('m-') ? version.slice(2) : null);

/** A merge that a tablet shows until the server's is there. Named apart: the server's may hold other words. */
export const shownVersion = (change: string): string => `l-${change}`;

/** The change behind a version that only a tablet has made; null for any other version. */
export const changeOfShown = (version: string): string | null => (version.startsWith('l-') ? version.slice(2) : null);

const unknownField: Pick<Field, 'rule' | 'narrowestFirst'> = { rule: 'latest' };
/** A field may be called like something that every object has. */
const own = <Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

interface Place {
  readonly field: string;
  readonly standing: unknown;
  readonly standingVersion: string;
  readonly standingAt: number;
  readonly incoming: Incoming;
  readonly value: unknown;
  readonly desk: Desk;
}
interface Outcome {
  readonly value: unknown;
  readonly version: string;
  readonly at: number;
  readonly lost?: LostValue;
}

const incomingWins = (p: Place): Outcome => ({
  value: p.value,
  version: p.incoming.change,
  at: p.incoming.at,
  lost: { field: p.field, version: p.standingVersion, value: p.standing, at: p.standingAt },
});
const standingStays = (p: Place): Outcome => ({
  value: p.standing,
  version: p.standingVersion,
  at: p.standingAt,
  lost: { field: p.field, version: p.incoming.change, value: p.value, at: p.incoming.at },
});

/** Later edit time, clamped to the time of receipt; equal times are told apart by the changes' ids. */
const incomingIsLater = (p: Place): boolean =>
  p.incoming.at === p.standingAt ? p.incoming.change > p.standingVersion : p.incoming.at > p.standingAt;

function narrower(p: Place, order: readonly string[]): Outcome {
  const rank = (value: unknown) => order.indexOf(String(value));
  return rank(p.value) < rank(p.standing) ? incomingWins(p) : standingStays(p);
}

function grown(standing: unknown, value: unknown): unknown {
  if (typeof standing === 'number' && typeof value === 'number') return Math.max(standing, value);
  const both = [standing, value].flatMap(side => (Array.isArray(side) ? side : []));
  return [...new Set(both)].sort();
}

function mergedProse(p: Place): Outcome {
  const common = p.desk.textAt(p.field, p.incoming.base[p.field]);
  const text = p.desk.mergeProse(String(p.standing), String(p.value), common);
  return {
    value: text,
    version: p.desk.nameMerged(p.incoming.change),
    at: Math.max(p.incoming.at, p.standingAt),
  };
}

/** Both changed the field without seeing each other. */
function tie(rule: Pick<Field, 'rule' | 'narrowestFirst'>, p: Place): Outcome {
  switch (rule.rule) {
    case 'once':
      return standingStays(p);
    case 'latest':
      return incomingIsLater(p) ? incomingWins(p) : standingStays(p);
    case 'narrowest':
      return narrower(p, rule.narrowestFirst ?? []);
    case 'prose':
      return mergedProse(p);
    case 'grow':
      return { value: grown(p.standing, p.value), version: p.incoming.change, at: p.incoming.at };
  }
}

/** Whether merging this meets a text that its writer had not seen: only then is `mergeProse` asked. */
export const joinsProse = (kind: RecordKind, row: RowState | null, { set, base }: Incoming): boolean =>
  row !== null && Object.keys(set).some(field => own(kind.fields, field)?.rule === 'prose' && own(base, field) !== own(row.seen, field));

/**
 * Merges a change into a row (null: the record is new). The change that saw what stands wins;
 * otherwise the field's rule decides. Merging the same change twice changes nothing.
 */
export function merge(kind: RecordKind, row: RowState | null, incoming: Incoming, desk: Desk): Merged {
  const from = row ?? { author: incoming.author, made: incoming.at, values: {}, seen: {}, at: {} };
  const [values, seen, at] = [{ ...from.values }, { ...from.seen }, { ...from.at }];
  const lost: LostValue[] = [];
  let outcome: Merged['outcome'] = 'applied';
  for (const [field, value] of Object.entries(incoming.set)) {
    const rule = own(kind.fields, field) ?? unknownField;
    const version = own(from.seen, field);
    if (version === incoming.change || version === mergedVersion(incoming.change)) continue;
    const unseen = version !== undefined && own(incoming.base, field) !== version;
    if (unseen && same(from.values[field], value)) continue;
    const fixed = version !== undefined && (rule.rule === 'once' || rule.rule === 'grow');
    const settled: Outcome =
      unseen || fixed
        ? tie(rule, {
            field,
            value,
            incoming,
            desk,
            standing: from.values[field],
            standingVersion: version,
            standingAt: from.at[field] ?? 0,
          })
        : { value, version: incoming.change, at: incoming.at };
    values[field] = settled.value;
    seen[field] = settled.version;
    at[field] = settled.at;
    if (settled.lost) lost.push(settled.lost);
    if (unseen) outcome = 'merged';
  }
  const version = kind.version > 1 ? { version: kind.version } : {};
  return { state: { ...from, ...version, values, seen, at }, outcome, lost };
}
