// Pull: one consistent look at everything a person may have, cut at a number of rows, each page sealed under its holder's key.
import type { Clock } from '../kernel/clock';
import { ok, type Result, trouble } from '../kernel/result';
import type { Tables, Writing } from '../server/database';
import type { Bucket } from './bucket';
import { type KnownVersions, understands } from './kind-versions';
import { type BucketContent, lengthOf, type PageSealer, preparePages } from './pages.server';
import { bucketsFor, type Facts, loadFacts, markOf } from './policy.server';
import { mostRowsInAPull, type PullAnswer, type PullRequest } from './protocol';
import { settledFrom, takenInOf } from './receipts.server';
import { differingSums } from './sums.server';
import { type ChangeLogParts, inTransaction, type Work } from './work.server';

export interface PullParts extends ChangeLogParts {
  readonly clock: Clock;
  /** Rows and removals in one answer; the tests make it small. */
  readonly mostRows?: number;
}

/** Which tablet asks, as the device session says: a nursery's for its staff, a personal one for its owner. */
export type AskingTablet = Pick<Tables['tablets'], 'id' | 'nursery' | 'person'>;

interface Drained {
  readonly contents: ReadonlyMap<Bucket, BucketContent>;
  readonly cursors: Record<Bucket, number>;
  readonly more: boolean;
}

/** `update-needed`: the next page holds what this tablet's version cannot read. It has all before it, and may push on. */
export async function answerPull(
  parts: PullParts,
  tablet: AskingTablet,
  request: PullRequest,
): Promise<Result<PullAnswer, 'update-needed'>> {
  const look = async (work: Work): Promise<Result<Looked, 'update-needed'>> => {
    const { tx } = work;
    const now = parts.clock();
    const known = await loadFacts(tx, request.person, { now, toldAt: null });
    const facts = known && mayAsk(tablet, known) ? known : null;
    const buckets = facts ? bucketsFor(facts) : [];
    const told = markOf(facts);
    if (known) await noteTold(tx, { tablet: tablet.id, person: request.person, told_at: now, told: request.told === told ? told : null });
    const drained = await drain(work, buckets, request, parts.mostRows ?? mostRowsInAPull);
    if (!isReadable(parts, drained, request.knows)) return trouble('update-needed');
    const pages = await preparePages(work, tablet.id, request.person, drained.contents);
    const answer = {
      v: 1 as const,
      buckets: [...buckets],
      cursors: drained.cursors,
      settled: [
        ...(await settledFrom(tx, { tablet: tablet.id, author: request.person, n: request.lowest })),
        ...(await takenInOf(tx, { tablet: tablet.id, author: request.person }, request.apart ?? [])),
      ],
      told,
      more: drained.more,
      ...(request.sums && !drained.more ? { differing: await differingSums(work, buckets, request, now) } : {}),
    };
    return ok({ answer, pages });
  };
  const looked = await inTransaction(parts, look, 'snapshot');
  return looked.ok ? ok({ ...looked.value.answer, pages: await looked.value.pages() }) : looked;
}

interface Looked {
  readonly answer: Omit<PullAnswer, 'pages'>;
  readonly pages: PageSealer;
}

/** Can the tablet that says this read a row of this kind? */
export const canRead = ({ kinds }: PullParts, knows: KnownVersions | undefined, kind: string): boolean =>
  understands(knows, kinds.get(kind) ?? { name: kind, version: 1 });

const isReadable = (parts: PullParts, { contents }: Drained, knows: KnownVersions | undefined): boolean =>
  [...contents.values()].every(({ rows }) => rows.every(({ kind }) => canRead(parts, knows, kind)));

/** A tablet asks for the people whose tiles it may show. */
export const mayAsk = (tablet: AskingTablet, facts: Facts): boolean =>
  tablet.person === facts.person || facts.memberships.some(m => m.nursery === tablet.nursery);

/**
 * Remembers since when the tablet knows this, so that edits made before it knew are judged by what held before. The first
 * time that it asks is noted as well: what ended before then never counted for it. `told` null: it does not know yet.
 */
async function noteTold(tx: Writing, { told, ...asked }: Omit<Tables['tablet_people'], 'told'> & { told: string | null }): Promise<void> {
  const before = await tx
    .selectFrom('tablet_people')
    .select('told')
    .where('tablet', '=', asked.tablet)
    .where('person', '=', asked.person)
    .executeTakeFirst();
  if (before && (told === null || before.told === told)) return;
  const row = { ...asked, told: told ?? '' };
  await tx
    .insertInto('tablet_people')
    .values(row)
    .onConflict(at => at.columns(['tablet', 'person']).doUpdateSet({ told_at: row.told_at, told: row.told }))
    .execute();
}

/** Bucket after bucket from its cursor, until `most` rows are together; the last answer leaves no bucket behind. */
async function drain(work: Work, buckets: readonly Bucket[], request: PullRequest, most: number): Promise<Drained> {
  const contents = new Map<Bucket, BucketContent>();
  const cursors: Record<Bucket, number> = {};
  let room = most;
  let more = false;
  for (const bucket of buckets) {
    const from = request.cursors[bucket] ?? 0;
    const places = await placesAfter(work.tx, bucket, from, room + 1);
    more ||= places.length > room;
    const taken = places.slice(0, room);
    room -= taken.length;
    cursors[bucket] = taken.at(-1)?.place ?? from;
    const again = from === 0 ? [] : await placesOf(work.tx, bucket, request.again);
    const content = contentOf(bucket, [...taken, ...again.filter(one => one.place <= from)]);
    if (lengthOf(content) > 0) contents.set(bucket, content);
  }
  return { contents, cursors, more };
}

/** What has left the bucket is named alone. */
const places = (tx: Writing, bucket: Bucket) =>
  tx
    .selectFrom('record_buckets')
    .leftJoin('records', join => join.onRef('records.id', '=', 'record_buckets.record').on('record_buckets.gone', '=', 0))
    .select(['record', 'place', 'gone', 'kind', 'author', 'version', 'key', 'body'])
    .where('bucket', '=', bucket);

const placesAfter = (tx: Writing, bucket: Bucket, after: number, limit: number) =>
  places(tx, bucket).where('place', '>', after).orderBy('place').limit(limit).execute();

const placesOf = async (tx: Writing, bucket: Bucket, records: readonly string[]) =>
  records.length === 0 ? [] : places(tx, bucket).where('record', 'in', records).execute();

type Placed = Awaited<ReturnType<typeof placesAfter>>[number];

function contentOf(bucket: Bucket, found: readonly Placed[]): BucketContent {
  const removals = found.filter(({ gone }) => gone === 1).map(({ record }) => ({ bucket, id: record }));
  const rows = found.flatMap(({ record: id, kind, author, version, key, body }) =>
    kind !== null && author !== null && version !== null && key !== null && body !== null
      ? [{ bucket, id, kind, author, version, key, body }]
      : [],
  );
  return { rows, removals };
}
