// Reading: what people see is always the server's row with their waiting changes on top.
import type { OutboxEntry, StoredRow, TabletDatabase } from '../device/database';
import { type Live, live } from '../device/live';
import { openRow } from '../device/page';
import { openJson } from '../device/sealed-json';
import type { Session } from '../device/session';
import type { Bytes } from '../kernel/bytes';
import { type Bucket, holderOf } from './bucket';
import { merge, type RowState, rowOf, shownVersion } from './merge';
import { openEntry, priorBinding } from './outbox.store';
import type { RecordKind, RowOf } from './record-kind';
import { readRefused } from './refused.store';

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

/** A row with the changes that wait on top of it. */
export interface Found {
  readonly row: StoredRow;
  readonly waiting: readonly OutboxEntry[];
  readonly isRefused: boolean;
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

/** The same once, for a store that must look before it writes. */
export const readRecords = async <Kind extends RecordKind>(session: Session, kind: Kind, about?: string): Promise<Listing<Kind>> =>
  openAll(session, kind, await find(session, kind, about));

/** One look: rows and waiting changes are never seen from two sides of a pull. */
export function find(session: Session, kind: RecordKind, about?: string): Promise<Look> {
  const { people, rows, outbox, quarantined } = session.tablet.database;
  return session.tablet.database.transaction('r', people, rows, outbox, quarantined, async () => findInside(session, kind, about));
}

/** The same inside the caller's transaction on people, rows, outbox and quarantined. */
export async function findInside(session: Session, kind: RecordKind, about?: string): Promise<Look> {
  const { database } = session.tablet;
  const me = session.person.id;
  const person = await database.people.get(me);
  const told: readonly Bucket[] = person?.buckets ?? [];
  const holders = [...new Set([me, ...told.map(bucket => holderOf(bucket, me))])];
  const rows = await rowsOf(database, holders, kind.name, about);
  const entries = await database.outbox
    .where('[holder+kind]')
    .anyOf(holders.map(holder => [holder, kind.name]))
    .toArray();
  const refusedRows = new Set((await readRefused(database, me)).map(({ row }) => row));
  const waitingByRow = byRow(entries);
  const found = rows
    .filter(row => row.holder === me || row.buckets.some(bucket => told.includes(bucket)))
    .map(row => ({ row, waiting: waitingByRow.get(row.id) ?? [], isRefused: refusedRows.has(row.id) }));
  return { found, isFetched: typeof person?.told === 'string' };
}

const rowsOf = (database: TabletDatabase, holders: readonly string[], kind: string, about: string | undefined): Promise<StoredRow[]> =>
  about === undefined
    ? database.rows
        .where('[holder+kind]')
        .anyOf(holders.map(holder => [holder, kind]))
        .toArray()
    : database.rows
        .where('[holder+kind+about]')
        .anyOf(holders.map(holder => [holder, kind, about]))
        .toArray();

/** Waiting entries by row, each row's in the order in which they were written. */
function byRow(entries: OutboxEntry[]): ReadonlyMap<string, readonly OutboxEntry[]> {
  const found = new Map<string, OutboxEntry[]>();
  for (const entry of entries.sort((a, b) => a.seq - b.seq)) {
    const before = found.get(entry.row);
    if (before) before.push(entry);
    else found.set(entry.row, [entry]);
  }
  return found;
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
  saved: savedState(one),
});

function savedState({ waiting, isRefused }: Found): SavedState {
  if (isRefused) return 'needs-you';
  const open = waiting.filter(({ verdict }) => verdict === null);
  if (open.some(({ claimed }) => claimed === 1)) return 'sending';
  return open.length > 0 ? 'saved-here' : 'sent';
}

async function openCached(session: Session, kind: RecordKind, found: Found): Promise<Opened> {
  const cache = opened.get(session) ?? new Map();
  opened.set(session, cache);
  const place = `${found.row.holder}|${found.row.id}`;
  const mark = [found.row.revision, ...found.waiting.map(({ sig }) => sig)].join('|');
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
  let state: RowState | null = server?.value ?? null;
  for (const entry of waiting) state = await withWaiting(session, kind, state, entry);
  return state;
}

/** A waiting change that cannot be opened here (damaged) changes nothing on screen; it is sent all the same. */
async function withWaiting(session: Session, kind: RecordKind, state: RowState | null, entry: OutboxEntry): Promise<RowState | null> {
  const change = await openEntry(session, entry);
  if (!change) return state;
  const prior = entry.prior ? await openPrior(session, entry, entry.prior) : {};
  const incoming = { ...change, author: entry.author };
  return merge(kind, state, incoming, { textAt: field => prior[field] ?? null, nameMerged: shownVersion }).state;
}

async function openPrior(session: Session, entry: OutboxEntry, prior: Bytes): Promise<Readonly<Record<string, string>>> {
  const read = await openJson(session.keys, entry.key, priorBinding(entry), prior);
  return read.ok ? (read.value as Readonly<Record<string, string>>) : {};
}
