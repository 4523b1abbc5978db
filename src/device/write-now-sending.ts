// Sealed words for people who could not unlock, on their way: up to the server as they are, down to every tablet of theirs, and away
// everywhere once she has decided. Whoever is unlocked, or nobody: nothing is opened for it.
//
// Invariant: a row goes from this tablet only by her own hand, or when the server says that she has decided about it elsewhere.
import {
  fittingLater,
  type LaterAnswer,
  type LaterBox,
  type LaterDecided,
  laterAnswerSchema,
  laterDecidedText,
  laterFarewellPath,
  laterFarewellText,
  laterPath,
  mostDecided,
} from '../features/reflections/later-box';
import type { LaterNote } from '../features/reflections/later-note';
import { fromBase64Url, toBase64Url } from '../kernel/bytes';
import { minutes } from '../kernel/clock';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import type { TabletDatabase } from './database';
import type { Http, HttpTrouble } from './http';
import type { Session } from './session';

/** At most so often, unless there is something to say. */
const rhythm = minutes(5);
/** In one round; the next goes on. */
const mostTimes = 10;
/** So long a decision can be undone, and waits; in ms. */
const patience = 20_000;

/** A name in `settings`: what she has decided and the server has not heard of. */
const beginning = 'later-decided:';

interface Decision extends LaterDecided {
  readonly at: number;
}

/** To be kept in the transaction in which the row goes. Her keys must be held. */
export async function decisionOf(
  { tablet, person, keys }: Session,
  note: string,
): Promise<{ readonly name: string; readonly value: Decision }> {
  const sig = await keys.sign(laterDecidedText(person.id, note));
  return { name: beginning + note, value: { id: note, person: person.id, sig, at: tablet.clock() } };
}

/** Inside a transaction on settings. False: it was told already. */
export async function undoDecision({ settings }: TabletDatabase, note: string): Promise<boolean> {
  const isThere = (await settings.get(beginning + note)) !== undefined;
  await settings.delete(beginning + note);
  return isThere;
}

async function decisions({ settings }: TabletDatabase, now: number): Promise<readonly Decision[]> {
  const all = (await settings.where('name').startsWith(beginning).toArray()).map(({ value }) => value as Decision);
  return all.filter(({ at }) => at > now || at + patience < now); // a clock that was set back holds up nothing
}

/** What the server has not got as it is now. */
const unsentLater = async ({ later }: TabletDatabase): Promise<readonly LaterNote[]> =>
  (await later.toArray()).filter(({ sent, ephemeral }) => sent !== ephemeral && sent !== null);

const boxOf = ({ id, person, key, ephemeral, begun, letters, bytes }: LaterNote): LaterBox => ({
  ...{ id, person, key, ephemeral, letters },
  begun: Math.max(0, Math.trunc(begun)),
  bytes: toBase64Url(bytes),
});

/** Of those that it did not take it is said nothing more until they change; they stay here. */
async function noteAnswers({ later }: TabletDatabase, sent: readonly LaterNote[], { answers }: LaterAnswer): Promise<void> {
  await later.db.transaction('rw', later, async () => {
    for (const [at, { id, ephemeral }] of sent.entries()) {
      const now = await later.get(id);
      if (now?.ephemeral !== ephemeral) continue;
      if (answers[at] === 'decided') await later.delete(id);
      else if (answers[at] === 'kept') await later.put({ ...now, sent: ephemeral });
    }
  });
}

/** What came down, unless it is being written on here; what is over goes. */
async function takeDown(database: TabletDatabase, { boxes, gone }: LaterAnswer): Promise<void> {
  const { later, settings } = database;
  await later.db.transaction('rw', later, settings, async () => {
    const back = (await later.bulkGet([...gone])).flatMap(one => (one?.sent === null ? one.id : []));
    await later.bulkDelete(gone.filter(id => !back.includes(id)));
    for (const { bytes, ...box } of boxes) {
      const [here, decided, sealed] = [await later.get(box.id), await settings.get(beginning + box.id), fromBase64Url(bytes)];
      const isOlder = here !== undefined && here.sent !== here.ephemeral;
      if (sealed && !decided && !isOlder) await later.put({ ...box, bytes: sealed, sent: box.ephemeral });
    }
  });
}

