// The server's sums of buckets, and which of a tablet's differ from them.
import type { Database } from '../server/database';
import type { Bucket } from './bucket';
import type { PullRequest } from './protocol';
import { type Counted, sumOf } from './sums';
import type { Work } from './work.server';

/** A sum stands until its bucket's newest place moves, and is worked out anew now and then: places can be wrong as well. In ms. */
const freshFor = 5 * 60_000;
const mostSums = 10_000;

interface KnownSum {
  readonly place: number;
  readonly sum: string;
  readonly at: number;
}
const sumsByDatabase = new WeakMap<Database, Map<Bucket, KnownSum>>();

export async function newestPlace({ tx }: Work, bucket: Bucket): Promise<number> {
  const newest = await tx
    .selectFrom('record_buckets')
    .select(({ fn }) => fn.max('place').as('place'))
    .where('bucket', '=', bucket)
    .executeTakeFirst();
  return newest?.place ?? 0;
}

/** Everything that stands in it, with its version. */
export const standing = async ({ tx }: Work, bucket: Bucket): Promise<Counted[]> =>
  tx
    .selectFrom('record_buckets')
    .innerJoin('records', 'records.id', 'record_buckets.record')
    .select(['records.id as id', 'records.version as revision'])
    .where('bucket', '=', bucket)
    .where('gone', '=', 0)
    .execute();

async function sumAt(work: Work, bucket: Bucket, place: number, now: number): Promise<string> {
  const sums = sumsByDatabase.get(work.parts.db) ?? new Map<Bucket, KnownSum>();
  sumsByDatabase.set(work.parts.db, sums);
  const known = sums.get(bucket);
  if (known?.place === place && now - known.at < freshFor) return known.sum;
  const sum = sumOf(await standing(work, bucket));
  if (sums.size >= mostSums) sums.clear();
  sums.set(bucket, { place, sum, at: now });
  return sum;
}

/** Buckets of hers of which the tablet has everything, and yet another sum. Where it is behind, nothing can be said. */
export async function differingSums(work: Work, buckets: readonly Bucket[], request: PullRequest, now: number): Promise<Bucket[]> {
  const differing: Bucket[] = [];
  for (const bucket of buckets) {
    const sum = request.sums && Object.hasOwn(request.sums, bucket) ? request.sums[bucket] : undefined;
    if (sum === undefined) continue;
    const place = await newestPlace(work, bucket);
    if ((request.cursors[bucket] ?? 0) >= place && sum !== (await sumAt(work, bucket, place, now))) differing.push(bucket);
  }
  return differing;
}
