// Getting back in with a recovery card, and making another one: what is typed leaves the tablet once, and is kept nowhere.
import type { Http, HttpTrouble } from '../../device/http';
import { openOwn, type WrapGuards } from '../../device/own-wrap';
import type { Session, Tablet } from '../../device/session';
import type { Stretch } from '../../device/vault';
import { toBase64Url } from '../../kernel/bytes';
import { parse } from '../../kernel/parse';
import { ok, type Result, trouble } from '../../kernel/result';
import { pinStretching } from '../../sync/keys';
import type { TabletTrouble } from '../../sync/verdict';
import { newCardAnswerSchema, newCardPath, newCardText, type RecoverRequest, recoverAnswerSchema, recoverPath } from './recovery';
import { cardText, newRecoveryCard } from './recovery-card';

export interface RecoveryParts {
  readonly tablet: Tablet;
  readonly http: Pick<Http, 'post'>;
  readonly guards: () => Promise<WrapGuards>;
  readonly stretch: Stretch;
  readonly askWhoIsHere: () => Promise<Result<null, HttpTrouble>>;
}

/** What she has typed, in order, and the card that is to come in the place of hers. */
export interface Recovering {
  readonly card: string;
  readonly pin: string;
  readonly next: string;
}

/** In seconds: so long no card is looked at. */
export interface CardWait {
  readonly seconds: number;
}
/** `soon`: her new PIN holds, and this tablet hears of it at its next contact. */
export type Recovered = 'here' | 'soon';
export type RecoverTrouble = 'not-taken' | HttpTrouble | CardWait;

const utf8 = new TextEncoder();
const hashOf = async (person: string, card: string): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(cardText(person, card)))));

async function requestFor({ tablet, stretch }: RecoveryParts, person: string, { card, pin, next }: Recovering): Promise<RecoverRequest> {
  const how = { v: 1, salt: toBase64Url(tablet.random().slice(0, 16)), ...pinStretching } as const;
  const stretched = toBase64Url(await stretch(pin, how));
  return { v: 1, person, card, next: await hashOf(person, next), pin: { ...how, stretched } };
}

/**
 * The card for a new PIN, which opens this tablet as soon as it has heard of it: at once, if the network holds. Ask again with the same
 * `next` after a lost answer: it is done once. Nothing that waits here is touched.
 */
export async function recover(parts: RecoveryParts, person: string, typed: Recovering): Promise<Result<Recovered, RecoverTrouble>> {
  const answer = await parts.http.post(recoverPath, await requestFor(parts, person, typed));
  if (!answer.ok) return answer;
  const read = parse(recoverAnswerSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const { answer: said, seconds = 60 } = read.value;
  if (said !== 'taken') return trouble(said === 'wait' ? { seconds } : said);
  const asked = await parts.askWhoIsHere();
  if (!asked.ok) return ok('soon');
  await (await parts.guards()).attempts.forgive(person); // the card has shown who she is: what she mistyped before is over
  return ok('here');
}

/** For her PIN, so that nobody makes one at a tablet that she has left open. Gives the card, which is shown once. */
export async function makeCard(
  { tablet, http, guards, stretch }: Omit<RecoveryParts, 'askWhoIsHere'>,
  { person, keys }: Session,
  pin: string,
): Promise<Result<string, TabletTrouble | HttpTrouble>> {
  const kept = await tablet.database.people.get(person.id);
  const opened = kept ? await openOwn(await guards(), kept, pin, stretch) : trouble('row-damaged' as const);
  if (!opened.ok) return opened;
  opened.value.drop();
  const card = newRecoveryCard(tablet.random);
  const asked = { person: person.id, hash: await hashOf(person.id, card) };
  const answer = await http.post(newCardPath, { v: 1, ...asked, sig: await keys.sign(newCardText(tablet.id, asked)) });
  if (!answer.ok) return answer;
  const read = parse(newCardAnswerSchema, answer.value);
  return read.ok && read.value.answer === 'taken' ? ok(card) : trouble('server-trouble');
}
