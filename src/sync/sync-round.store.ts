// One round of syncing: everything that waits out, then everything new in, then the tablet's other errands.
import type { Http, HttpTrouble } from '../device/http';
import type { Session, Tablet } from '../device/session';
import { dropAllStaged } from '../device/staged';
import { storageTrouble } from '../device/storage-trouble';
import { ok, type Result, trouble } from '../kernel/result';
import { fetchForAll } from './locked-pull.store';
import { pullAll } from './pull.store';
import { pushAll } from './push.store';
import { compareNowAndThen, contactOf } from './repair.store';
import { applyStaged } from './staged-pages.store';
import type { TabletTrouble } from './verdict';

export type Round = Result<null, HttpTrouble | TabletTrouble>;

/** Something else that is done at each contact: one errand's trouble stops no other. */
export type Errand = () => Promise<Round>;

export interface RoundParts {
  readonly tablet: Tablet;
  readonly http: Pick<Http, 'post'>;
  /** Who is unlocked now; null: what waits is sent all the same, and what is fetched waits sealed. */
  readonly session: () => Session | null;
  /** What this version of Larkrise can read; a round that does not say so fetches nothing while nobody is unlocked. */
  readonly kinds?: Session['kinds'];
  /** The server has said that there is something to fetch. */
  readonly isPoked?: boolean;
  readonly errands?: readonly Errand[];
}

/**
 * What was fetched while she was away first, then everything that waits out, then everything new in; fetching never waits for an
 * empty outbox. The next round goes on where trouble stopped this one, and the first trouble is the one that is told; where there is
 * no room for one thing there may be for another, such as longer leases, so the storage's trouble stops nothing either.
 * A lock in mid-round drops the keys under it: that is no trouble, the next unlock fetches again.
 */
export async function syncRound(parts: RoundParts): Promise<Round> {
  const { tablet, http, session, errands = [] } = parts;
  const person = session();
  try {
    const applied = await tried(tablet, async () => {
      if (person) await applyStaged(person);
      return ok(null);
    });
    const pushed = await tried(tablet, () => pushAll(tablet, http, session));
    const pulled = applied.ok ? await tried(tablet, () => (person ? pullAndCompare(person, parts) : pullLocked(parts))) : applied;
    const done = [pushed, pulled];
    for (const errand of errands) done.push(await tried(tablet, errand));
    return done.find(round => !round.ok) ?? ok(null);
  } catch (error) {
    if (person && !person.keys.isHeld()) return ok(null);
    throw error;
  }
}

/** Trouble with the storage under its name; where there is no room, what was fetched and not applied gives way. */
async function tried({ database }: Tablet, step: () => Promise<Round>): Promise<Round> {
  try {
    return await step();
  } catch (error) {
    const known = storageTrouble(error);
    if (!known) throw error;
    if (known === 'storage-full') await dropAllStaged(database).catch(() => false);
    return trouble(known);
  }
}

/** When she was last compared is looked up while the server is at work. */
async function pullAndCompare(person: Session, { http }: RoundParts): Promise<Round> {
  const contact = contactOf(person);
  contact.catch(() => undefined); // told below, or by what the pull tells
  const pulled = await pullAll(person, http);
  return pulled.ok ? compareNowAndThen(person, http, await contact) : pulled;
}

const pullLocked = async ({ tablet, http, kinds, isPoked = false }: RoundParts): Promise<Round> =>
  kinds ? fetchForAll({ tablet, http, kinds, isPoked }) : ok(null);
