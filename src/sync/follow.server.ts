// Records that follow another one: a word said about a baby stands wherever the baby stands, and moves or leaves with her.
// Invariants: 1 whoever writes what follows, or moves what is followed, holds the lock of the followed record to the end of
// the transaction, so that no word is left behind; 2 what follows is moved by its names alone: not one of the sealed rows is
// opened, so ten thousand of them cost one look and their places.
import { holdEachAlone } from '../server/database';
import { among } from '../server/lists';
import type { Bucket } from './bucket';
import { writeDown } from './memory.server';
import type { Followed, Policy } from './policy.server';
import type { RecordKind } from './record-kind';
import { findRecord, openState } from './record-store.server';
import { type ChangeLogParts, inTransaction, type Work } from './work.server';

/** The locks of records: two servers never merge into one record at the same time. All of a push are taken in one order. */
export async function holdRecords({ tx, held }: Work, ids: readonly string[]): Promise<void> {
  if (ids.every(id => held.has(id))) return;
  const names = [...new Set(ids)].filter(id => !held.has(id));
  await holdEachAlone(
    tx,
    names.map(id => `record|${id}`),
  );
  for (const id of names) held.add(id);
}

export const holdRecord = (work: Work, id: string): Promise<void> => holdRecords(work, [id]);

const mayFollow = ({ follows }: Policy, kind: string): boolean => [follows?.kind].flat().includes(kind);

type Policies = ReadonlyMap<string, Policy>;
const followersByPolicies = new WeakMap<Policies, Map<string, readonly string[]>>();

/** The kinds that follow records of this one: policies never change. */
function followersOf({ parts: { policies } }: Work, kind: string): readonly string[] {
  const known = followersByPolicies.get(policies) ?? new Map<string, readonly string[]>();
  followersByPolicies.set(policies, known);
  const followers = known.get(kind) ?? [...policies.values()].filter(policy => mayFollow(policy, kind)).map(policy => policy.kind);
  known.set(kind, followers);
  return followers;
}

/** The id of what it follows, as its values say; null where its kind follows nothing. */
export function followedId({ follows }: Policy, values: Readonly<Record<string, unknown>>): string | null {
  const id = follows ? values[follows.field] : undefined;
  return typeof id === 'string' ? id : null;
}

/**
 * What is followed, as it stands in this transaction; null where the server does not know it (yet), or it is of a kind that is
 * not for following: nobody writes into the buckets of others by naming what stands there. Holds its lock from here on.
 */
export async function holdFollowed(work: Work, policy: Policy, id: string): Promise<Followed | null> {
  await holdRecord(work, id);
  const record = await findRecord(work, id);
  if (!record || !mayFollow(policy, record.kind)) return null;
  const buckets = new Map(record.buckets.map(bucket => [bucket, true]));
  for (const [bucket, stands] of work.touched.get(id) ?? []) buckets.set(bucket, stands);
  return { id, counter: record.counter, buckets: [...buckets].flatMap(([bucket, stands]) => (stands ? [bucket] : [])) };
}

/** Looks at once whether anything follows these. Hold their locks before: from then on nothing else begins to. */
export async function knowFollowed({ tx, memory }: Work, ids: readonly string[]): Promise<void> {
  for (const id of ids) memory.followed.set(id, false);
  if (ids.length === 0) return;
  for (const { follows } of await tx
    .selectFrom('records')
    .select('follows')
    .distinct()
    .where(among(tx, 'follows', ids))
    .execute())
    if (follows !== null) memory.followed.set(follows, true);
}

/** Everything that follows it within its nursery or programme goes where it now stands. Runs after it was kept, before places are taken. */
export async function moveFollowers(
  work: Work,
  { name }: RecordKind,
  { id, counter, buckets, author }: Followed & { readonly author: string },
): Promise<void> {
  const kinds = followersOf(work, name);
  if (kinds.length === 0 || work.memory.followed.get(id) === false) return;
  await writeDown(work.tx, work.memory);
  const followers = work.tx.selectFrom('records').where('follows', '=', id).where('counter', '=', counter);
  const standing = await followers
    .where('kind', 'in', kinds)
    .leftJoin('record_buckets', join => join.onRef('record_buckets.record', '=', 'records.id').on('gone', '=', 0))
    .select(['records.id', 'kind', 'author', 'bucket'])
    .execute();
  const bucketsByRecord = new Map<string, Bucket[]>();
  for (const { id: record, kind, author: by, bucket } of standing) {
    if (by !== author && work.parts.policies.get(kind)?.follows?.ofItsAuthorAlone) continue;
    const known = bucketsByRecord.get(record) ?? [];
    bucketsByRecord.set(record, bucket === null ? known : [...known, bucket]);
  }
  for (const [record, had] of bucketsByRecord) moveRecord(work, record, had, buckets);
}

/** Notes for `takePlaces` where the record goes; what it has not to leave or to enter takes no place. */
function moveRecord({ touched }: Work, record: string, had: readonly Bucket[], buckets: readonly Bucket[]): void {
  const before = touched.get(record);
  const goes = new Map(before);
  for (const bucket of [...had, ...(before?.keys() ?? [])]) if (!buckets.includes(bucket)) goes.set(bucket, false);
  for (const bucket of buckets) if (!had.includes(bucket)) goes.set(bucket, true);
  for (const bucket of buckets) if (before?.get(bucket) === false) goes.set(bucket, true);
  if (goes.size > 0) touched.set(record, goes);
}

/** Rows opened at a time. */
const batch = 500;

/** Writes down what follows what, for records from before that was kept. Gives how many. Runs when the server starts. */
export async function fillFollows(parts: ChangeLogParts): Promise<number> {
  const following = [...parts.policies.values()].filter(({ follows }) => follows !== undefined);
  let filled = 0;
  for (const policy of following) {
    for (let after = ''; ; ) {
      const done = await inTransaction(parts, work => fillBatch(work, policy, after));
      filled += done.filled;
      if (done.last === null) break;
      after = done.last;
    }
  }
  return filled;
}

async function fillBatch(work: Work, policy: Policy, after: string): Promise<{ readonly filled: number; readonly last: string | null }> {
  const rows = await work.tx
    .selectFrom('records')
    .selectAll()
    .where('kind', '=', policy.kind)
    .where('follows', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(batch)
    .execute();
  let filled = 0;
  for (const row of rows) {
    const state = await openState(work, row).catch(fault => {
      work.parts.report(fault); // one damaged record stops no other
      return null;
    });
    const follows = state && followedId(policy, state.values);
    if (!follows) continue;
    await work.tx.updateTable('records').set({ follows }).where('id', '=', row.id).execute();
    filled += 1;
  }
  return { filled, last: rows.length < batch ? null : (rows.at(-1)?.id ?? null) };
}
