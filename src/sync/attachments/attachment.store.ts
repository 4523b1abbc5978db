// Attachments on the tablet: bytes are sealed and kept first, then written down as records; read back from here or from the server.
// Invariants: 1 a record is written only when its bytes are whole on this tablet; 2 bytes that the server has not got leave the
// tablet only when their author removes them, or their record is gone from everywhere.
import { type BlobStore, openBlobStore } from '../../device/blob-store';
import type { KeptBlob } from '../../device/database';
import { type Live, live } from '../../device/live';
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import type { Bytes } from '../../kernel/bytes';
import { ok, type Result, trouble } from '../../kernel/result';
import { type Bucket, holderOf } from '../bucket';
import { type Order, writeRecords } from '../outbox.store';
import { keyOfHolder } from '../outbox-entry.store';
import { freshId } from '../record-writing.store';
import type { Kept, SavedState } from '../records.store';
import type { WriteTrouble } from '../verdict';
import { attachmentKind, type BlobType, type BlobWhat, imageType, mostBytes, thumbnailKind } from './attachment';
import { whoKnows } from './attachment-tidying.store';
import { hashOf, sealFile } from './sealed-file.store';

/** The record that something is attached to, and where that goes. */
export interface Subject {
  readonly id: string;
  readonly kind: string;
  readonly bucket: Bucket;
}

export type KeptAttachment = Kept<typeof attachmentKind>;
export type KeptThumbnail = Kept<typeof thumbnailKind>;

/** Bytes that lie here before their record is written. */
export interface Made {
  readonly ids: readonly string[];
  /** What is to be written for them, together with whatever else belongs to it. */
  readonly orders: readonly Order[];
}

/** A row for bytes that are about to be made. */
export function newBlob(session: Session, what: BlobWhat, mime: BlobType, subject: Subject): KeptBlob {
  const now = session.tablet.clock();
  return {
    id: freshId(session),
    person: session.person.id,
    what,
    mime,
    subject: subject.id,
    subjectKind: subject.kind,
    bucket: subject.bucket,
    key: keyOfHolder(session, holderOf(subject.bucket, session.person.id)),
    state: 'making',
    size: 0,
    sha256: '',
    milliseconds: 0,
    offset: null,
    since: now,
    sentAt: 0,
    triedAt: 0,
  };
}

async function keepBytes(session: Session, store: BlobStore, blob: KeptBlob, clear: Bytes): Promise<KeptBlob | null> {
  const sealed = await sealFile(session.keys, blob.key, blob.id, clear);
  if (sealed.length > mostBytes[blob.what]) return null;
  const whole = { ...blob, size: sealed.length, sha256: await hashOf(sealed) };
  await session.tablet.database.blobs.put(whole);
  await store.put(blob.id, 0, sealed);
  return whole;
}

const said = ({ size, sha256, key, subject }: KeptBlob) => ({ subject, size, sha256, key });

const thumbnailOrder = (blob: KeptBlob, of: string): Order => ({
  kind: thumbnailKind,
  id: blob.id,
  bucket: blob.bucket,
  set: { ...said(blob), of, mime: imageType, standing: 'there' },
  seen: {},
});

export const attachmentOrder = (blob: KeptBlob): Order => ({
  kind: attachmentKind,
  id: blob.id,
  bucket: blob.bucket,
  set: {
    ...said(blob),
    subjectKind: blob.subjectKind,
    what: blob.what,
    mime: blob.mime,
    seconds: Math.round(blob.milliseconds / 1_000),
    standing: 'there',
  },
  seen: {},
});

/** A photo and its small picture, sealed and kept; nothing is written of them yet. `outside-limits`: too large. */
export const makePhoto = (
  session: Session,
  subject: Subject,
  pictures: { readonly photo: Bytes; readonly thumbnail: Bytes },
): Promise<Result<Made, WriteTrouble>> =>
  orStorageTrouble(async () => {
    if (!session.keys.isHeld()) return trouble('locked');
    const store = await openBlobStore(session.tablet.database);
    const photo = await keepBytes(session, store, newBlob(session, 'photo', imageType, subject), pictures.photo);
    const small = photo && (await keepBytes(session, store, newBlob(session, 'thumbnail', imageType, subject), pictures.thumbnail));
    if (!photo || !small) return trouble('outside-limits');
    return ok({ ids: [photo.id, small.id], orders: [attachmentOrder(photo), thumbnailOrder(small, photo.id)] });
  });

