// The saved list: every record of hers that is kept: what needs her, what waits on this tablet, what is safe at the server.
import type { OutboxEntry, QuarantinedEntry } from '../../device/database';
import { type Live, live } from '../../device/live';
import { isOnItsWay, type OutboxMark } from '../../device/outbox-mark';
import type { Session } from '../../device/session';
import { openEntry } from '../outbox-entry.store';
import type { RecordKind } from '../record-kind';
import { find, findInside, type Kept, type Listing, type Look, openAll, type SavedState } from '../records.store';
import type { Unit } from './refused';
import { readWaits, type Waits } from './saved-counts.store';

/** One thing that she keeps: a record, with all that waits or was refused of it. */
export interface KeptItem {
  readonly kind: string;
  /** The record's id. */
  readonly row: string;
  /** Its fields as they now stand; of what was refused, the refused ones. Null where they cannot be opened here. */
  readonly fields: Readonly<Record<string, unknown>> | null;
  /** It can be looked at where it lives: only what was refused before it ever arrived cannot. */
  readonly isThere: boolean;
  /** When it was written; of what waits, since when. */
  readonly at: number;
  readonly saved: SavedState;
  /** What the server did not take, in the order of writing; empty unless it needs her. */
  readonly refused: readonly QuarantinedEntry[];
}

/** Newest first. */
export interface WaitingList {
  readonly needsYou: readonly KeptItem[];
  readonly waiting: readonly KeptItem[];
  /** How many things of others wait on this tablet; nothing else is known of them. */
  readonly others: number;
}

/** One look at what waits, and at the records that it belongs to. */
interface WaitsLook extends Waits {
  readonly looks: readonly { readonly kind: RecordKind; readonly look: Look }[];
}

/** What waits or was refused, hers alone. */
export function liveWaiting(session: Session): Live<WaitingList> {
  const { database } = session.tablet;
  const { people, rows, outbox, numbers, quarantined } = database;
  return live(
    () =>
      database.transaction('r', people, rows, outbox, numbers, quarantined, async () => {
        const waits = await readWaits(session);
        const wanted = [...waits.refused, ...waits.waiting].map(([first]) => first);
        return { ...waits, looks: await lookFor(session, wanted) };
      }),
    look => openWaiting(session, look),
    database.health,
  );
}

/** Only the records that are asked for: nothing else is opened. */
async function lookFor(session: Session, wanted: readonly OutboxEntry[]): Promise<WaitsLook['looks']> {
  const ids = new Set(wanted.map(({ row }) => row));
  const kinds = [...new Set(wanted.map(({ kind }) => kind))].flatMap(name => session.kinds.get(name) ?? []);
  const looks: { kind: RecordKind; look: Look }[] = [];
  for (const kind of kinds) {
    const look = await findInside(session, kind);
    looks.push({ kind, look: { ...look, found: look.found.filter(({ row }) => ids.has(row.id)) } });
  }
  return looks;
}

async function openWaiting(session: Session, { looks, refused, waiting, others, mark }: WaitsLook): Promise<WaitingList> {
  const listings = await Promise.all(looks.map(({ kind, look }) => openAll(session, kind, look)));
  const kept = new Map(listings.flatMap(({ items }) => items).map(one => [one.id, one]));
  return {
    needsYou: newestFirst(await Promise.all(refused.map(unit => refusedItem(session, unit, kept.get(unit[0].row))))),
    waiting: newestFirst(await Promise.all(waiting.map(unit => waitingItem(session, unit, mark, kept.get(unit[0].row))))),
    others,
  };
}

type AnyKept = Kept<RecordKind>;

const newestFirst = (items: readonly KeptItem[]): readonly KeptItem[] => [...items].sort((a, b) => b.at - a.at);

/** What the entries set in their record, later ones over earlier ones; null when none of them can be opened. */
async function fieldsOf(session: Session, [first, ...later]: Unit<OutboxEntry>): Promise<KeptItem['fields']> {
  const own = [first, ...later.filter(({ row }) => row === first.row)];
  const changes = await Promise.all(own.map(entry => openEntry(session, entry)));
  const sets = changes.flatMap(change => change?.set ?? []);
  return sets.length > 0 ? Object.assign({}, ...sets) : null;
}

async function refusedItem(session: Session, refused: Unit<QuarantinedEntry>, kept: AnyKept | undefined): Promise<KeptItem> {
  const [{ kind, row, writtenAt }] = refused;
  const set = await fieldsOf(session, refused);
  const fields = set && { ...kept?.row, ...set };
  return { kind, row, fields, isThere: kept !== undefined, at: writtenAt, saved: 'needs-you', refused };
}

async function waitingItem(session: Session, waiting: Unit<OutboxEntry>, mark: OutboxMark, kept?: AnyKept): Promise<KeptItem> {
  const [{ kind, row, writtenAt }] = waiting;
  const saved = waiting.some(entry => isOnItsWay(entry, mark)) ? 'sending' : 'saved-here';
  const fields = kept?.row ?? (await fieldsOf(session, waiting));
  return { kind, row, fields, isThere: kept !== undefined, at: writtenAt, saved, refused: [] };
}

/** Every record of these kinds that she made and that is safe at the server with nothing of it waiting. */
export function liveSent(session: Session, kinds: readonly string[]): Live<readonly KeptItem[]> {
  const known = kinds.flatMap(name => session.kinds.get(name) ?? []);
  return live(
    async () => {
      const looks: { kind: RecordKind; look: Look }[] = [];
      for (const kind of known) looks.push({ kind, look: await find(session, kind) });
      return looks;
    },
    async looks => {
      const items = await Promise.all(looks.map(async ({ kind, look }) => sentItems(session, kind, await openAll(session, kind, look))));
      return newestFirst(items.flat());
    },
    session.tablet.database.health,
  );
}

const sentItems = ({ person }: Session, { name }: RecordKind, { items }: Listing<RecordKind>): KeptItem[] =>
  items
    .filter(({ author, saved }) => author === person.id && saved === 'sent')
    .map(({ id, row, edited }) => ({ kind: name, row: id, fields: row, isThere: true, at: edited, saved: 'sent', refused: [] }));
