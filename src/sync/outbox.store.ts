// Writing: the change and its row's place on the tablet in one transaction, sealed and signed before it opens.
// Invariants: 1 what was answered `saved` is durable (strict durability); 2 n and seq have no gap on this tablet;
// 3 an entry's bytes change only while no push has claimed it.
import type { OutboxEntry } from '../device/database';
import { isFixed, readMark } from '../device/outbox-mark';
import { sealJson } from '../device/sealed-json';
import type { Session } from '../device/session';
import { dropAllStaged } from '../device/staged';
import { storageTrouble } from '../device/storage-trouble';
import type { Bytes } from '../kernel/bytes';
import { newId } from '../kernel/id';
import { ok, type Result, trouble } from '../kernel/result';
import { type Bucket, holderOf } from './bucket';
import { type Change, changeBinding, runText } from './change';
import { envelopeOf, keyOfHolder, openEntry, priorBinding } from './outbox-entry.store';
import { type Counts, countsOf, likelyCounts, type Prepared, store } from './outbox-storing.store';
import { misfittingField, type RecordKind } from './record-kind';
import type { WriteTrouble } from './verdict';
import { noteWritten, writeTrouble } from './write-trouble.store';

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
    for (let tries = 0; ; tries++) {
      const prepared = await prepare(session, orders, tries < mostLikelyTries ? likelyCounts : countsOf);
      if (await store(session.tablet.database, prepared)) return written(session, prepared);
    }
  } catch (error) {
    if (await madeRoom(session, error)) return writeRecords(session, orders);
    return writeTrouble(session, error);
  }
}

/** So often what is likely is tried; from then on each try looks first, and only another writer who is faster can stop it. */
const mostLikelyTries = 3;

/** Where the storage is full, pages that can be fetched again give way to words that cannot. */
async function madeRoom({ tablet: { database } }: Session, error: unknown): Promise<boolean> {
  return storageTrouble(error) === 'storage-full' && dropAllStaged(database).catch(() => false);
}

/** What was written; the storage takes words (again). */
export function written(session: Session, prepared: readonly Prepared[]): Result<readonly Written[], never> {
  noteWritten(session);
  return ok(prepared.map(({ entry: { change, n } }) => ({ change, n })));
}

async function prepare(session: Session, orders: readonly Order[], counts: typeof countsOf): Promise<readonly Prepared[]> {
  const [only, ...others] = orders;
  const growing = only && others.length === 0 ? await growingEntry(session, only) : null;
  const regrown = only && growing ? await regrow(session, only, growing) : null;
  if (regrown) return [regrown];
  const { n, seq } = await counts(session.tablet.database, session.person.id);
  const group = groupOf(session, orders.length);
  const entries = await Promise.all(orders.map((order, at) => sealNew(session, order, { n: n + at + 1, seq: seq + at + 1, group })));
  return (await signTogether(session, entries)).map(entry => ({ entry, replaces: null }));
}

/** Ties so many changes together; one alone needs no tie. */
export const groupOf = ({ tablet }: Session, size: number): string | null =>
  size > 1 ? `${newId(tablet.clock(), tablet.random())}.${size}` : null;

/** The waiting entry that this write continues: same author and row, fields that it wrote, the newest key, and nobody has sent it yet. */
async function growingEntry(session: Session, order: Order): Promise<OutboxEntry | null> {
  if (Object.keys(order.set).some(field => order.seen[field] === undefined)) return null;
  const holder = holderOf(order.bucket, session.person.id);
  const entries = await session.tablet.database.outbox.where('[holder+row]').equals([holder, order.id]).sortBy('seq');
  const last = entries.at(-1);
  if (!last || isFixed(last, await readMark(session.tablet.database))) return null;
  const fields = Object.keys(order.set);
  const continues =
    last.author === session.person.id &&
    last.group === null &&
    last.key === keyOfHolder(session, holder) &&
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

async function sealNew(session: Session, order: Order, numbers: Counts & Pick<OutboxEntry, 'group'>): Promise<OutboxEntry> {
  const change = changeOf(session, order);
  const holder = holderOf(order.bucket, session.person.id);
  const about = order.kind.about ? order.set[order.kind.about] : undefined;
  const key = keyOfHolder(session, holder);
  const author = session.person.id;
  const [bytes, prior] = await Promise.all([
    sealJson(session.keys, key, changeBinding(envelopeHead(session, { ...numbers, author, key })), change),
    sealPrior(session, order, { key, author, n: numbers.n }),
  ]);
  return {
    ...numbers,
    author,
    holder,
    key,
    bytes,
    prior,
    sig: '',
    row: order.id,
    kind: order.kind.name,
    about: typeof about === 'string' ? about : '',
    bucket: order.bucket,
    change: change.change,
    fields: Object.keys(order.set),
    writtenAt: change.at,
    claimed: 0,
    verdict: null,
  };
}

/** Where she saw no version there is nothing to be merged with. */
const sealPrior = (session: Session, { saw, seen }: Order, at: Pick<OutboxEntry, 'key' | 'author' | 'n'>): Promise<Bytes | null> =>
  saw && Object.keys(saw).some(field => seen[field] !== undefined)
    ? sealJson(session.keys, at.key, priorBinding(at), saw)
    : Promise.resolve(null);

const envelopeHead = ({ tablet }: Session, { author, n, group, key }: Pick<OutboxEntry, 'author' | 'n' | 'group' | 'key'>) => ({
  tablet: tablet.id,
  author,
  n,
  group,
  key,
});

/** One signature over all of them: what belongs together travels in one push. */
async function signTogether(session: Session, entries: readonly OutboxEntry[]): Promise<readonly OutboxEntry[]> {
  const sig = await session.keys.sign(runText(entries.map(entry => envelopeOf(session.tablet.id, entry))));
  return entries.map((entry, at) => (at === entries.length - 1 ? { ...entry, sig } : entry));
}

/** The entry with its change sealed and signed by itself. */
export async function sealed(session: Session, entry: Omit<OutboxEntry, 'bytes' | 'sig'>, change: Change): Promise<OutboxEntry> {
  const bytes = await sealJson(session.keys, entry.key, changeBinding(envelopeHead(session, entry)), change);
  const sig = await session.keys.sign(runText([envelopeOf(session.tablet.id, { ...entry, bytes, sig: '' })]));
  return { ...entry, bytes, sig };
}
