// Makes this browser a tablet of the nursery: its own key pair, and a code that is used once.
import { toBase64Url } from '../kernel/bytes';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { enrolAnswerSchema, enrolPath } from '../sync/tablet-protocol';
import { type Credentials, ecdsa } from './credentials';
import type { TabletDatabase } from './database';
import type { Identity } from './enrolment';
import { enrolledSetting } from './first-visit';
import type { Http, HttpTrouble } from './http';

/** A name in `settings`. */
const pendingSetting = 'enrolment-begun';

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
