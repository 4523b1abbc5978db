// Takes from the tablet what nobody on it may read any more. Runs inside the caller's transaction on people, rows, cursors, damaged and staged.
import { type Bucket, holderOf } from '../sync/bucket';
import type { StoredRow, TabletDatabase } from './database';
import { dropStaged } from './staged';

type Named = { readonly holder: string; readonly bucket: Bucket };

/** A bucket stays while one of the tablet's people is told that she may have it; its rows leave with their last bucket. */
export async function dropUnreadBuckets(database: TabletDatabase): Promise<void> {
  const people = await database.people.toArray();
  const read = new Set(people.flatMap(({ id, buckets }) => buckets.map(bucket => `${holderOf(bucket, id)} ${bucket}`)));
  const isRead = ({ holder, bucket }: Named) => read.has(`${holder} ${bucket}`);
  await dropUnreadPages(database, new Set(people.map(({ id }) => id)), isRead);
  const unread = (await database.cursors.toArray()).filter(cursor => !isRead(cursor));
  if (unread.length === 0) return;
  const left = new Set(unread.map(({ holder, bucket }) => `${holder} ${bucket}`));
  const holders = [...new Set(unread.map(({ holder }) => holder))];
  const rows = await Promise.all(
    holders.map(holder => database.rows.where('[holder+id]').between([holder, ''], [holder, '\uffff']).toArray()),
  );
  await leaveBuckets(database, rows.flat(), (holder, bucket) => left.has(`${holder} ${bucket}`));
  await database.cursors.bulkDelete(unread.map(({ holder, bucket }): [string, string] => [holder, bucket]));
}

/** Pages that nobody has opened yet hold several buckets at once: with one that is not read any more they go, and are fetched anew. */
async function dropUnreadPages(database: TabletDatabase, people: ReadonlySet<string>, isRead: (named: Named) => boolean): Promise<void> {
  const gone = new Set<string>();
  await database.staged.each(({ holder, person, cursors }) => {
    const isNobodys = holder === person && !people.has(person);
    if (isNobodys || Object.keys(cursors).some(bucket => !isRead({ holder, bucket }))) gone.add(holder);
  });
  await dropStaged(database, [...gone]);
}

async function leaveBuckets(
  database: TabletDatabase,
  rows: readonly StoredRow[],
  isLeft: (holder: string, bucket: Bucket) => boolean,
): Promise<void> {
  const moved = rows.flatMap(row => {
    const buckets = row.buckets.filter(bucket => !isLeft(row.holder, bucket));
    return buckets.length === row.buckets.length ? [] : [{ ...row, buckets }];
  });
  const gone = moved.flatMap(({ holder, id, buckets }): [string, string][] => (buckets.length === 0 ? [[holder, id]] : []));
  await database.rows.bulkPut(moved.filter(({ buckets }) => buckets.length > 0));
  await database.rows.bulkDelete(gone);
  await database.damaged.bulkDelete(gone);
}
