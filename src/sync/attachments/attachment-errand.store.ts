// The attachments' errand at each contact: bytes out once no word waits, small pictures first; small pictures in; what is over goes.
import { type BlobStore, openBlobStore } from '../../device/blob-store';
import { renewing } from '../../device/byte-session';
import type { KeptBlob, TabletDatabase } from '../../device/database';
import type { HttpTrouble, SendBytes } from '../../device/http';
import { unanswered } from '../../device/outbox-mark';
import type { Session, Tablet } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { upload } from '../../device/upload';
import { days, minutes } from '../../kernel/clock';
import { ok, type Result } from '../../kernel/result';
import { readRecords } from '../records.store';
import type { Errand, Round } from '../sync-round.store';
import { attachmentKind, thumbnailKind } from './attachment';
import { queueBlobs, throwAway } from './attachment.store';
import { readAttachment } from './attachment-reading.store';
import { tidyBlobs, whoKnows } from './attachment-tidying.store';
import { hashOf } from './sealed-file.store';
import { endIfCutOff } from './voice-ending.store';

export interface AttachmentParts {
  readonly tablet: Tablet;
  readonly session: () => Session | null;
  readonly send: SendBytes;
  /** Opens the tablet's session anew. */
  readonly renew: () => Promise<unknown>;
}

/** A photo for a form that nobody ever kept. */
const longestForm = days(1);
/** What the server has not got yet is asked for again after `soon`, then after twice as long each time; and what it does not take rests. */
const soon = 10_000;
const rest = minutes(5);
const mostFetchedAtOnce = 20;

/** A small picture that did not come: when it was asked for last, and how long it is left alone from then on. */
interface Miss {
  readonly at: number;
  readonly wait: number;
}

/** A word that the server has not answered for. */
export const areWordsWaiting = async (database: TabletDatabase): Promise<boolean> => (await unanswered(database, 1)).length > 0;

export function attachmentErrand(parts: AttachmentParts): Errand {
  const send = renewing(parts.send, parts.renew);
  const missed = new Map<string, Miss>();
  let tidied = 0;
  return () =>
    orStorageTrouble(async (): Promise<Round> => {
      const { tablet } = parts;
      const store = await openBlobStore(tablet.database);
      const session = parts.session();
      if (session) await finishMaking(session);
      if (session?.keys.isHeld()) await dropRemoved(session);
      const sent = await sendWaiting({ tablet, store, sendFor: () => send, isLast: false });
      if (!sent.ok) return sent;
      if (session?.keys.isHeld()) await fetchThumbnails(session, send, missed);
      if (tablet.clock() - tidied >= rest) {
        tidied = tablet.clock();
        await tidyBlobs(tablet, store);
      }
      return ok(null);
    });
}

/** What a kill left half made: recordings are ended, what was written down is sent, photos for a form that is gone go as well. */
async function finishMaking(session: Session): Promise<void> {
  const { tablet, person } = session;
  const making = await tablet.database.blobs.where('state').equals('making').toArray();
  const hers = making.filter(blob => blob.person === person.id);
  const known = await whoKnows(tablet.database, hers);
  for (const blob of hers) {
    if (known.has(blob.id)) await queueBlobs(session, [blob.id]);
    else if (blob.what === 'voice') await endIfCutOff(session, blob.id);
    else if (tablet.clock() - blob.since > longestForm) await throwAway(session, [blob.id]);
  }
}

/** What its author has removed on another tablet: whoever can read that here lets go of the bytes, sent or not. */
async function dropRemoved(session: Session): Promise<void> {
  const here = new Set(await session.tablet.database.blobs.toCollection().primaryKeys());
  if (here.size === 0) return;
  const records = [...(await readRecords(session, attachmentKind)).items, ...(await readRecords(session, thumbnailKind)).items];
  await throwAway(
    session,
    records.flatMap(({ id, row }) => (row.standing === 'removed' && here.has(id) ? [id] : [])),
  );
}

interface Sending {
  readonly tablet: Tablet;
  readonly store: BlobStore;
  /** For the bytes of one attachment. */
  readonly sendFor: (attachment: string) => SendBytes;
  /** There is no later: nothing rests. */
  readonly isLast: boolean;
}