/** What the server does not take stays here, and is brought again when this page begins anew. */
type NotTaken = Set<string>;
const newOf = (notes: readonly LaterNote[], notTaken: NotTaken) => notes.filter(({ ephemeral }) => !notTaken.has(ephemeral));

async function once(
  { database, http, clock }: Omit<LaterErrandParts, 'running'>,
  notTaken: NotTaken,
): Promise<Result<{ readonly more: boolean }, HttpTrouble>> {
  const [unsent, told] = [newOf(await unsentLater(database), notTaken), (await decisions(database, clock())).slice(0, mostDecided)];
  const sending = fittingLater(unsent);
  const here = (await database.later.toArray()).map(({ id, ephemeral }) => ({ id, ephemeral }));
  const decided = told.map(({ id, person, sig }) => ({ id, person, sig }));
  const answer = await http.post(laterPath, { v: 1, boxes: sending.map(boxOf), decided, here });
  if (!answer.ok) return answer.trouble === 'not-found' ? ok({ more: false }) : answer; // a server that does not know of this yet
  const read = parse(laterAnswerSchema, answer.value);
  if (!read.ok || read.value.answers.length !== sending.length) return trouble('server-trouble');
  await noteAnswers(database, sending, read.value);
  await database.settings.bulkDelete(told.map(({ id }) => beginning + id));
  await takeDown(database, read.value);
  for (const [at, { ephemeral }] of sending.entries()) if (read.value.answers[at] !== 'kept') notTaken.add(ephemeral);
  return ok({ more: read.value.more || sending.length < unsent.length });
}

export interface LaterErrandParts {
  readonly database: TabletDatabase;
  readonly http: Pick<Http, 'post'>;
  readonly clock: () => number;
  /** Ms since this page began. */
  readonly running: () => number;
}

/** An errand of each round. */
export function laterErrand({ running, ...parts }: LaterErrandParts) {
  let last: number | null = null;
  const notTaken: NotTaken = new Set();
  return async (): Promise<Result<null, HttpTrouble>> => {
    const { database, clock } = parts;
    const isSomething = newOf(await unsentLater(database), notTaken).length > 0 || (await decisions(database, clock())).length > 0;
    if (!isSomething && last !== null && running() - last < rhythm) return ok(null);
    for (let times = 0; times < mostTimes; times += 1) {
      const done = await once(parts, notTaken);
      if (!done.ok) return done;
      if (!done.value.more) break;
    }
    last = running();
    return ok(null);
  };
}

interface LastLater {
  readonly database: TabletDatabase;
  /** Its id. */
  readonly tablet: string;
  /** Without a session. */
  readonly http: Pick<Http, 'post'>;
  /** Signs as this tablet. */
  readonly sign: (text: string) => Promise<string>;
}

/** Before a revoked tablet empties itself: good when the server has all that it would take. */
export async function sendLastLater({ database, tablet, http, sign }: LastLater): Promise<Result<null, HttpTrouble>> {
  let left = await unsentLater(database);
  while (left.length > 0) {
    const sending = fittingLater(left);
    const payload = toBase64Url(new TextEncoder().encode(JSON.stringify(sending.map(boxOf))));
    const answer = await http.post(laterFarewellPath, { tablet, payload, sig: await sign(laterFarewellText(tablet, payload)) });
    if (!answer.ok) return answer;
    const read = parse(laterAnswerSchema, answer.value);
    if (!read.ok || read.value.answers.length !== sending.length) return trouble('server-trouble');
    await noteAnswers(database, sending, read.value);
    left = left.slice(sending.length);
  }
  return ok(null);
}
