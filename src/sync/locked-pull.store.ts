// What a locked tablet fetches: everybody's pages, sealed under keys that it cannot open, kept for when they are unlocked.
import type { Http, HttpTrouble } from '../device/http';
import type { Session, Tablet } from '../device/session';
import { minutes } from '../kernel/clock';
import { ok, type Result, trouble } from '../kernel/result';
import { type Asker, ask, isNothingNew, whatToAsk } from './asking.store';
import { stageAnswer } from './pull.store';
import { partsOf } from './staged-pages.store';

/** Between two fetches for one person, unless the server has said that there is something. */
const leastPause = minutes(5);
/** Parts of answers that wait on one tablet; beyond it, the rest is fetched when somebody is unlocked. */
const mostStaged = 500;
/** So often is asked again when another tab was faster. */
const mostTries = 3;

interface LockedParts {
  readonly tablet: Tablet;
  readonly http: Pick<Http, 'post'>;
  readonly kinds: Session['kinds'];
  /** The server has said that there is something: nobody waits for her turn. */
  readonly isPoked: boolean;
}

/** For everybody whose tile is here and whose turn it is; a nursery's pages come once, with whoever is asked for first. */
export async function fetchForAll({ tablet, http, kinds, isPoked }: LockedParts): Promise<Result<null, HttpTrouble>> {
  const { database } = tablet;
  const contacts = new Map((await database.contacts.toArray()).map(contact => [contact.person, contact]));
  let first: Result<null, HttpTrouble> = ok(null);
  for (const person of await database.people.toCollection().primaryKeys()) {
    const now = tablet.clock();
    const contact = contacts.get(person) ?? { person, fetched: 0, compared: 0, doubted: [] };
    const since = now - contact.fetched;
    if (!isPoked && since >= 0 && since < leastPause) continue;
    if ((await database.staged.count()) >= mostStaged) return first;
    const fetched = await fetchFor({ tablet, person, kinds, isUnlocked: false }, http);
    if (fetched.ok) await database.contacts.put({ ...contact, fetched: now });
    else if (fetched.trouble === 'no-network') return fetched;
    else if (first.ok) first = fetched;
  }
  return first;
}

async function fetchFor(asker: Asker, http: Pick<Http, 'post'>): Promise<Result<null, HttpTrouble>> {
  for (let tries = 0; tries < mostTries; ) {
    const answered = await ask(asker, http, await whatToAsk(asker));
    if (!answered.ok) return answered;
    if (isNothingNew(answered.value)) return ok(null);
    const parts = partsOf(asker.person, answered.value.answer);
    if (!parts) return trouble('server-trouble');
    if (!(await stageAnswer(asker, answered.value, parts))) tries += 1;
    else if (!answered.value.answer.more) return ok(null);
  }
  return ok(null); // somebody else is at it
}
