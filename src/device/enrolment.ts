// Makes this browser a tablet of the nursery: its own key pair, a code, then sessions renewed by signature, and its people.
import { toBase64Url } from '../kernel/bytes';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import {
  challengeAnswerSchema,
  challengePath,
  type EnrolledTablet,
  enrolAnswerSchema,
  enrolPath,
  peopleAnswerSchema,
  peoplePath,
  sessionPath,
  sessionText,
} from '../sync/tablet-protocol';
import type { TabletDatabase } from './database';
import type { Http, HttpAnswer, HttpTrouble } from './http';
import { keepPlaceNames } from './place-names';
import { dropUnreadBuckets } from './unread-buckets';

/** The key pair never leaves the browser's own store; script can sign with it and not read it. */
interface Credentials {
  readonly id: string;
  readonly keys: CryptoKeyPair;
}

/** What this tablet is, once enrolled. */
export interface Identity extends Credentials {
  readonly tablet: EnrolledTablet;
}

/** Names in `settings`. */
const enrolledSetting = 'enrolled';
const pendingSetting = 'enrolment-begun';

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export async function loadIdentity(database: TabletDatabase): Promise<Identity | null> {
  const setting = await database.settings.get(enrolledSetting);
  return (setting?.value as Identity | undefined) ?? null;
}

/** Kept before the first call, so that an enrolment whose answer was lost goes on as the same tablet. */
async function beginEnrolment(database: TabletDatabase): Promise<Credentials> {
  const begun = await database.settings.get(pendingSetting);
  if (begun) return begun.value as Credentials;
  const made = { id: crypto.randomUUID(), keys: await crypto.subtle.generateKey(ecdsa, false, ['sign', 'verify']) };
  await database.settings.put({ name: pendingSetting, value: made });
  return made;
}

/** Needs the network once. The code is used up by success; `code-not-valid`: unknown, used or older than ten minutes. */
export async function enrol(database: TabletDatabase, http: Http, code: string): Promise<Result<Identity, HttpTrouble>> {
  const credentials = await beginEnrolment(database);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', credentials.keys.publicKey));
  const answer = await http.post(enrolPath, { code, id: credentials.id, publicKey: toBase64Url(point) });
  if (!answer.ok) return answer;
  const read = parse(enrolAnswerSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const identity = { ...credentials, tablet: read.value.tablet };
  await database.transaction('rw', database.settings, async () => {
    await database.settings.put({ name: enrolledSetting, value: identity });
    await database.settings.delete(pendingSetting);
  });
  return ok(identity);
}

/** Fifteen minutes of session, for a signature. The session is a cookie that no script sees. */
export async function renewSession(http: Http, { id, keys }: Credentials): Promise<Result<null, HttpTrouble>> {
  const asked = await http.post(challengePath, { tablet: id });
  if (!asked.ok) return asked;
  const challenge = parse(challengeAnswerSchema, asked.value);
  if (!challenge.ok) return trouble('server-trouble');
  const { nonce } = challenge.value;
  const text = new TextEncoder().encode(sessionText(id, nonce));
  const sig = toBase64Url(new Uint8Array(await crypto.subtle.sign(ecdsa, keys.privateKey, text)));
  const answer = await http.post(sessionPath, { tablet: id, nonce, sig });
  return answer.ok ? ok(null) : answer;
}

/**
 * The same http in a session: opened before the first call, renewed when it is over, and the call made once more.
 * Calls that find it over together renew it once.
 */
export function withSession(http: Http, credentials: Credentials): Http {
  let isOpen = false;
  let renewing: Promise<Result<null, HttpTrouble>> | null = null;
  const renew = (): Promise<Result<null, HttpTrouble>> => {
    renewing ??= renewSession(http, credentials).finally(() => {
      renewing = null;
    });
    return renewing;
  };
  const asking = async (ask: () => Promise<HttpAnswer>): Promise<HttpAnswer> => {
    const first = isOpen ? await ask() : trouble('not-enrolled' as const);
    if (first.ok || first.trouble !== 'not-enrolled') return first;
    const renewed = await renew();
    isOpen = renewed.ok;
    return renewed.ok ? ask() : renewed;
  };
  return {
    post: (path, body) => asking(() => http.post(path, body)),
    get: path => asking(() => http.get(path)),
  };
}

/** Asks who may unlock this tablet and what its places are called, and keeps both; who is no longer named leaves with all that only she could read, her waiting changes stay. */
export async function fetchPeople(database: TabletDatabase, http: Http): Promise<Result<null, HttpTrouble>> {
  const answer = await http.get(peoplePath);
  if (!answer.ok) return answer;
  const read = parse(peopleAnswerSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const { people, places } = read.value;
  const roomNames = new Map(places?.rooms.map(({ id, name }) => [id, name]));
  await database.transaction('rw', database.people, database.rows, database.cursors, database.damaged, database.settings, async () => {
    if (places) await keepPlaceNames(database, places);
    const before = new Map((await database.people.toArray()).map(person => [person.id, person]));
    await database.people.bulkDelete([...before.keys()].filter(id => people.every(person => person.id !== id)));
    await database.people.bulkPut(
      people.map(person => ({
        ...person,
        roomName: roomNames.get(person.room) ?? '',
        buckets: before.get(person.id)?.buckets ?? [],
        told: before.get(person.id)?.told ?? null,
      })),
    );
    await dropUnreadBuckets(database);
  });
  return ok(null);
}
