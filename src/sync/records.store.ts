// Reading: what people see is always the server's row with their waiting changes on top.
import type { OutboxEntry, StoredRow, TabletDatabase } from '../device/database';
import { type Live, live } from '../device/live';
import { isOnItsWay, isUnanswered, type OutboxMark, readMark } from '../device/outbox-mark';
import { openJson } from '../device/sealed-json';
import type { Session } from '../device/session';
import { openRow } from '../device/stored-row';
import type { Bytes } from '../kernel/bytes';
import { type Bucket, holderOf } from './bucket';
import { namesOf, upcastState } from './kind-versions';
import type { RowState } from './merge';
import { byRow, type NotYetRow, notYetRows, openEntry, priorBinding } from './outbox-entry.store';
import { type RecordKind, type RowOf, rowOf } from './record-kind';
import { readRefused } from './saved/refused.store';

/** Where a record is: on this tablet only, on its way, at the server, or waiting for its author's decision. */
export type SavedState = 'saved-here' | 'sending' | 'sent' | 'needs-you';

export interface Kept<Kind extends RecordKind> {
  readonly id: string;
  /** Who made it. */
  readonly author: string;
  readonly made: number;
  /** The latest edit time of any of its fields. */
  readonly edited: number;
  readonly row: RowOf<Kind>;
  /** For each field the version that `row` shows: hand it back when writing. */
  readonly seen: Readonly<Record<string, string>>;
  readonly saved: SavedState;
}

export interface Listing<Kind extends RecordKind> {
  readonly items: readonly Kept<Kind>[];
  /** Rows that could not be read here; the next sync fetches them again. */
  readonly damaged: number;
  /** False until this tablet has fetched anything of hers: an empty list then says nothing. */
  readonly isFetched: boolean;
}

/** A record with the changes that wait on top of it; `bytes` is null while the server does not know it. */
export interface Found {
  readonly row: StoredRow | NotYetRow;
  readonly waiting: readonly OutboxEntry[];
  readonly saved: SavedState;
}

export interface Look {
  readonly found: readonly Found[];
  readonly isFetched: boolean;
}

/** All records of the kind that this person may see, or those about one other record. Unsorted. */
export function liveRecords<Kind extends RecordKind>(session: Session, kind: Kind, about?: string): Live<Listing<Kind>> {
  return live(
    () => find(session, kind, about),
    look => openAll(session, kind, look),
    session.tablet.database.health,
  );
}

/** The newest so many of a kind whose ids are UUIDs, newest first: however many there are, nothing else is opened. */
export function liveNewest<Kind extends RecordKind>(session: Session, kind: Kind, most: number): Live<Listing<Kind>> {
  return live(
    () => findNewest(session, kind, most),
    look => openAll(session, kind, look),
    session.tablet.database.health,
  );
}

/** The same once. */
export const readNewest = async <Kind extends RecordKind>(session: Session, kind: Kind, most: number): Promise<Listing<Kind>> =>
  openAll(session, kind, await findNewest(session, kind, most));

/** The same once, for a store that must look before it writes. */
export const readRecords = async <Kind extends RecordKind>(session: Session, kind: Kind, about?: string): Promise<Listing<Kind>> =>
  openAll(session, kind, await find(session, kind, about));

/** One look: rows and waiting changes are never seen from two sides of a pull. */
export function find(session: Session, kind: RecordKind, about?: string): Promise<Look> {
  const { people, rows, outbox, numbers, quarantined } = session.tablet.database;
  return session.tablet.database.transaction('r', people, rows, outbox, numbers, quarantined, async () => findInside(session, kind, about));
}

/** The same inside the caller's transaction on people, rows, outbox, numbers and quarantined. */
export async function findInside(session: Session, kind: RecordKind, about?: string): Promise<Look> {
  const seen = await whatSheSees(session);
  return withWaitingOn(session, kind, seen, await rowsOf(session.tablet.database, seen.holders, kind.name, about), about);
}

interface Seen {
  readonly told: readonly Bucket[];
  readonly holders: readonly string[];
  readonly isFetched: boolean;
}

async function whatSheSees({ tablet: { database }, person: { id } }: Session): Promise<Seen> {
  const person = await database.people.get(id);
  const told = person?.buckets ?? [];
  return { told, holders: [...new Set([id, ...told.map(bucket => holderOf(bucket, id))])], isFetched: typeof person?.told === 'string' };
}

async function withWaitingOn(
  session: Session,
  kind: RecordKind,
  { told, holders, isFetched }: Seen,
  rows: readonly StoredRow[],
  about?: string,
): Promise<Look> {
  const { database } = session.tablet;
  const me = session.person.id;
  // One range a holder is one request; several keys at once would be a cursor.
  const [entries, refused, mark] = await Promise.all([
    Promise.all(holders.map(holder => database.outbox.where('[holder+kind]').equals([holder, kind.name]).toArray())),
    readRefused(database, me),
    readMark(database),
  ]);
  const refusedRows = new Set(refused.map(({ row }) => row));
  const waitingByRow = byRow(entries.flat());
  const found = [...rows, ...notYetRows(rows, waitingByRow, about)]
    .filter(row => row.holder === me || row.buckets.some(bucket => told.includes(bucket)))
    .map(row => {
      const waiting = waitingByRow.get(row.id) ?? [];
      return { row, waiting, saved: refusedRows.has(row.id) ? ('needs-you' as const) : savedState(waiting, mark) };
    });
  return { found, isFetched };
}

