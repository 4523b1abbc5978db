// Push: sends what waits, in order, anybody's; each entry stays until the server has answered for it and a pull has settled it.
import type { OutboxEntry, TabletDatabase } from '../device/database';
import type { Http, HttpTrouble } from '../device/http';
import { postPacked } from '../device/packed-body';
import type { Session, Tablet } from '../device/session';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { mostBytesInAPush, mostChangesInAPush, protocolVersion, pushAnswerSchema, pushPath } from './protocol';
import { asRuns } from './run-signing.store';
import { endWaiting, type Settled } from './settle.store';
import type { Verdict } from './verdict';

/** What an envelope weighs in the body beside its bytes, at most. */
const envelopeWeight = 600;
const weightOf = (entry: OutboxEntry): number => Math.ceil((entry.bytes.length * 4) / 3) + envelopeWeight;

/** One request at the most. `nothing`: no change waits for a first answer. `session`: who is unlocked, so that hers leave under one signature. */
export async function pushOnce(
  tablet: Tablet,
  http: Pick<Http, 'post'>,
  session: Session | null = null,
): Promise<Result<'sent' | 'nothing', HttpTrouble>> {
  const entries = await claim(tablet.database);
  if (entries.length === 0) return ok('nothing');
  const verdicts = await send(tablet, http, session, entries);
  if (!verdicts.ok) return verdicts;
  await inTransaction(tablet.database, () => noteVerdicts(tablet.database, entries, verdicts.value));
  return ok('sent');
}

/** Everything that waits, push by push: what comes next is taken together with the note of what was answered. */
export async function pushAll(tablet: Tablet, http: Pick<Http, 'post'>, session: () => Session | null): Promise<Result<null, HttpTrouble>> {
  const { database } = tablet;
  let entries = await claim(database);
  while (entries.length > 0) {
    const verdicts = await send(tablet, http, session(), entries);
    if (!verdicts.ok) return verdicts;
    entries = await inTransaction(database, async () => {
      await noteVerdicts(database, entries, verdicts.value);
      return claimInside(database, await nextAfter(database, entries));
    });
  }
  return ok(null);
}

const inTransaction = <Value>(database: TabletDatabase, act: () => Promise<Value>): Promise<Value> =>
  database.transaction('rw', database.outbox, database.quarantined, database.rows, async () => act());

/** One verdict an entry; or they wait on, as they were sent. */
async function send(
  tablet: Tablet,
  http: Pick<Http, 'post'>,
  session: Session | null,
  entries: readonly OutboxEntry[],
): Promise<Result<readonly Verdict[], HttpTrouble>> {
  const envelopes = await asRuns(session, tablet.id, entries);
  const answer = await postPacked(http, pushPath, { v: protocolVersion, tablet: tablet.id, envelopes });
  if (!answer.ok) return giveBack(tablet.database, entries, answer.trouble);
  const read = parse(pushAnswerSchema, answer.value);
  if (!read.ok || read.value.verdicts.length !== entries.length) return giveBack(tablet.database, entries, 'server-trouble');
  return ok(read.value.verdicts);
}

/** Takes the next entries without a verdict. A group is never cut, unless it alone is too large for one push. */
const claim = (database: TabletDatabase): Promise<readonly OutboxEntry[]> =>
  database.transaction('rw', database.outbox, async () => claimInside(database, await nextUnanswered(database)));

async function claimInside({ outbox }: TabletDatabase, waiting: readonly OutboxEntry[]): Promise<readonly OutboxEntry[]> {
  const taken = fitting(waiting);
  await outbox.bulkPut(taken.map(entry => ({ ...entry, claimed: 1 as const })));
  return taken;
}

const isUnanswered = ({ verdict }: OutboxEntry): boolean => verdict === null;

