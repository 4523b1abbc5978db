// Repair: now and then the sums of what this tablet holds are compared with the server's; what differs twice in a row is mended.
// Invariants: 1 only what is fetched up to a cursor and applied is compared; 2 a repair is applied only if that cursor still
// stands; 3 changes that wait are not touched: they lie beside the rows.
import type { Contact, TabletDatabase } from '../device/database';
import type { Http, HttpTrouble } from '../device/http';
import type { Session } from '../device/session';
import { fromBase64Url } from '../kernel/bytes';
import { minutes } from '../kernel/clock';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { type Asked, type Asker, ask, whatToAsk } from './asking.store';
import { type Bucket, holderOf } from './bucket';
import {
  type CompareAnswer,
  type CompareRequest,
  compareAnswerSchema,
  comparePath,
  mostRangesInACompare,
  mostRowsInACompare,
} from './compare-protocol';
import { knownVersions } from './kind-versions';
import { protocolVersion } from './protocol';
import { take } from './pull.store';
import { putPages, readyPage, standingWhere } from './ready-pages.store';
import { byId, type Counted, rangesOf, sumOf } from './sums';

type Repaired = Result<null, HttpTrouble | 'row-damaged'>;

/** Between two comparisons of everything. */
const leastPause = minutes(60);
/** So many rows are looked at in one go, so that nobody's finger waits. */
const batch = 500;
/** Rows in one range, at least. */
const leastRange = 50;
/** Of one bucket at a time; what is left then is found again in an hour. */
const mostTurns = 40;

/** When somebody was last fetched for and compared, as compareNowAndThen needs it. */
export const contactOf = async ({ tablet: { database }, person }: Session): Promise<Contact | undefined> =>
  database.contacts.get(person.id);

/** Once an hour everything, at once what differed a moment ago. A tablet that has only just fetched for her has nothing to doubt. */
export async function compareNowAndThen(session: Session, http: Pick<Http, 'post'>, contact: Contact | undefined): Promise<Repaired> {
  const { clock } = session.tablet;
  const now = clock();
  if (!contact || contact.compared === 0 || contact.compared > now) return noted(session, { compared: now, doubted: [] });
  if (contact.doubted.length === 0 && now - contact.compared < leastPause) return ok(null);
  const differing = await differingNow(session, http, contact.doubted);
  if (!differing.ok) return differing;
  const twice = differing.value.filter(bucket => contact.doubted.includes(bucket));
  for (const bucket of twice) {
    const mended = await mend(session, http, bucket);
    if (!mended.ok) return mended;
  }
  return noted(session, { compared: now, doubted: differing.value.filter(bucket => !twice.includes(bucket)) });
}

async function noted({ tablet: { database }, person }: Session, seen: Pick<Contact, 'compared' | 'doubted'>): Promise<Repaired> {
  const before = await database.contacts.get(person.id);
  await database.contacts.put({ person: person.id, fetched: before?.fetched ?? 0, ...seen });
  return ok(null);
}

/** Sends the sums of these buckets (none named: of all of hers) with a pull, and gives those that differ. */
async function differingNow(
  session: Session,
  http: Pick<Http, 'post'>,
  named: readonly Bucket[],
): Promise<Result<readonly Bucket[], HttpTrouble | 'row-damaged'>> {
  const asker: Asker = { tablet: session.tablet, person: session.person.id, kinds: session.kinds, isUnlocked: true };
  const asked = await whatToAsk(asker);
  const sums = asked.isStaged ? null : await sumsOf(session, asked, named);
  if (!sums) return ok(named);
  const answered = await ask(asker, http, { ...asked, request: { ...asked.request, sums } });
  if (!answered.ok) return answered;
  const taken = await take(session, answered.value);
  return taken.ok ? ok(answered.value.answer.differing ?? []) : taken;
}

/** Null when the cursors have moved since. */
async function sumsOf(session: Session, { cursors }: Asked, named: readonly Bucket[]): Promise<Record<Bucket, string> | null> {
  const wanted = cursors.filter(({ bucket }) => named.length === 0 || named.includes(bucket));
  const sums: Record<Bucket, string> = {};
  for (const { bucket, place } of wanted) {
    const held = await heldIn(session, bucket);
    if (held.place !== place) return null;
    sums[bucket] = sumOf(held.rows);
  }
  return sums;
}

interface Held {
  /** How far the bucket is applied; null: nothing of it is, or something newer is staged. */
  readonly place: number | null;
  /** What the server has given of it, sorted by id. */
  readonly rows: readonly Counted[];
}