async function rowsOf({ rows }: TabletDatabase, holders: readonly string[], kind: string, about?: string): Promise<StoredRow[]> {
  const found = await Promise.all(
    holders.map(holder =>
      about === undefined
        ? rows.where('[holder+kind+id]').between([holder, kind, ''], [holder, kind, lastId]).toArray()
        : rows.where('[holder+kind+about]').equals([holder, kind, about]).toArray(),
    ),
  );
  return found.flat();
}

/** Above every id there can be. */
const lastId = '\uffff';

/** Of her own records, all of which she sees, no more than so many are read; of those that she shares, all of the kind. */
function findNewest(session: Session, kind: RecordKind, most: number): Promise<Look> {
  const { people, rows, outbox, numbers, quarantined } = session.tablet.database;
  return session.tablet.database.transaction('r', people, rows, outbox, numbers, quarantined, async () => {
    const seen = await whatSheSees(session);
    const ofHolder = (holder: string) => rows.where('[holder+kind+id]').between([holder, kind.name, ''], [holder, kind.name, lastId]);
    const shared = seen.holders.filter(holder => holder !== session.person.id);
    const [hers, ...others] = await Promise.all([
      ofHolder(session.person.id).reverse().limit(most).toArray(),
      ...shared.map(holder => ofHolder(holder).toArray()),
    ]);
    const visible = others.flat().filter(row => row.buckets.some(bucket => seen.told.includes(bucket)));
    const { found, isFetched } = await withWaitingOn(session, kind, seen, [...hers, ...visible]);
    return { found: [...found].sort((a, b) => (a.row.id < b.row.id ? 1 : -1)).slice(0, most), isFetched };
  });
}

type Opened = RowState | 'damaged' | null;
const opened = new WeakMap<Session, Map<string, { readonly mark: string; readonly state: Opened }>>();

export async function openAll<Kind extends RecordKind>(session: Session, kind: Kind, { found, isFetched }: Look): Promise<Listing<Kind>> {
  const states = await Promise.all(found.map(one => openCached(session, kind, one)));
  const items: Kept<Kind>[] = [];
  let damaged = 0;
  for (const [at, state] of states.entries()) {
    const one = found[at];
    if (state === 'damaged') damaged += 1;
    if (!one || !state || state === 'damaged') continue;
    const row = rowOf(kind, state);
    if (row) items.push(kept(one, state, row));
  }
  return { items, damaged, isFetched };
}

const kept = <Kind extends RecordKind>(one: Found, state: RowState, row: RowOf<Kind>): Kept<Kind> => ({
  id: one.row.id,
  author: state.author,
  made: state.made,
  edited: Math.max(state.made, ...Object.values(state.at)),
  row,
  seen: state.seen,
  saved: one.saved,
});

function savedState(waiting: readonly OutboxEntry[], mark: OutboxMark): SavedState {
  if (waiting.some(entry => isOnItsWay(entry, mark))) return 'sending';
  return waiting.some(entry => isUnanswered(entry, mark)) ? 'saved-here' : 'sent';
}

async function openCached(session: Session, kind: RecordKind, found: Found): Promise<Opened> {
  const cache = opened.get(session) ?? new Map();
  opened.set(session, cache);
  const place = `${found.row.holder}|${found.row.id}`;
  const mark = [found.row.revision, ...found.waiting.map(({ change }) => change)].join('|');
  const known = cache.get(place);
  if (known?.mark === mark) return known.state;
  const state = await openFound(session, kind, found);
  if (session.keys.isHeld() && state !== 'damaged') cache.set(place, { mark, state });
  return state;
}

async function openFound(session: Session, kind: RecordKind, { row, waiting }: Found): Promise<Opened> {
  const server = row.bytes ? await openRow(session.keys, { ...row, bytes: row.bytes }) : null;
  if (server && !server.ok) {
    if (session.keys.isHeld()) await session.tablet.database.damaged.put({ holder: row.holder, id: row.id });
    return 'damaged';
  }
  let state: RowState | null = server ? upcastState(kind, server.value) : null;
  for (const entry of waiting) state = await withWaiting(session, kind, state, entry);
  return state;
}

/** Comes with what writes (build/chunks.ts), or with the first change that is found waiting. */
const merging = () => import('./merge');
/** Texts are seldom merged here; what merges them comes when it is needed. */
const nothingToMerge = { mergeProse: (_: string, mine: string) => mine };

/** A waiting change that cannot be opened here (damaged) changes nothing on screen; it is sent all the same. */
async function withWaiting(session: Session, kind: RecordKind, state: RowState | null, entry: OutboxEntry): Promise<RowState | null> {
  const change = await openEntry(session, entry);
  if (!change || (!state && Object.keys(change.base).length > 0)) return state; // what it was made on has left: no half record
  const prior = entry.prior ? await openPrior(session, entry, entry.prior) : {};
  const incoming = { ...change, author: entry.author };
  const { joinsProse, merge, shownVersion } = await merging();
  const { mergeProse } = joinsProse(kind, state, incoming) ? await import('./prose') : nothingToMerge;
  const textAt = (field: string) => textIn(prior, namesOf(kind, field));
  return merge(kind, state, incoming, { textAt, mergeProse, nameMerged: shownVersion }).state;
}

/** What she started from is kept under the name that the field had when she wrote. */
const textIn = (prior: Readonly<Record<string, string>>, names: readonly string[]): string | null =>
  names.map(name => prior[name]).find(text => text !== undefined) ?? null;

async function openPrior(session: Session, entry: OutboxEntry, prior: Bytes): Promise<Readonly<Record<string, string>>> {
  const read = await openJson(session.keys, entry.key, priorBinding(entry), prior);
  return read.ok ? (read.value as Readonly<Record<string, string>>) : {};
}
