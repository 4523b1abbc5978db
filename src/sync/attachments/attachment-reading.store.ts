// The bytes of an attachment for somebody who may see it: from this tablet or, where they are not here yet, from the server.
import { openBlobStore } from '../../device/blob-store';
import type { KeptBlob } from '../../device/database';
import type { HttpTrouble, SendBytes } from '../../device/http';
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { minutes } from '../../kernel/clock';
import { ok, type Result, trouble } from '../../kernel/result';
import type { TabletTrouble } from '../verdict';
import type { BlobType, BlobWhat } from './attachment';
import { blobPath } from './attachment-protocol';
import { hashOf, openFile } from './sealed-file.store';

/** What is known of the bytes from their record. */
export interface Wanted {
  readonly id: string;
  readonly what: BlobWhat;
  readonly subject: string;
  readonly subjectKind: string;
  readonly mime: BlobType;
  readonly size: number;
  readonly sha256: string;
  readonly key: string;
}

export type Reading = Result<Blob, HttpTrouble | TabletTrouble>;

/** 20 MB over a slow line. */
const patience = minutes(5);

/** `not-found`: the tablet that made it has not brought it to the server yet. `row-damaged`: what came is not what its author signed. */
export const readAttachment = (session: Session, send: SendBytes, wanted: Wanted): Promise<Reading> =>
  orStorageTrouble(async (): Promise<Reading> => {
    const store = await openBlobStore(session.tablet.database);
    const here = await store.read(wanted.id);
    if (here?.size === wanted.size) {
      const opened = await open(session, wanted, new Uint8Array(await here.arrayBuffer()));
      if (opened.ok) return opened;
    }
    return fetchAttachment(session, send, wanted);
  });

async function open({ keys }: Session, { id, key, mime, sha256 }: Wanted, sealed: Uint8Array<ArrayBuffer>): Promise<Reading> {
  if ((await hashOf(sealed)) !== sha256) return trouble('row-damaged');
  const clear = await openFile(keys, key, id, sealed);
  if (clear) return ok(new Blob([clear], { type: mime }));
  return trouble(keys.isHeld() ? 'row-damaged' : 'locked');
}

/** What was fetched stays on the tablet, sealed as it came, for the next time. A full tablet shows it all the same. */
async function fetchAttachment(session: Session, send: SendBytes, wanted: Wanted): Promise<Reading> {
  const path = `${blobPath(wanted.id)}?person=${encodeURIComponent(session.person.id)}`;
  const answer = await send(path, { method: 'GET', patience });
  if (!answer.ok) return answer;
  const opened = await open(session, wanted, answer.value.bytes);
  if (opened.ok) await orStorageTrouble(async () => ok(await keep(session, wanted, answer.value.bytes)));
  return opened;
}

async function keep({ tablet: { database, clock }, person }: Session, wanted: Wanted, sealed: Uint8Array<ArrayBuffer>): Promise<void> {
  const before = await database.blobs.get(wanted.id);
  const now = clock();
  const blob: KeptBlob = {
    ...wanted,
    person: person.id,
    bucket: '',
    state: 'held',
    milliseconds: 0,
    offset: null,
    since: now,
    sentAt: now,
    triedAt: now,
  };
  if (before && before.state !== 'sent' && before.state !== 'held') return; // hers, and not at the server: never written over
  await database.blobs.put(before ?? blob);
  const store = await openBlobStore(database);
  await store.remove(wanted.id);
  await store.put(wanted.id, 0, sealed);
}