async function heldIn({ tablet: { database }, person }: Session, bucket: Bucket): Promise<Held> {
  const { rows, cursors, staged } = database;
  const holder = holderOf(bucket, person.id);
  return database.transaction('r', rows, cursors, staged, async () => {
    const isStaged = (await staged.where('holder').equals(holder).count()) > 0;
    const found: Counted[] = [];
    for (let after = ''; ; ) {
      const part = await rows.where('[holder+id]').between([holder, after], [holder, '\uffff'], false).limit(batch).toArray();
      for (const { id, revision, buckets, bytes } of part) if (bytes && buckets.includes(bucket)) found.push({ id, revision });
      if (part.length < batch) break;
      after = part.at(-1)?.id ?? '';
    }
    const cursor = await cursors.get([holder, bucket]);
    return { place: isStaged ? null : (cursor?.place ?? null), rows: found.sort(byId) };
  });
}

/** Finds the ranges that differ, then says what it has of them; again until nothing differs. */
async function mend(session: Session, http: Pick<Http, 'post'>, bucket: Bucket): Promise<Repaired> {
  for (let turn = 0; turn < mostTurns; turn++) {
    const held = await heldIn(session, bucket);
    const ranges = rangesOf(held.rows, Math.max(leastRange, Math.ceil(held.rows.length / mostRangesInACompare)));
    const summed = ranges.map(range => ({ ...range, sum: sumOf(range.rows) }));
    const compared = await compare(session, http, { bucket, ranges: summed.map(({ after, upTo, sum }) => ({ after, upTo, sum })) });
    if (!compared.ok) return compared;
    const differing = compared.value.differing.flatMap(at => summed[at] ?? []);
    if (differing.length === 0 || held.place === null || held.place < compared.value.place) return ok(null);
    const detailed = fitting(differing).map(range => ({
      ...range,
      rows: range.rows.map(({ id, revision }): [string, number] => [id, revision]),
    }));
    const answer = await compare(session, http, { bucket, ranges: detailed });
    if (!answer.ok) return answer;
    const isMended = await putRight(session, bucket, held.place, answer.value);
    if (!isMended) return ok(null);
  }
  return ok(null);
}

/** As many of the ranges as one request may hold. */
function fitting<R extends { readonly rows: readonly Counted[] }>(ranges: readonly R[]): readonly R[] {
  let rows = 0;
  const end = ranges.findIndex(range => {
    rows += range.rows.length;
    return rows > mostRowsInACompare;
  });
  return end === -1 ? ranges : ranges.slice(0, Math.max(end, 1));
}

async function compare(
  { tablet, person, kinds }: Session,
  http: Pick<Http, 'post'>,
  wanted: Pick<CompareRequest, 'bucket' | 'ranges'>,
): Promise<Result<CompareAnswer, HttpTrouble>> {
  const answer = await http.post(comparePath, {
    v: protocolVersion,
    tablet: tablet.id,
    person: person.id,
    knows: knownVersions(kinds),
    ...wanted,
  });
  if (!answer.ok) return answer;
  const read = parse(compareAnswerSchema, answer.value);
  return read.ok ? ok(read.value) : trouble('server-trouble');
}

/** False when nothing came, it did not open, or the tablet has moved on meanwhile: then it is looked at again in an hour. */
async function putRight(session: Session, bucket: Bucket, place: number, { pages }: CompareAnswer): Promise<boolean> {
  const ready = await Promise.all(
    pages.map(async ({ holder, key, bytes }) => readyPage(session, { holder, key, bytes: fromBase64Url(bytes) ?? new Uint8Array() })),
  );
  const opened = ready.flatMap(page => page ?? []);
  if (opened.length === 0 || opened.length < pages.length) return false;
  return stillAt(session, bucket, place, async database => putPages(database, opened, await standingWhere(database, opened), true));
}

function stillAt(session: Session, bucket: Bucket, place: number, put: (database: TabletDatabase) => Promise<void>): Promise<boolean> {
  const { database } = session.tablet;
  const holder = holderOf(bucket, session.person.id);
  const { rows, damaged, outbox, numbers, cursors, staged } = database;
  return database.transaction('rw', [rows, damaged, outbox, numbers, cursors, staged], async () => {
    const cursor = await database.cursors.get([holder, bucket]);
    if (cursor?.place !== place || (await database.staged.where('holder').equals(holder).count()) > 0) return false;
    await put(database);
    return true;
  });
}