/** Their records are written: from now on they wait to be sent. */
export async function queueBlobs({ tablet: { database, clock } }: Session, ids: readonly string[]): Promise<void> {
  await database.blobs
    .where('id')
    .anyOf([...ids])
    .modify({ state: 'waits', since: clock() });
}

/** What was made is not wanted, and nobody ever heard of it; whatever has been written down since stays. */
export async function throwAwayMade(session: Session, made: readonly Made[]): Promise<void> {
  if (made.length === 0) return;
  const ids = made.flatMap(one => one.ids);
  const unheard = (await session.tablet.database.blobs.bulkGet(ids)).flatMap(blob => (blob?.state === 'making' ? [blob] : []));
  const known = await whoKnows(session.tablet.database, unheard);
  await throwAway(
    session,
    unheard.map(({ id }) => id).filter(id => !known.has(id)),
  );
}

/** The bytes leave this tablet, whatever has become of them. */
export async function throwAway({ tablet: { database } }: Pick<Session, 'tablet'>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const store = await openBlobStore(database);
  for (const id of ids) await store.remove(id);
  await database.blobs.bulkDelete([...ids]);
}

/** Writes what was made beside other orders, all together or nothing. */
export async function writeWith(
  session: Session,
  orders: readonly Order[],
  made: readonly Made[],
): Promise<Result<'saved-here', WriteTrouble>> {
  const written = await writeRecords(session, [...orders, ...made.flatMap(one => one.orders)]);
  if (!written.ok) return written;
  await queueBlobs(
    session,
    made.flatMap(({ ids }) => ids),
  );
  return ok('saved-here');
}

/** Its author takes it away, with its small picture: from this tablet at once, from everywhere at the next contact. */
export const removeAttachment = (
  session: Session,
  { id, row, seen }: KeptAttachment,
  thumbnail: KeptThumbnail | undefined,
): Promise<Result<'saved-here', WriteTrouble>> =>
  orStorageTrouble(async () => {
    const { bucket } = (await session.tablet.database.blobs.get(id)) ?? {};
    const home = bucket ?? (await bucketOf(session, id));
    const set = { standing: 'removed' } as const;
    const orders: Order[] = [{ kind: attachmentKind, id, bucket: home, set, seen }];
    if (thumbnail) orders.push({ kind: thumbnailKind, id: thumbnail.id, bucket: home, set, seen: thumbnail.seen });
    if (row.standing === 'removed') return ok('saved-here');
    const written = await writeRecords(session, orders);
    if (!written.ok) return written;
    await throwAway(session, thumbnail ? [id, thumbnail.id] : [id]);
    return ok('saved-here');
  });

/** Where its row stands on this tablet. */
async function bucketOf({ tablet: { database }, person }: Session, id: string): Promise<Bucket> {
  const rows = await database.rows.filter(row => row.id === id).toArray();
  const waiting = await database.outbox.filter(({ row }) => row === id).toArray();
  return rows[0]?.buckets[0] ?? waiting[0]?.bucket ?? `person:${person.id}@${person.home}`;
}

/** The bytes of hers, and of others on this tablet, that belong to a record; for showing how far they have come. */
export const liveBlobs = ({ tablet: { database } }: Session, subject: string): Live<ReadonlyMap<string, KeptBlob>> =>
  live(
    async () => database.blobs.where('subject').equals(subject).toArray(),
    async blobs => new Map(blobs.map(blob => [blob.id, blob])),
    database.health,
  );

/** Where it truly is: with its words at the server, the bytes may still be on their way. */
export function carriedState(saved: SavedState, blob: KeptBlob | undefined): SavedState {
  if (saved !== 'sent' || !blob) return saved;
  if (blob.state === 'refused') return 'needs-you';
  if (blob.state === 'waits') return blob.offset === null ? 'saved-here' : 'sending';
  return 'sent';
}
