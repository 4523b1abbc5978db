// Pull: fetches what changed for one person and applies it, with its cursors, in one transaction.
// Invariants: 1 waiting changes are dropped with the last page only, so nothing that she saved ever flickers back; 2 a
// bucket that is not listed any more leaves the tablet in the same transaction; 3 an answer to older cursors is thrown away.
import type { Cursor, StoredRow, TabletDatabase } from '../device/database';
import type { Http, HttpTrouble } from '../device/http';
import { openPage, sealRow } from '../device/page';
import type { Session } from '../device/session';
import { dropUnreadBuckets, removeFromBucket } from '../device/unread-buckets';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { type Bucket, holderOf } from './bucket';
import { keyOfHolder } from './outbox.store';
import { type PageContent, type PullAnswer, protocolVersion, pullAnswerSchema, pullPath, type SealedPage } from './protocol';
import { endWaiting } from './settle.store';

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
  const { pages, unopened } = await openPages(session, read.value.pages);
  if (!session.keys.isHeld()) return ok('done'); // locked meanwhile: the next unlock asks again
  const isApplied = await database.transaction(
    'rw',
    [database.rows, database.outbox, database.quarantined, database.cursors, database.people, database.damaged],
    async () => apply(session, asked.cursors, withoutHolders(session, read.value, unopened), pages),
  );
  if (unopened.size > 0) return trouble('row-damaged');
  if (!isApplied) return ok('stale');
  return ok(read.value.more ? 'more' : 'done');
}

/** What does not open, a page under a key that she has not been given yet, stops nothing else. */
async function openPages(session: Session, sealed: readonly SealedPage[]): Promise<{ pages: ReadyPage[]; unopened: ReadonlySet<string> }> {
  const pages: ReadyPage[] = [];
  const unopened = new Set<string>();
  for (const page of sealed) {
    const content = await openPage(session, page);
    if (content && session.keys.isHeld()) pages.push(await readyPage(session, page.holder, content));
    else unopened.add(page.holder);
  }
  return { pages, unopened };
}

/** The answer without the progress of what did not open: it is asked for again, and nothing is settled by half an answer. */
function withoutHolders({ person }: Session, answer: PullAnswer, unopened: ReadonlySet<string>): PullAnswer {
  if (unopened.size === 0) return answer;
  const cursors = Object.entries(answer.cursors).filter(([bucket]) => !unopened.has(holderOf(bucket, person.id)));
  return { ...answer, cursors: Object.fromEntries(cursors), more: true };
}

async function whatToAsk({ tablet: { database }, person }: Session) {
  return database.transaction('r', database.cursors, database.outbox, database.damaged, database.people, async () => {
    const cursors = await database.cursors.toArray();
    const damaged = await database.damaged.limit(100).toArray();
    const first = await database.outbox.where('[author+n]').between([person.id, 0], [person.id, Number.MAX_SAFE_INTEGER]).first();
    const hers = cursors.filter(({ holder, bucket }) => holder === holderOf(bucket, person.id));
    const request = {
      cursors: Object.fromEntries(hers.map(({ bucket, place }) => [bucket, place])),
      lowest: first?.n ?? 0,
      again: damaged.map(({ id }) => id),
      told: (await database.people.get(person.id))?.told ?? null,
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
  await database.people.update(session.person.id, { buckets: answer.buckets, told: answer.told });
  await dropUnreadBuckets(database);
  for (const [bucket, place] of Object.entries(answer.cursors))
    await database.cursors.put({ holder: holderOf(bucket, session.person.id), bucket, place });
  if (answer.more) return true;
  await settle(session, answer);
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
  const isOlder = before !== undefined && before.revision > row.revision;
  await database.rows.put(isOlder ? { ...before, buckets } : { ...row, buckets });
  await database.damaged.delete(place);
}

/** A number stands for the change that was sent under it: another change of the same number is sent and judged by itself. */
async function settle({ tablet: { database }, person }: Session, { settled }: PullAnswer): Promise<void> {
  const entries = await database.outbox.bulkGet(settled.map(({ n }): [string, number] => [person.id, n]));
  const over = settled.flatMap(({ change, reason }, at) => {
    const entry = entries[at];
    return entry?.change === change ? [{ entry, reason }] : [];
  });
  await endWaiting(database, over);
}
