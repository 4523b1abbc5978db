// Pull: fetches what changed for one person and applies it, with its cursors, in one transaction.
// Invariants: 1 waiting changes are dropped with the last page only, so nothing that she saved ever flickers back; 2 a
// bucket that is not listed any more leaves the tablet in the same transaction; 3 an answer to older cursors is thrown away.
import type { Cursor, StoredRow, TabletDatabase } from '../device/database';
import type { Http, HttpTrouble } from '../device/http';
import { openPage, sealRow } from '../device/page';
import type { Session } from '../device/session';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { type Bucket, holderOf } from './bucket';
import { keyOfHolder } from './outbox.store';
import { type PageContent, type PullAnswer, protocolVersion, pullAnswerSchema, pullPath } from './protocol';
import { drop, keepApart } from './settle.store';

/** A page, opened, with its rows sealed again one by one for the tablet. */
interface ReadyPage {
  readonly rows: readonly (StoredRow & { readonly bucket: Bucket })[];
  readonly removals: readonly { readonly holder: string; readonly bucket: Bucket; readonly id: string }[];
}

/** One request. `more`: another page waits; `stale`: another tab was faster. */
export async function pullOnce(
  session: Session,
  http: Pick<Http, 'post'>,
): Promise<Result<'done' | 'more' | 'stale', HttpTrouble | 'row-damaged'>> {
  const { database } = session.tablet;
  const asked = await whatToAsk(session);
  const answer = await http.post(pullPath, { v: protocolVersion, tablet: session.tablet.id, person: session.person.id, ...asked.request });
  if (!answer.ok) return answer;
  const read = parse(pullAnswerSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const pages: ReadyPage[] = [];
  for (const page of read.value.pages) {
    const content = await openPage(session, page);
    if (!content) return trouble('row-damaged');
    pages.push(await readyPage(session, page.holder, content));
  }
  const isApplied = await database.transaction(
    'rw',
    [database.rows, database.outbox, database.quarantined, database.cursors, database.people, database.damaged],
    () => apply(session, asked.cursors, read.value, pages),
  );
  if (!isApplied) return ok('stale');
  return ok(read.value.more ? 'more' : 'done');
}

async function whatToAsk({ tablet: { database }, person }: Session) {
  return database.transaction('r', database.cursors, database.outbox, database.damaged, async () => {
    const cursors = await database.cursors.toArray();
    const damaged = await database.damaged.limit(100).toArray();
    const first = await database.outbox.where('[author+n]').between([person.id, 0], [person.id, Number.MAX_SAFE_INTEGER]).first();
    const hers = cursors.filter(({ holder, bucket }) => holder === holderOf(bucket, person.id));
    const request = {
      cursors: Object.fromEntries(hers.map(({ bucket, place }) => [bucket, place])),
      lowest: first?.n ?? 0,
      again: damaged.map(({ id }) => id),
    };
    return { cursors: hers, request };
  });
}

async function readyPage(session: Session, holder: string, content: PageContent): Promise<ReadyPage> {
  const key = keyOfHolder(session, holder);
  const rows = await Promise.all(
    content.rows.map(async ({ bucket, state, ...row }) => ({
      ...row,
      holder,
      bucket,
      buckets: [bucket],
      about: aboutOf(session, row.kind, state.values),
      key,
      bytes: await sealRow(session.keys, key, { holder, ...row }, state),
    })),
  );
  return { rows, removals: content.removals.map(removal => ({ holder, ...removal })) };
}

const aboutOf = (session: Session, kind: string, values: Readonly<Record<string, unknown>>): string => {
  const about = session.kinds.get(kind)?.about;
  const value = about ? values[about] : undefined;
  return typeof value === 'string' ? value : '';
};

async function apply(session: Session, asked: readonly Cursor[], answer: PullAnswer, pages: readonly ReadyPage[]): Promise<boolean> {
  const { database } = session.tablet;
  if (!(await areCurrent(session, asked))) return false;
  for (const page of pages) {
    for (const row of page.rows) await putRow(database, row);
    for (const { holder, bucket, id } of page.removals) await removeFromBucket(database, holder, id, bucket);
  }
  await dropBuckets(session, answer.buckets);
  for (const [bucket, place] of Object.entries(answer.cursors))
    await database.cursors.put({ holder: holderOf(bucket, session.person.id), bucket, place });
  if (answer.more) return true;
  await settleAcknowledged(session, answer);
  return true;
}

async function areCurrent({ tablet: { database }, person }: Session, asked: readonly Cursor[]): Promise<boolean> {
  const now = (await database.cursors.toArray()).filter(({ holder, bucket }) => holder === holderOf(bucket, person.id));
  const placeByBucket = new Map(asked.map(({ bucket, place }) => [bucket, place]));
  return now.length === asked.length && now.every(({ bucket, place }) => placeByBucket.get(bucket) === place);
}

async function putRow(database: TabletDatabase, { bucket, ...row }: ReadyPage['rows'][number]): Promise<void> {
  const place: [string, string] = [row.holder, row.id];
  const before = await database.rows.get(place);
  const buckets = [...new Set([...(before?.bytes ? before.buckets : []), bucket])];
  const isOlder = before !== undefined && before.place > row.place;
  await database.rows.put(isOlder ? { ...before, buckets } : { ...row, buckets });
  await database.damaged.delete(place);
}

/** A row leaves with its last bucket. */
async function removeFromBucket(database: TabletDatabase, holder: string, id: string, bucket: Bucket): Promise<void> {
  const row = await database.rows.get([holder, id]);
  if (!row) return;
  const buckets = row.buckets.filter(one => one !== bucket);
  if (buckets.length > 0) await database.rows.put({ ...row, buckets });
  else await database.rows.delete([holder, id]);
  if (buckets.length === 0) await database.damaged.delete([holder, id]);
}

/** What she may not have any more goes, unless a colleague on this tablet still may. Waiting edits stay and are still sent. */
async function dropBuckets({ tablet: { database }, person }: Session, listed: readonly Bucket[]): Promise<void> {
  const before = (await database.people.get(person.id))?.buckets ?? [];
  await database.people.update(person.id, { buckets: listed });
  const everybody = await database.people.toArray();
  for (const bucket of before.filter(one => !listed.includes(one))) {
    const holder = holderOf(bucket, person.id);
    const isStillRead = everybody.some(one => one.buckets.includes(bucket) && holderOf(bucket, one.id) === holder);
    if (isStillRead) continue;
    const rows = await database.rows.where('buckets').equals(bucket).toArray();
    for (const row of rows) if (row.holder === holder) await removeFromBucket(database, holder, row.id, bucket);
    await database.cursors.delete([holder, bucket]);
  }
}

async function settleAcknowledged({ tablet: { database }, person }: Session, answer: PullAnswer): Promise<void> {
  const reasonByNumber = new Map(answer.quarantined.map(({ n, reason }) => [n, reason]));
  const settled = await database.outbox.where('[author+n]').between([person.id, 0], [person.id, answer.acknowledged], true, true).toArray();
  for (const { author, n } of settled) {
    const reason = reasonByNumber.get(n);
    if (reason) await keepApart(database, author, n, reason);
    else await drop(database, author, n);
  }
}
