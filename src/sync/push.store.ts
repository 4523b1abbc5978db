// Push: sends what waits, in order, anybody's; each entry stays until the server has answered for it and a pull has settled it.
import type { OutboxEntry, TabletDatabase } from '../device/database';
import type { Http, HttpTrouble } from '../device/http';
import type { Tablet } from '../device/session';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { envelopeOf } from './outbox.store';
import { mostBytesInAPush, mostChangesInAPush, protocolVersion, pushAnswerSchema, pushPath } from './protocol';
import { endWaiting, type Settled } from './settle.store';
import type { Verdict } from './verdict';

/** What an envelope weighs in the body beside its bytes, at most. */
const envelopeWeight = 600;
const weightOf = (entry: OutboxEntry): number => Math.ceil((entry.bytes.length * 4) / 3) + envelopeWeight;

/** One request at the most. `nothing`: no change waits for a first answer. */
export async function pushOnce(tablet: Tablet, http: Pick<Http, 'post'>): Promise<Result<'sent' | 'nothing', HttpTrouble>> {
  const entries = await claim(tablet.database);
  if (entries.length === 0) return ok('nothing');
  const envelopes = entries.map(entry => envelopeOf(tablet.id, entry));
  const answer = await http.post(pushPath, { v: protocolVersion, tablet: tablet.id, envelopes });
  if (!answer.ok) return giveBack(tablet.database, entries, answer.trouble);
  const read = parse(pushAnswerSchema, answer.value);
  if (!read.ok || read.value.verdicts.length !== entries.length) return giveBack(tablet.database, entries, 'server-trouble');
  await noteVerdicts(tablet.database, entries, read.value.verdicts);
  return ok('sent');
}

/** Takes the next entries without a verdict. A group is never cut, unless it alone is too large for one push. */
async function claim(database: TabletDatabase): Promise<readonly OutboxEntry[]> {
  return database.transaction('rw', database.outbox, async () => {
    const waiting = await database.outbox
      .orderBy('seq')
      .filter(entry => entry.verdict === null)
      .limit(mostChangesInAPush)
      .toArray();
    const taken = fitting(waiting);
    for (const entry of taken) await database.outbox.update([entry.author, entry.n], { claimed: 1 });
    return taken;
  });
}

function fitting(waiting: readonly OutboxEntry[]): readonly OutboxEntry[] {
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

/** No answer came: they wait again, but what was sent may have arrived, so it stays as it is. */
async function giveBack(database: TabletDatabase, entries: readonly OutboxEntry[], why: HttpTrouble): Promise<Result<never, HttpTrouble>> {
  await database.transaction('rw', database.outbox, async () => {
    for (const { author, n } of entries) await database.outbox.update([author, n], { claimed: 2 });
  });
  return trouble(why);
}

async function noteVerdicts(database: TabletDatabase, entries: readonly OutboxEntry[], verdicts: readonly Verdict[]): Promise<void> {
  await database.transaction('rw', database.outbox, database.quarantined, database.rows, async () => {
    const refused: Settled[] = [];
    const now = await database.outbox.bulkGet(entries.map(({ author, n }): [string, number] => [author, n]));
    for (const [at, { author, n }] of entries.entries()) {
      const [verdict, entry] = [verdicts[at], now[at]];
      if (verdict?.verdict === 'quarantined' && entry) refused.push({ entry, reason: verdict.reason });
      else if (verdict) await database.outbox.update([author, n], { verdict: verdict.verdict, claimed: 2 });
    }
    await endWaiting(database, refused);
  });
}