const thumbnailsFirst = (a: KeptBlob, b: KeptBlob): number =>
  Number(a.what !== 'thumbnail') - Number(b.what !== 'thumbnail') || a.since - b.since;

/** Anybody's: what is sealed needs nobody unlocked. */
export async function sendWaiting(sending: Sending): Promise<Round> {
  const { database, clock } = sending.tablet;
  const waiting = (await database.blobs.where('state').equals('waits').toArray()).sort(thumbnailsFirst);
  const refused = new Set((await database.quarantined.toArray()).map(({ row }) => row));
  for (const blob of waiting) {
    if (await areWordsWaiting(database)) return ok(null); // the next round begins with them
    if (refused.has(blob.id) || (!sending.isLast && clock() - blob.triedAt < rest)) continue;
    const sent = await sendOne(sending, blob);
    if (!sent.ok) return sent;
  }
  return ok(null);
}

/** Only trouble that concerns all others as well stops the errand. */
async function sendOne(sending: Sending, blob: KeptBlob): Promise<Round> {
  const { tablet, store, sendFor } = sending;
  const { database, clock } = tablet;
  const file = await store.read(blob.id);
  if (file?.size !== blob.size) return noteLost(database, blob);
  const outcome = await upload({
    id: blob.id,
    file,
    offset: blob.offset,
    send: sendFor(blob.id),
    tell: async offset => void (await database.blobs.update(blob.id, { offset })),
    mustStop: () => areWordsWaiting(database),
  });
  if (outcome.ok) {
    if (outcome.value === 'done') await database.blobs.update(blob.id, { state: 'sent', sentAt: clock(), offset: blob.size });
    return ok(null);
  }
  return noteTrouble(sending, blob, outcome);
}

const noteLost = async ({ blobs }: TabletDatabase, { id }: KeptBlob): Promise<Round> => {
  await blobs.update(id, { state: 'refused' });
  return ok(null);
};

async function noteTrouble(
  { tablet, store }: Sending,
  blob: KeptBlob,
  refusal: Extract<Result<never, HttpTrouble>, { ok: false }>,
): Promise<Round> {
  const { database, clock } = tablet;
  switch (refusal.trouble) {
    case 'upload-damaged': {
      const file = await store.read(blob.id);
      const isWhole = file && (await hashOf(new Uint8Array(await file.arrayBuffer()))) === blob.sha256;
      if (!isWhole) return noteLost(database, blob);
      await database.blobs.update(blob.id, { offset: null });
      return refusal; // damaged on its way: the round's back-off, then once more from here
    }
    case 'not-found': {
      const isKnown = (await whoKnows(database, [blob])).has(blob.id);
      if (isKnown) await database.blobs.update(blob.id, { triedAt: clock() });
      else await throwAway({ tablet }, [blob.id]);
      return ok(null);
    }
    case 'upload-not-taken':
    case 'bad-request':
    case 'body-too-large':
      return noteLost(database, blob);
    default:
      return refusal;
  }
}

/** The small pictures of everything that she may see, so that lists are there without a network; those first that were missed least. */
async function fetchThumbnails(session: Session, send: SendBytes, missed: Map<string, Miss>): Promise<void> {
  const { database, clock } = session.tablet;
  const { items } = await readRecords(session, thumbnailKind);
  const here = new Set(await database.blobs.toCollection().primaryKeys());
  const isDue = (miss: Miss | undefined) => !miss || clock() - miss.at >= miss.wait;
  const waitOf = (id: string) => missed.get(id)?.wait ?? 0;
  const wanted = items
    .filter(({ id, row }) => row.standing === 'there' && !here.has(id) && isDue(missed.get(id)))
    .sort((a, b) => waitOf(a.id) - waitOf(b.id));
  for (const { id, row } of wanted.slice(0, mostFetchedAtOnce)) {
    if (!session.keys.isHeld() || (await areWordsWaiting(database))) return;
    const read = await readAttachment(session, send, { ...row, id, what: 'thumbnail', subjectKind: '' });
    if (!read.ok && read.trouble === 'locked') return; // it came while she went: no miss, the next round with her keys asks at once
    if (read.ok) missed.delete(id);
    else missed.set(id, { at: clock(), wait: Math.min(rest, waitOf(id) * 2 || soon) });
    if (!read.ok && read.trouble === 'no-network') return;
  }
}
