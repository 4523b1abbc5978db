// Record kinds: one declaration of fields, limits and merge rules drives storage, validation and merging.
import * as v from 'valibot';
import { hasAtMost } from '../kernel/text';

/** How a field behaves when two tablets both changed it; the rules are applied in merge.ts. */
export type MergeRule = 'once' | 'latest' | 'narrowest' | 'grow' | 'prose';

export interface Field<Value = unknown> {
  readonly rule: MergeRule;
  readonly schema: v.GenericSchema<unknown, Value>;
  /** What a row shows where nothing was written yet; a field without it must be set at creation. */
  readonly empty?: Value;
  /** For `narrowest`: the values from the most private to the widest. */
  readonly narrowestFirst?: readonly string[];
  /** Written by a machine: its earlier values are not kept, and nobody is told that one gave way. */
  readonly quiet?: true;
}

export type Fields = Readonly<Record<string, Field>>;

/** The typed row of a kind, every field present. */
export type RowOf<Kind> =
  Kind extends RecordKind<infer F> ? { readonly [Name in keyof F]: F[Name] extends Field<infer Value> ? Value : never } : never;

/**
 * How a version of a kind reads what the one before it wrote: for each field that is not as it was, the old field that it is
 * made of and how its value is made. `value` is given anything, also what no tablet of ours ever wrote: what it cannot
 * read it gives back as it is, and the field's limits then refuse it. What `about` names keeps its name for ever.
 */
export type Upcast = Readonly<Record<string, { readonly from: string; readonly value?: (old: unknown) => unknown }>>;

export interface RecordKind<F extends Fields = Fields> {
  readonly name: string;
  /** From 1; raised when fields change their names or their meaning, never for a field more. */
  readonly version: number;
  readonly fields: F;
  /** From each version to the next, for ever: the first from 1 to 2. Tablets may push what they wrote years ago. */
  readonly upcasts?: readonly Upcast[];
  /** A `once` field by which lists are read; its value is in clear on the tablet, so ids only. */
  readonly about?: string;
  /** A `once` field that may name a baby, or something about one: the record then lies under her key as well (rest-keys.server.ts). */
  readonly ofChild?: string;
  /** For a kind of which there is one record a thing: the only id that it may have. Any other kind has UUIDs. */
  naturalId?(author: string, values: Readonly<Record<string, unknown>>): string;
}

type Naming<F> = { readonly about?: keyof F; readonly ofChild?: keyof F };
export const recordKind = <const F extends Fields>(kind: RecordKind<F> & Naming<F>): RecordKind<F> => kind;

const upTo = (limit: number) =>
  v.pipe(
    v.string(),
    v.maxLength(limit * 12),
    v.check(text => hasAtMost(text, limit), `at most ${limit} characters`),
  );

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/));

/** The id of another record, set when the row is made. */
export const onceId = (): Field<string> => ({ rule: 'once', schema: id });

/** The id of another record or null, set when the row is made. */
export const onceIdOrNull = (): Field<string | null> => ({
  rule: 'once',
  schema: v.nullable(id),
  empty: null,
});

export const onceChoice = <const Choices extends readonly [string, ...string[]]>(...choices: Choices): Field<Choices[number]> => ({
  rule: 'once',
  schema: v.picklist(choices),
});

/** A single line of 1 to `limit` characters, set when the row is made. */
export const onceLine = (limit: number): Field<string> => ({
  rule: 'once',
  schema: v.pipe(
    upTo(limit),
    v.check(text => text.trim() !== '', 'not empty'),
  ),
});

export const latestText = (limit: number): Field<string> => ({
  rule: 'latest',
  schema: upTo(limit),
  empty: '',
});

export const latestChoice = <const Choices extends readonly [string, ...string[]]>(
  choices: Choices,
  empty: Choices[number],
): Field<Choices[number]> => ({ rule: 'latest', schema: v.picklist(choices), empty });

/** A whole number from 0 to `most` whose newest value counts, such as a position in seconds. */
export const latestCount = (most: number): Field<number> => ({
  rule: 'latest',
  schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most)),
  empty: 0,
});

/** The same field, written by a machine and not by a person. */
export const quietly = <Value>(field: Field<Value>): Field<Value> => ({ ...field, quiet: true });

/** The id of another record; must be set when the row is made, and may change. */
export const latestId = (): Field<string> => ({ rule: 'latest', schema: id });

/** One of `choices`, given from the most private to the widest. */
export const narrowestChoice = <const Choices extends readonly [string, ...string[]]>(
  choices: Choices,
  empty: Choices[number],
): Field<Choices[number]> => ({
  rule: 'narrowest',
  schema: v.picklist(choices),
  empty,
  narrowestFirst: choices,
});

/** A set of at most `most` ids that only grows. */
export const growingSet = (most: number): Field<readonly string[]> => ({
  rule: 'grow',
  schema: v.pipe(v.array(id), v.maxLength(most)),
  empty: [],
});

/** Free text in paragraphs, at most `limit` characters; merged paragraph by paragraph. */
export const prose = (limit: number): Field<string> => ({
  rule: 'prose',
  schema: upTo(limit),
  empty: '',
});

/** What is sent to others with it, and taken back, is asked about on a page of its own. */
export const leavesForOthers = ({ fields }: { readonly fields: Fields }): boolean =>
  Object.values(fields).some(({ rule, quiet }) => rule === 'narrowest' && !quiet);

/** Which of these values does not fit its field? Unknown fields fit: a newer tablet may know more. */
export function misfittingField(kind: RecordKind, set: Readonly<Record<string, unknown>>): string | null {
  for (const [name, value] of Object.entries(set)) {
    const field = Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined;
    if (field && !v.is(field.schema, value)) return name;
  }
  return null;
}

/** Which field that must be set at creation is missing? */
export function missingField(kind: RecordKind, values: Readonly<Record<string, unknown>>): string | null {
  for (const [name, field] of Object.entries(kind.fields)) if (field.empty === undefined && values[name] === undefined) return name;
  return null;
}

/** The row as the kind's type, empty fields filled. Null when a field that must be set at creation is missing. */
export function rowOf<Kind extends RecordKind>(
  kind: Kind,
  { values }: { readonly values: Readonly<Record<string, unknown>> },
): RowOf<Kind> | null {
  const row: Record<string, unknown> = { ...values };
  for (const [name, field] of Object.entries(kind.fields)) {
    row[name] ??= field.empty;
    if (row[name] === undefined) return null;
  }
  return row as RowOf<Kind>;
}
