// What gave way when two people, or one on two tablets, changed the same thing unseen: a record of its own, for its author to decide.
import * as v from 'valibot';
import { idPattern } from '../../kernel/id';
import { type Field, latestChoice, onceId, quietly, type RowOf, recordKind } from '../record-kind';

const once = <Value>(schema: v.GenericSchema<unknown, Value>, empty?: Value): Field<Value> =>
  empty === undefined ? { rule: 'once', schema } : { rule: 'once', schema, empty };

/** Made by the server alone; its author can only say whether she has dealt with it. */
export const setAsideKind = recordKind({
  name: 'set-aside',
  version: 1,
  ofChild: 'record',
  fields: {
    /** The record in which it gave way, its kind, and the field. */
    record: onceId(),
    kind: onceId(),
    field: onceId(),
    /** What she had written. */
    value: once(v.unknown()),
    /** The version that it was. */
    version: onceId(),
    /** When she wrote it (ms since 1970), and what that tablet is called; empty where it has no name any more. */
    wrote: once(v.number()),
    tablet: once(v.string(), ''),
    /** Whose words stood in its place then, on which tablet. */
    winner: once(v.pipe(v.string(), v.regex(idPattern))),
    winnerTablet: once(v.string(), ''),
    standing: quietly(latestChoice(['open', 'dealt'], 'open')),
  },
});
export type SetAside = RowOf<typeof setAsideKind>;

/** One a value that gave way. It names its author, so that nobody can take the place of what is another's to see. */
export const setAsideId = (author: string, version: string, field: string): string => `aside:${author}:${version}:${field}`;
