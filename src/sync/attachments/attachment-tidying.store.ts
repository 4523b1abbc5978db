// What of the attachments' bytes may leave this tablet: whose record has gone, what nobody knows, and what can be fetched again when it is too much.
import type { BlobStore } from '../../device/blob-store';
import type { KeptBlob, TabletDatabase } from '../../device/database';
import type { Tablet } from '../../device/session';
import { holderOf } from '../bucket';

/** Of what the server has as well. */
const mostKept = 300 * 1024 * 1024;

/** Whose rows its record is among: a vault's key is its person's, a nursery's key is its nursery's. */
const holderOfBlob = ({ bucket, key, person }: KeptBlob): string => {
  if (bucket !== '') return holderOf(bucket, person);
  return key.startsWith('nursery:') ? key.slice('nursery:'.length, key.lastIndexOf(':')) : person;
};

/** Those whose record is on this tablet: as a row, waiting to be sent, or kept apart. */
export async function whoKnows(database: TabletDatabase, blobs: readonly KeptBlob[]): Promise<ReadonlySet<string>> {
  if (blobs.length === 0) return new Set();
  const places = blobs.map((blob): [string, string] => [holderOfBlob(blob), blob.id]);
  return database.transaction('r', database.rows, database.outbox, database.quarantined, async () => {
    const rows = await database.rows.bulkGet(places);
    const waiting = await database.outbox.where('[holder+row]').anyOf(places).toArray();
    const refused = await database.quarantined.toArray();
    return new Set([...rows.flatMap(row => row?.id ?? []), ...[...waiting, ...refused].map(({ row }) => row)]);
  });
}

/** Bytes that the server has not got are never touched here. */
export async function tidyBlobs({ database }: Pick<Tablet, 'database'>, store: BlobStore): Promise<void> {
  const all = await database.blobs.toArray();
  const settled = all.filter(({ state }) => state === 'sent' || state === 'held');
  const known = await whoKnows(database, settled);
  const gone = settled.filter(({ id }) => !known.has(id));
  const over = overMuch(settled.filter(({ id }) => known.has(id)));
  const rows = new Set(all.map(({ id }) => id));
  const strays = (await store.ids()).filter(id => !rows.has(id));
  for (const id of [...gone.map(one => one.id), ...over, ...strays]) await store.remove(id);
  await database.blobs.bulkDelete([...gone.map(one => one.id), ...over]);
}

/** The oldest first; small pictures stay. */
function overMuch(settled: readonly KeptBlob[]): readonly string[] {
  let room = mostKept;
  const newestFirst = settled.filter(({ what }) => what !== 'thumbnail').sort((a, b) => b.sentAt - a.sentAt);
  return newestFirst.flatMap(({ id, size }) => {
    room -= size;
    return room < 0 ? [id] : [];
  });
}
