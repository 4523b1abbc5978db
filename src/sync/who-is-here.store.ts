// An errand of each contact: who may unlock this tablet still. Who may not leaves it within minutes, whether anybody looks at it or not.
import type { HttpTrouble } from '../device/http';
import type { Tablet } from '../device/session';
import { minutes } from '../kernel/clock';
import { ok, type Result } from '../kernel/result';
import type { Errand } from './sync-round.store';

/** So seldom is asked while nothing points to a change. */
const rhythm = minutes(5);

/** Asks at once when a pull has told that somebody here may have nothing any more: she has left. */
export function lookWhoIsHere(
  { database, clock }: Pick<Tablet, 'database' | 'clock'>,
  ask: () => Promise<Result<null, HttpTrouble>>,
): Errand {
  let asked = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock();
    const isQuiet = asked <= now && now - asked < rhythm;
    if (isQuiet && !(await hasSomebodyNothing(database))) return ok(null);
    const answer = await ask();
    if (answer.ok) asked = now;
    return answer;
  };
}

const hasSomebodyNothing = async ({ people }: Tablet['database']): Promise<boolean> =>
  (await people.toArray()).some(({ told, buckets }) => told !== null && buckets.length === 0);
