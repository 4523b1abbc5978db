// One round of syncing: everything that waits out, then everything new in, then the tablet's other errands.
import type { Http, HttpTrouble } from '../device/http';
import type { Session, Tablet } from '../device/session';
import { storageTrouble } from '../device/storage-trouble';
import { ok, type Result, trouble } from '../kernel/result';
import { pullOnce } from './pull.store';
import { pushOnce } from './push.store';
import type { TabletTrouble } from './verdict';

export type Round = Result<null, HttpTrouble | TabletTrouble>;

/** Something else that is done at each contact: one errand's trouble stops no other. */
export type Errand = () => Promise<Round>;

export interface RoundParts {
  readonly tablet: Tablet;
  readonly http: Pick<Http, 'post'>;
  /** Who is unlocked now; null: what waits is sent all the same, nothing is fetched. */
  readonly session: () => Session | null;
  readonly errands?: readonly Errand[];
}

/**
 * Everything that waits out, then everything new in; fetching never waits for an empty outbox. The next round goes on
 * where trouble stopped this one, and the first trouble is the one that is told.
 * A lock in mid-round drops the keys under it: that is no trouble, the next unlock fetches again.
 */
export async function syncRound(parts: RoundParts): Promise<Round> {
  const person = parts.session();
  try {
    const pushed = await pushAll(parts);
    const pulled = person ? await pullAll(person, parts) : ok(null);
    const done = [pushed, pulled];
    for (const errand of parts.errands ?? []) done.push(await errand());
    return done.find(round => !round.ok) ?? ok(null);
  } catch (error) {
    if (person && !person.keys.isHeld()) return ok(null);
    const known = storageTrouble(error);
    if (known) return trouble(known);
    throw error;
  }
}

async function pushAll({ tablet, http }: Pick<RoundParts, 'tablet' | 'http'>): Promise<Round> {
  for (;;) {
    const pushed = await pushOnce(tablet, http);
    if (!pushed.ok) return pushed;
    if (pushed.value === 'nothing') return ok(null);
  }
}

async function pullAll(person: Session, { http }: Pick<RoundParts, 'http'>): Promise<Round> {
  for (;;) {
    const pulled = await pullOnce(person, http);
    if (!pulled.ok) return pulled;
    if (pulled.value === 'done') return ok(null);
  }
}
