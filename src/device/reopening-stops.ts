// She stops a new PIN that others have asked for: also without a network, by a message that she has signed and that leaves at the next contact.
import { type StopRequest, stopAnswerSchema, stopPath, stopText } from '../features/pin/recovery';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import type { ReopeningNotice } from '../sync/tablet-protocol';
import type { TabletDatabase } from './database';
import type { Http, HttpTrouble } from './http';
import { type Live, live } from './live';
import type { Session } from './session';

/** A name in `settings`; it goes with her (left-people.ts). */
const beginning = 'stop-reopening:';

async function waitingStops({ settings }: TabletDatabase): Promise<readonly StopRequest[]> {
  return (await settings.where('name').startsWith(beginning).toArray()).map(({ value }) => value as StopRequest);
}

/** What she has stopped and the server has not heard of yet, by id: nobody is told of it any more. */
export const stoppedHere = async (database: TabletDatabase): Promise<ReadonlySet<string>> =>
  new Set((await waitingStops(database)).map(({ id }) => id));

/** Whoever is unlocked; a lost answer is asked for again. */
export async function sendStops(database: TabletDatabase, http: Pick<Http, 'post'>): Promise<Result<null, HttpTrouble>> {
  for (const stop of await waitingStops(database)) {
    const answer = await http.post(stopPath, stop);
    if (!answer.ok) return answer.trouble === 'not-found' ? ok(null) : answer; // a server that does not know of this yet
    if (!parse(stopAnswerSchema, answer.value).ok) return trouble('server-trouble');
    await database.settings.delete(beginning + stop.person);
  }
  return ok(null);
}

/** What others have asked for in her name; null: nothing. */
export const liveReopening = ({ tablet: { database }, person }: Session): Live<ReopeningNotice | null> =>
  live(
    async () => database.people.get(person.id),
    async row => row?.reopening ?? null,
    database.health,
  );

/** On the disk, and gone from her tile, in one transaction; then it is sent. Ok: the server has heard of it. */
export async function stopReopening(
  { tablet, person, keys }: Session,
  http: Pick<Http, 'post'>,
  id: string,
): Promise<Result<null, HttpTrouble>> {
  const { people, settings } = tablet.database;
  const sig = await keys.sign(stopText(tablet.id, { person: person.id, id }));
  const value: StopRequest = { v: 1, person: person.id, id, sig };
  await settings.db.transaction('rw', people, settings, async () => {
    await settings.put({ name: beginning + person.id, value });
    const row = await people.get(person.id);
    if (!row) return;
    const { reopening: _, ...rest } = row;
    await people.put(rest);
  });
  return sendStops(tablet.database, http);
}
