// Writing: the change and its row's place on the tablet in one transaction, sealed and signed before it opens.
// Invariants: 1 what was answered `saved` is durable (strict durability); 2 n and seq have no gap on this tablet;
// 3 an entry's bytes change only while no push has claimed it.
import type { OutboxEntry, TabletDatabase } from '../device/database';
import { openJson, sealJson } from '../device/sealed-json';
import type { Session } from '../device/session';
import { storageTrouble } from '../device/storage-trouble';
import { type Bytes, toBase64Url } from '../kernel/bytes';
import { newId } from '../kernel/id';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { type Bucket, holderOf } from './bucket';
import { type Change, changeBinding, changeSchema, type Envelope, runText } from './change';
import { nurseryKeyId } from './keys';
import { misfittingField, type RecordKind } from './record-kind';
import type { WriteTrouble } from './verdict';

/** One record to be written. */
export interface Order {
  readonly kind: RecordKind;
  readonly id: string;
  /** Where it belongs; the server decides who receives it in the end. */
  readonly bucket: Bucket;
  readonly set: Readonly<Record<string, unknown>>;
  /** For each field: the version on the writer's screen. */
  readonly seen: Readonly<Record<string, string>>;
  /** For prose: the text that she started from. */
  readonly saw?: Readonly<Record<string, string>>;
}

export interface Prepared {
  readonly entry: OutboxEntry;
  /** The entry that this one replaces, as it was when this one was prepared. */
  readonly replaces: OutboxEntry | null;
}

/** Seals changes for others than herself under the nursery's key, so that colleagues on this tablet see them at once. */
export const keyOfHolder = (session: Session, holder: string): string =>
  holder === session.person.id ? session.keys.vault : nurseryKeyId(holder);

export const envelopeOf = (tablet: string, entry: OutboxEntry): Envelope => ({
  v: 1,
  tablet,
  author: entry.author,
  n: entry.n,
  group: entry.group,
  key: entry.key,
  sig: entry.sig,
  bytes: toBase64Url(entry.bytes),
});

export const priorBinding = (entry: Pick<OutboxEntry, 'author' | 'n'>): string => ['prior', entry.author, entry.n].join('|');

/** The change that an entry carries; null when its bytes are damaged or sealed for somebody else. */
export async function openEntry(session: Session, entry: OutboxEntry): Promise<Change | null> {
  const binding = changeBinding(envelopeOf(session.tablet.id, entry));
  const opened = await openJson(session.keys, entry.key, binding, entry.bytes);
  const change = opened.ok ? parse(changeSchema, opened.value) : opened;
  return change.ok ? change.value : null;
}

/** What was written: the change, and the number that it has (or that it took over from an entry that it continues). */
export interface Written {
  readonly change: string;
  readonly n: number;
}

/**
 * Writes all orders together, or none. Gives what was written, in order. Several orders become one group:
 * the server, too, applies them together or not at all.
 */
export async function writeRecords(session: Session, orders: readonly Order[]): Promise<Result<readonly Written[], WriteTrouble>> {
  if (orders.some(({ kind, set }) => misfittingField(kind, set) !== null)) return trouble('outside-limits');
  try {
    for (;;) {
      const prepared = await prepare(session, orders);
      if (await store(session.tablet.database, prepared)) return written(session, prepared);
    }
  } catch (error) {
    return writeTrouble(session, error);
  }
}

/** How writers are called in the storage's health: what one of them could write, all can. */
const writers = 'writers';

/** What was written; the storage takes words (again). */
export function written({ tablet }: Session, prepared: readonly Prepared[]): Result<readonly Written[], never> {
  tablet.database.health.wrote(writers);
  return ok(prepared.map(({ entry: { change, n } }) => ({ change, n })));
}

/** What stopped a write, by its name; a bug is thrown on. */
export function writeTrouble({ keys, tablet }: Session, error: unknown): Result<never, WriteTrouble> {
  if (!keys.isHeld()) return trouble('locked');
  const known = storageTrouble(error);
  if (!known) throw error;
  tablet.database.health.note(writers, known);
  return trouble(known);
}

async function prepare(session: Session, orders: readonly Order[]): Promise<readonly Prepared[]> {
  const [only, ...others] = orders;
  const growing = only && others.length === 0 ? await growingEntry(session, only) : null;
  const regrown = only && growing ? await regrow(session, only, growing) : null;
  if (regrown) return [regrown];
  const { n, seq } = await countsOf(session.tablet.database, session.person.id);
  const group = groupOf(session, orders.length);
  return Promise.all(orders.map((order, at) => prepareNew(session, order, { n: n + at + 1, seq: seq + at + 1, group })));
}

/** The count of all changes of the tablet stands beside the counts of its people, none of whom is called so. */
const tabletCount = '*';

/** The highest numbers given so far. */
export const countsOf = async (database: TabletDatabase, author: string): Promise<{ n: number; seq: number }> => ({
  n: (await database.numbers.get(author))?.n ?? 0,
  seq: (await database.numbers.get(tabletCount))?.n ?? 0,
});

