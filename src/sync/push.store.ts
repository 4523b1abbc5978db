// Push: sends what waits, in order, anybody's; each entry stays until the server has answered for it and a pull has settled it.
import type { OutboxEntry, TabletDatabase } from '../device/database';
import type { Http, HttpTrouble } from '../device/http';
import { isUnanswered, raiseMark, readMark, unanswered } from '../device/outbox-mark';
import { tellEarlierPages } from '../device/outbox-numbers';
import { pack, postPacked } from '../device/packed-body';
import type { Session, Tablet } from '../device/session';
import type { Bytes } from '../kernel/bytes';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { mostBytesInAPush, mostChangesInAPush, mostPushesAtOnce, protocolVersion, pushAnswerSchema, pushPath } from './protocol';
import { asRuns } from './run-signing.store';
import { endWaiting, type Settled } from './settle.store';
import type { Verdict } from './verdict';

/** What an envelope weighs in the body beside its bytes, at most. */
const envelopeWeight = 600;
const weightOf = (entry: OutboxEntry): number => Math.ceil((entry.bytes.length * 4) / 3) + envelopeWeight;

/** Who is unlocked, so that hers leave under one signature; null: nobody. */
type WhoIsHere = () => Session | null;

/** What one request carries; never empty. */
interface Batch {
  readonly entries: readonly OutboxEntry[];
  readonly body: Promise<unknown>;
  /** While another push is on its way, this one's body is packed. */
  readonly packed?: Promise<Bytes | null>;
}

/** One request at the most. `nothing`: no change waits for a first answer. */
export async function pushOnce(
  tablet: Tablet,
  http: Pick<Http, 'post'>,
  session: Session | null = null,
): Promise<Result<'sent' | 'nothing', HttpTrouble>> {
  const batch = await begin(tablet, () => session);
  if (!batch) return ok('nothing');
  const verdicts = await send(tablet, http, batch);
  if (!verdicts.ok) return verdicts;
  await note(tablet.database, batch.entries, verdicts.value);
  return ok('sent');
}

/** An answer within so many ms comes over a line that carries more at a time. */
const quick = 1_000;
/** What one request carries, in pushes; 1 where the server is of before there were more. */
let most = mostPushesAtOnce;

const isTooMuch = ({ entries }: Batch, why: HttpTrouble): boolean =>
  entries.length > mostChangesInAPush && (why === 'bad-request' || why === 'body-too-large');

/**
 * Everything that waits, request by request, twice as much in each as long as answers come at once: while one is on its way the next
 * is read, signed and packed, and the answer to the one before is noted.
 */
export async function pushAll(tablet: Tablet, http: Pick<Http, 'post'>, session: WhoIsHere): Promise<Result<null, HttpTrouble>> {
  let [noted, pushes] = [Promise.resolve(), 1];
  for (let batch = await begin(tablet, session); batch; ) {
    const next = after(tablet, session, batch, pushes);
    next.catch(() => undefined); // waited for below, unless this one fails
    const began = tablet.clock();
    const verdicts = await send(tablet, http, batch);
    await noted;
    if (!verdicts.ok && isTooMuch(batch, verdicts.trouble)) {
      most = pushes = 1;
      batch = await begin(tablet, session);
      continue;
    }
    if (!verdicts.ok) return verdicts;
    pushes = tablet.clock() - began < quick ? Math.min(pushes * 2, most) : 1;
    noted = note(tablet.database, batch.entries, verdicts.value);
    noted.catch(() => undefined); // waited for before the next is noted
    batch = await next;
    if (batch) continue;
    await noted;
    batch = await begin(tablet, session);
  }
  return ok(null);
}

/** One verdict an entry; or they wait on, as they were sent. */
async function send(tablet: Tablet, http: Pick<Http, 'post'>, batch: Batch): Promise<Result<readonly Verdict[], HttpTrouble>> {
  const answer = await postPacked(http, pushPath, await batch.body, batch.packed);
  if (!answer.ok) return giveBack(tablet.database, answer.trouble);
  const read = parse(pushAnswerSchema, answer.value);
  if (!read.ok || read.value.verdicts.length !== batch.entries.length) return giveBack(tablet.database, 'server-trouble');
  return ok(read.value.verdicts);
}

