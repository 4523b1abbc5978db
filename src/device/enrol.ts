// Makes this browser a tablet of the nursery: its own key pair, a code that is used once, and six digits that somebody compares.
import { toBase64Url } from '../kernel/bytes';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { digitsOf, digitsText, type EnrolledTablet, enrolAnswerSchema, enrolPath, enrolText } from '../sync/tablet-protocol';
import { type Credentials, ecdsa, signAs } from './credentials';
import type { TabletDatabase } from './database';
import type { Identity } from './enrolment';
import { enrolledSetting } from './first-visit';
import type { Http, HttpTrouble } from './http';

/** A name in `settings`. */
const pendingSetting = 'enrolment-begun';

/** Between two questions whether it is let in, in ms. */
const rhythm = 2_000;
/** A network that is away for so many questions is told; the code goes on. */
const mostMisses = 15;

/** Kept before the first call, so that an enrolment whose answer was lost, or that waits, goes on as the same tablet. */
async function beginEnrolment(database: TabletDatabase): Promise<Credentials> {
  const begun = await database.settings.get(pendingSetting);
  if (begun) return begun.value as Credentials;
  const made = { id: crypto.randomUUID(), keys: await crypto.subtle.generateKey(ecdsa, false, ['sign', 'verify']) };
  await database.settings.put({ name: pendingSetting, value: made });
  return made;
}

/** What somebody has to look at while the tablet waits. */
export interface Comparing {
  /** The six digits, once they are known. */
  show(digits: string): void;
  /** Resolves after so many ms; false: nobody waits here any more. */
  pause(ms: number): Promise<boolean>;
}

interface Asked {
  readonly id: string;
  readonly publicKey: string;
  readonly code: string;
}

async function digitsFor(asked: Asked, salt: string): Promise<string> {
  const text = new TextEncoder().encode(digitsText(asked, salt));
  return digitsOf(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
}

/** Asks until somebody in the office has said yes or no, or ten minutes are over. */
async function askUntilLetIn(
  http: Http,
  asked: Asked & { readonly sig: string },
  comparing?: Comparing,
): Promise<Result<EnrolledTablet, HttpTrouble>> {
  let hasAnswered = false;
  for (let misses = 0; ; ) {
    const answer = await http.post(enrolPath, asked);
    const isAway = !answer.ok && answer.trouble === 'no-network' && hasAnswered;
    misses = isAway ? misses + 1 : 0;
    if (!answer.ok && (!isAway || misses > mostMisses)) return answer;
    if (answer.ok) {
      const read = parse(enrolAnswerSchema, answer.value);
      if (!read.ok) return trouble('server-trouble');
      if ('tablet' in read.value) return ok(read.value.tablet);
      hasAnswered = true;
      comparing?.show(await digitsFor(asked, read.value.waiting.salt));
    }
    if (!(await comparing?.pause(rhythm))) return trouble('code-not-valid');
  }
}

/** Needs the network. Without `comparing` it waits for nobody. The code is used up by asking; `code-not-valid`: unknown, used, older than ten minutes, or refused in the office. */
export async function enrol(
  database: TabletDatabase,
  http: Http,
  code: string,
  comparing?: Comparing,
): Promise<Result<Identity, HttpTrouble>> {
  const credentials = await beginEnrolment(database);
  const { id } = credentials;
  const publicKey = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', credentials.keys.publicKey)));
  const asked = { id, publicKey, code };
  const tablet = await askUntilLetIn(http, { ...asked, sig: await signAs(credentials, enrolText(asked)) }, comparing);
  if (!tablet.ok) return tablet;
  const identity = { ...credentials, tablet: tablet.value };
  await database.transaction('rw', database.settings, async () => {
    await database.settings.put({ name: enrolledSetting, value: identity });
    await database.settings.delete(pendingSetting);
  });
  return ok(identity);
}
