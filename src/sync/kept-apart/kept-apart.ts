// What the server did not take in, as the leader of the nursery sees it: whose, what sort of thing, why; the words only where they are hers to read anyway.
import * as v from 'valibot';
import { type Field, latestCount, latestText, narrowestChoice, onceId, quietly, type RowOf, recordKind } from '../record-kind';
import { quarantineReasons } from '../verdict';

const latest = <Value>(schema: v.GenericSchema<unknown, Value>, empty: Value): Field<Value> => quietly({ rule: 'latest', schema, empty });

/** `waiting`: for its author or her; `cannot`: she tried, and it was refused again. Of two leaders who saw nothing of each other the first here wins. */
const standings = ['taken-in', 'cannot', 'put-away', 'waiting'] as const;

/** One a record and author, made and counted by the server; a leader changes how it stands, nothing else. */
export const keptApartKind = recordKind({
  name: 'kept-apart',
  version: 1,
  fields: {
    nursery: onceId(),
    /** Who wrote it; empty where that is not proven. */
    whose: quietly(latestText(120)),
    /** The kind of record; empty where it could not be opened. */
    kind: quietly(latestText(120)),
    /** The newest of the reasons. */
    reason: latest(v.picklist(quarantineReasons), 'malformed'),
    /** What the tablet is called that sent the newest of it. */
    tablet: quietly(latestText(120)),
    /** When the newest of it came (ms since 1970). */
    came: quietly(latestCount(Number.MAX_SAFE_INTEGER)),
    /** How many changes. */
    count: quietly(latestCount(Number.MAX_SAFE_INTEGER)),
    /** The record as it would be, of kinds that the nursery shares; null of what is private. */
    fields: latest(v.nullable(v.record(v.string(), v.unknown())), null),
    /** The leader may answer for it. */
    mayTakeIn: latest(v.boolean(), false),
    standing: quietly(narrowestChoice(standings, 'waiting')),
  },
});
export type KeptApart = RowOf<typeof keptApartKind>;
