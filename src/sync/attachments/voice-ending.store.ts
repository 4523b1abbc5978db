// Ends a recording: the last frame, the hash of the whole, its record. Also of one that a kill or a flat battery has cut off.
import { type BlobStore, openBlobStore } from '../../device/blob-store';
import type { KeptBlob } from '../../device/database';
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import type { Bytes } from '../../kernel/bytes';
import { ok, type Result, trouble } from '../../kernel/result';
import { writeRecords } from '../outbox.store';
import type { WriteTrouble } from '../verdict';
import { attachmentOrder, queueBlobs, throwAway } from './attachment.store';
import { frameBinding, framesIn } from './sealed-file';
import { hashOf, sealFrame } from './sealed-file.store';

/** Held for as long as somebody records. */
export const voiceLock = (id: string): string => `larkrise-voice:${id}`;

async function bytesIn(store: BlobStore, id: string): Promise<Bytes> {
  const blob = await store.read(id);
  return blob ? new Uint8Array(await blob.arrayBuffer()) : new Uint8Array();
}

/** Puts the last frame behind what was recorded, unless it is there; null where nothing was. */
async function closeFile({ keys }: Session, store: BlobStore, { id, key }: KeptBlob): Promise<Bytes | null> {
  const frames = framesIn(await bytesIn(store, id)) ?? [];
  const last = frames.at(-1);
  if (!last) return null;
  const ended = await keys.open(key, frameBinding(id, frames.length - 1, true), last);
  if (!ended.ok) await store.put(id, await store.count(id), await sealFrame(keys, key, id, frames.length, true, new Uint8Array()));
  return bytesIn(store, id);
}

/** `nothing`: not even a second was recorded, and nothing stays of it. */
export const endVoice = (session: Session, id: string): Promise<Result<'kept' | 'nothing', WriteTrouble>> =>
  orStorageTrouble(async () => {
    const { database } = session.tablet;
    const blob = await database.blobs.get(id);
    if (blob?.state !== 'making') return ok('kept');
    if (!session.keys.isHeld()) return trouble('locked');
    const sealed = await closeFile(session, await openBlobStore(database), blob);
    if (!sealed) {
      await throwAway(session, [id]);
      return ok('nothing');
    }
    const whole = { ...blob, size: sealed.length, sha256: await hashOf(sealed) };
    await database.blobs.put(whole);
    const written = await writeRecords(session, [attachmentOrder(whole)]);
    if (!written.ok) return written;
    await queueBlobs(session, [id]);
    return ok('kept');
  });

/** Ends it only if nobody records it now, in this tab or another. */
export async function endIfCutOff(session: Session, id: string): Promise<void> {
  const { locks } = navigator;
  if (!locks) return void (await endVoice(session, id)); // without locks there is one tab at a time, and this runs at its start
  await locks.request(voiceLock(id), { ifAvailable: true }, async lock => {
    if (lock) await endVoice(session, id);
  });
}