/** Takes everything that has no answer, and gives the first of it. Where nothing waits, nothing is written. */
async function begin(tablet: Tablet, session: WhoIsHere): Promise<Batch | null> {
  const { database } = tablet;
  const { outbox, numbers } = database;
  const [first] = await database.transaction('r', outbox, numbers, async () => unanswered(database, 1));
  if (!first) return null;
  return database
    .transaction('rw', outbox, numbers, async () => {
      const last = await outbox.orderBy('seq').last();
      await raiseMark(database, { claimed: last?.seq ?? 0, sending: last?.seq ?? 0 });
      await tellEarlierPages(database);
      return unanswered(database, mostChangesInAPush);
    })
    .then(waiting => batchOf(tablet, session, fitting(waiting)));
}

/** What comes after these and is taken already, as far as one more request goes. */
async function after(tablet: Tablet, session: WhoIsHere, { entries }: Batch, pushes: number): Promise<Batch | null> {
  const { outbox, numbers } = tablet.database;
  const last = entries.at(-1)?.seq ?? 0;
  const [mark, next] = await tablet.database.transaction('r', outbox, numbers, async () => [
    await readMark(tablet.database),
    await outbox
      .where('seq')
      .above(last)
      .limit(pushes * mostChangesInAPush)
      .toArray(),
  ]);
  const taken = next.filter(({ seq }) => seq <= mark.claimed);
  if (!taken.every(entry => isUnanswered(entry, mark))) return null; // look anew
  const batch = batchOf(tablet, session, fitting(taken, pushes));
  const packed = batch?.body.then(body => pack(JSON.stringify(body)));
  packed?.catch(() => undefined);
  return batch && packed ? { ...batch, packed } : null;
}

function batchOf(tablet: Tablet, session: WhoIsHere, entries: readonly OutboxEntry[]): Batch | null {
  if (entries.length === 0) return null;
  const body = asRuns(session(), tablet.id, entries).then(envelopes => ({ v: protocolVersion, tablet: tablet.id, envelopes }));
  body.catch(() => undefined); // whoever sends it waits for it
  return { entries, body };
}

/** How many of these, at most `mostChangesInAPush` for each push, make the next request. */
export function fitting(waiting: readonly OutboxEntry[], pushes = 1): readonly OutboxEntry[] {
  const mostChanges = pushes * mostChangesInAPush;
  let weight = 0;
  const fits = waiting.findIndex(entry => {
    weight += weightOf(entry);
    return weight > pushes * mostBytesInAPush;
  });
  const end = fits === -1 ? waiting.length : Math.max(fits, 1);
  const last = waiting[end - 1];
  const isFull = end < waiting.length || end === mostChanges;
  if (!isFull || !last?.group) return waiting.slice(0, end);
  const start = waiting.findIndex(entry => entry.group === last.group);
  const isCut = waiting.filter(entry => entry.group === last.group).length > end - start || end === mostChanges;
  return isCut && start > 0 ? waiting.slice(0, start) : waiting.slice(0, end);
}

/** No answer came: they wait again, but what was sent may have arrived, so it stays as it is. */
async function giveBack(database: TabletDatabase, why: HttpTrouble): Promise<Result<never, HttpTrouble>> {
  await database.transaction('rw', database.numbers, async () => raiseMark(database, { sending: 0 }));
  return trouble(why);
}

/** What was taken waits for its rows; what was refused goes to its author, unless it has left meanwhile. */
async function note(database: TabletDatabase, entries: readonly OutboxEntry[], verdicts: readonly Verdict[]): Promise<void> {
  const { outbox, quarantined, numbers } = database;
  const refused = entries.flatMap((entry, at): Settled[] => {
    const verdict = verdicts[at];
    return verdict?.verdict === 'quarantined' ? [{ entry, reason: verdict.reason }] : [];
  });
  const answered = entries.at(-1)?.seq ?? 0;
  const tables = refused.length > 0 ? [numbers, outbox, quarantined] : [numbers];
  await database.transaction('rw', tables, async () => {
    await raiseMark(database, { answered });
    if (refused.length === 0) return;
    const there = await outbox.bulkGet(refused.map(({ entry: { author, n } }): [string, number] => [author, n]));
    await endWaiting(
      database,
      refused.filter(({ entry }, at) => there[at]?.change === entry.change),
    );
  });
}
