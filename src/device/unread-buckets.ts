// Takes from the tablet what nobody on it may read any more. Runs inside the caller's transaction.
import { type Bucket, holderOf } from '../sync/bucket';
import type { TabletDatabase } from './database';

/** A bucket stays while one of the tablet's people is told that she may have it; its rows leave with their last bucket. */
export async function dropUnreadBuckets(database: TabletDatabase): Promise<void> {
  const people = await database.people.toArray();
  const read = new Set(people.flatMap(({ id, buckets }) => buckets.map(bucket => `${holderOf(bucket, id)} ${bucket}`)));
  for (const { holder, bucket } of await database.cursors.toArray()) {
    if (read.has(`${holder} ${bucket}`)) continue;
    const rows = await database.rows.where('buckets').equals(bucket).toArray();
    for (const row of rows) if (row.holder === holder) await removeFromBucket(database, holder, row.id, bucket);
    await database.cursors.delete([holder, bucket]);
  }
}

/** A row leaves with its last bucket. */
export async function removeFromBucket(database: TabletDatabase, holder: string, id: string, bucket: Bucket): Promise<void> {
  const row = await database.rows.get([holder, id]);
  if (!row) return;
  const buckets = row.buckets.filter(one => one !== bucket);
  if (buckets.length > 0) {
    await database.rows.put({ ...row, buckets });
    return;
  }
  await database.rows.delete([holder, id]);
  await database.damaged.delete([holder, id]);
}
