// An errand of each contact: who may unlock this tablet still. Who may not leaves it within minutes, whether anybody looks at it or not.
import type { HttpTrouble } from '../device/http';
import type { Tablet } from '../device/session';
import { minutes } from '../kernel/clock';
import { ok, type Result } from '../kernel/result';
import { generationIn } from './key-ids';
import type { Errand } from './sync-round.store';

/** So seldom is asked while nothing points to a change. */
const rhythm = minutes(5);

/**
 * Asks at once when a pull has told that somebody here may have nothing any more: she has left. And when pages wait under a key of which
 * nothing was known at the last time: the wraps that hold it can be had.
 */
export function lookWhoIsHere(
  { database, clock }: Pick<Tablet, 'database' | 'clock'>,
  ask: () => Promise<Result<null, HttpTrouble>>,
): Errand {
  let asked = Number.NEGATIVE_INFINITY;
  let known: ReadonlySet<string> = new Set();
  return async () => {
    const now = clock();
    const isQuiet = asked <= now && now - asked < rhythm;
    const waiting = await keysOfStaged(database);
    const isNoNewKey = waiting.every(key => known.has(key));
    if (isQuiet && isNoNewKey && !(await hasSomebodyNothing(database))) return ok(null);
    const answer = await ask();
    if (answer.ok) [asked, known] = [now, new Set(waiting)];
    return answer;
  };
}

/** A nursery's later generations: everybody has had the first from the beginning. */
async function keysOfStaged({ staged }: Tablet['database']): Promise<readonly string[]> {
  const parts = await staged.toArray();
  return parts.flatMap(({ holder, page }) => (page && (generationIn(page.key, holder) ?? 1) > 1 ? [page.key] : []));
}

const hasSomebodyNothing = async ({ people }: Tablet['database']): Promise<boolean> =>
  (await people.toArray()).some(({ told, buckets }) => told !== null && buckets.length === 0);