/** Ties so many changes together; one alone needs no tie. */
export const groupOf = ({ tablet }: Session, size: number): string | null =>
  size > 1 ? `${newId(tablet.clock(), tablet.random())}.${size}` : null;

/** The waiting entry that this write continues: same author and row, fields that it wrote, and nobody has sent it yet. */
async function growingEntry(session: Session, order: Order): Promise<OutboxEntry | null> {
  const holder = holderOf(order.bucket, session.person.id);
  const entries = await session.tablet.database.outbox.where('[holder+row]').equals([holder, order.id]).sortBy('seq');
  const last = entries.at(-1);
  const fields = Object.keys(order.set);
  const continues =
    last?.author === session.person.id &&
    last.claimed === 0 &&
    last.group === null &&
    fields.every(field => last.fields.includes(field) && order.seen[field] === last.change);
  return continues ? last : null;
}

/**
 * The same number and base, but a new change: whoever saw the earlier words saw another version than these. Null when the
 * waiting entry is damaged: it is then left as it is, and a new one follows it.
 */
async function regrow(session: Session, order: Order, replaces: OutboxEntry): Promise<Prepared | null> {
  const before = await openEntry(session, replaces);
  if (!before) return null;
  const change: Change = { ...changeOf(session, order), base: before.base, set: { ...before.set, ...order.set } };
  const entry = await sealed(session, { ...replaces, change: change.change, writtenAt: change.at }, change);
  return { entry, replaces };
}

const changeOf = (session: Session, { kind, id, set, seen }: Order): Change => {
  const now = session.tablet.clock();
  const base = Object.fromEntries(Object.entries(seen).filter(([field]) => field in set));
  return { change: newId(now, session.tablet.random()), kind: kind.name, id, set, base, at: now, version: kind.version };
};

async function prepareNew(session: Session, order: Order, numbers: { n: number; seq: number; group: string | null }): Promise<Prepared> {
  const change = changeOf(session, order);
  const holder = holderOf(order.bucket, session.person.id);
  const about = order.kind.about ? order.set[order.kind.about] : undefined;
  const key = keyOfHolder(session, holder);
  const author = session.person.id;
  const prior = order.saw ? await sealJson(session.keys, key, priorBinding({ author, n: numbers.n }), order.saw) : null;
  const entry = await sealed(
    session,
    {
      ...numbers,
      author,
      holder,
      key,
      prior,
      row: order.id,
      kind: order.kind.name,
      about: typeof about === 'string' ? about : '',
      bucket: order.bucket,
      change: change.change,
      fields: Object.keys(order.set),
      writtenAt: change.at,
      claimed: 0,
      verdict: null,
    },
    change,
  );
  return { entry, replaces: null };
}

/** The entry with its change sealed and signed. */
export async function sealed(session: Session, entry: Omit<OutboxEntry, 'bytes' | 'sig'>, change: Change): Promise<OutboxEntry> {
  const envelope = { tablet: session.tablet.id, author: entry.author, n: entry.n, group: entry.group, key: entry.key };
  const bytes: Bytes = await sealJson(session.keys, entry.key, changeBinding(envelope), change);
  const sig = await session.keys.sign(runText([{ v: 1, ...envelope, sig: '', bytes: toBase64Url(bytes) }]));
  return { ...entry, bytes, sig };
}

/** False when the numbers or the growing entry moved meanwhile (another tab wrote, a push took it): prepare again. */
const store = (database: TabletDatabase, prepared: readonly Prepared[]): Promise<boolean> =>
  database.transaction('rw', database.rows, database.outbox, database.numbers, async () => storeInside(database, prepared));

/** The same inside the caller's transaction on rows, outbox and numbers. */
export async function storeInside(database: TabletDatabase, prepared: readonly Prepared[]): Promise<boolean> {
  for (const one of prepared) if (!(await stillHolds(database, one))) return false;
  for (const { entry, replaces } of prepared) {
    await database.outbox.put(entry);
    if (replaces) continue;
    await database.numbers.put({ author: entry.author, n: entry.n });
    await database.numbers.put({ author: tabletCount, n: entry.seq });
    await makeRoom(database, entry);
  }
  return true;
}

async function stillHolds(database: TabletDatabase, { entry, replaces }: Prepared): Promise<boolean> {
  const there = await database.outbox.get([entry.author, entry.n]);
  if (replaces) return there?.claimed === 0 && there.sig === replaces.sig;
  const { n, seq } = await countsOf(database, entry.author);
  return there === undefined && n < entry.n && seq < entry.seq;
}

/** A row that the server does not know yet gets its place in the lists. */
async function makeRoom(database: TabletDatabase, entry: OutboxEntry): Promise<void> {
  if (await database.rows.get([entry.holder, entry.row])) return;
  await database.rows.put({
    holder: entry.holder,
    id: entry.row,
    kind: entry.kind,
    about: entry.about,
    buckets: [entry.bucket],
    revision: 0,
    key: entry.key,
    bytes: null,
  });
}