/** What was answered waits for its rows and is found by its verdict: nothing of it is read. Inside a transaction on outbox. */
async function nextUnanswered({ outbox }: TabletDatabase): Promise<readonly OutboxEntry[]> {
  const [inOrder, answered] = await Promise.all([outbox.orderBy('seq').primaryKeys(), outbox.orderBy('verdict').primaryKeys()]);
  const over = new Set(answered.map(String));
  const next = inOrder.filter(key => !over.has(String(key))).slice(0, mostChangesInAPush);
  const [first] = next.length > 0 ? await outbox.bulkGet(next.slice(0, 1)) : [];
  const together = first ? await outbox.where('seq').aboveOrEqual(first.seq).limit(next.length).toArray() : [];
  if (together.every(isUnanswered)) return together; // one request instead of one an entry
  return (await outbox.bulkGet(next)).flatMap(entry => entry ?? []);
}

/** The same once everything up to `sent` has a verdict. Inside a transaction on outbox. */
async function nextAfter(database: TabletDatabase, sent: readonly OutboxEntry[]): Promise<readonly OutboxEntry[]> {
  const { outbox } = database;
  const next = await outbox
    .where('seq')
    .above(sent.at(-1)?.seq ?? 0)
    .limit(mostChangesInAPush)
    .toArray();
  return next.every(isUnanswered) ? next : nextUnanswered(database); // another tab was faster with some of it
}

/** How many of these, at most `mostChangesInAPush`, make the next push. */
export function fitting(waiting: readonly OutboxEntry[]): readonly OutboxEntry[] {
  let weight = 0;
  const fits = waiting.findIndex(entry => {
    weight += weightOf(entry);
    return weight > mostBytesInAPush;
  });
  const end = fits === -1 ? waiting.length : Math.max(fits, 1);
  const last = waiting[end - 1];
  const isFull = end < waiting.length || end === mostChangesInAPush;
  if (!isFull || !last?.group) return waiting.slice(0, end);
  const start = waiting.findIndex(entry => entry.group === last.group);
  const isCut = waiting.filter(entry => entry.group === last.group).length > end - start || end === mostChangesInAPush;
  return isCut && start > 0 ? waiting.slice(0, start) : waiting.slice(0, end);
}

const keysOf = (entries: readonly OutboxEntry[]) => entries.map(({ author, n }): [string, number] => [author, n]);

/** No answer came: they wait again, but what was sent may have arrived, so it stays as it is. */
async function giveBack(database: TabletDatabase, entries: readonly OutboxEntry[], why: HttpTrouble): Promise<Result<never, HttpTrouble>> {
  await database.transaction('rw', database.outbox, async () => {
    const now = await database.outbox.bulkGet(keysOf(entries));
    await database.outbox.bulkPut(now.flatMap(entry => (entry ? [{ ...entry, claimed: 2 as const }] : [])));
  });
  return trouble(why);
}

/** What is not there any more has left meanwhile. Nothing else about these has changed: a push carried them. Inside a transaction. */
async function noteVerdicts(database: TabletDatabase, entries: readonly OutboxEntry[], verdicts: readonly Verdict[]): Promise<void> {
  const there = new Set((await keysAmong(database, entries)).map(String));
  const refused: Settled[] = [];
  const answered: OutboxEntry[] = [];
  for (const [at, entry] of entries.entries()) {
    const verdict = verdicts[at];
    if (!verdict || !there.has(String([entry.author, entry.n]))) continue;
    if (verdict.verdict === 'quarantined') refused.push({ entry, reason: verdict.reason });
    else answered.push({ ...entry, verdict: verdict.verdict, claimed: 2 });
  }
  await database.outbox.bulkPut(answered);
  await endWaiting(database, refused);
}

const keysAmong = ({ outbox }: TabletDatabase, entries: readonly OutboxEntry[]) =>
  outbox
    .where('seq')
    .between(entries[0]?.seq ?? 0, entries.at(-1)?.seq ?? 0, true, true)
    .primaryKeys();
