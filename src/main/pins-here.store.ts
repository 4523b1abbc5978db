// What PINs do on this tablet, as its pages ask for it; it is fetched with the first one.
import type { PinStanding } from '../device/attempts';
import type { Http, HttpTrouble } from '../device/http';
import type { Session } from '../device/session';
import { orStorageTrouble } from '../device/storage-trouble';
import type { PinChoice } from '../device/vault';
import type { whoIsIn } from '../device/who-is-in';
import type { Recovered, Recovering, RecoverTrouble, RecoveryParts } from '../features/pin/recovery.store';
import type { Result } from '../kernel/result';
import type { SyncLoop } from '../sync/sync-loop.store';
import type { TabletTrouble } from '../sync/verdict';
import type { Unlocking } from './unlocking.store';

const unlockingPart = () => import('./unlocking.store');
const recoveryPart = () => import('../features/pin/recovery.store');

export interface PinsHere {
  unlock(person: string, pin: string): Promise<Result<Session, TabletTrouble | 'tablet-revoked'>>;
  /** What her wrong PINs have led to. */
  pinStanding(person: string): Promise<PinStanding>;
  /** Of whoever is unlocked; needs no network. */
  changePin(session: Session, choice: PinChoice): Promise<Result<null, TabletTrouble>>;
  /** Her recovery card for a new PIN. */
  recover(person: string, typed: Recovering): Promise<Result<Recovered, RecoverTrouble | TabletTrouble>>;
  /** Another recovery card, for her PIN. */
  makeCard(session: Session, pin: string): Promise<Result<string, HttpTrouble | TabletTrouble>>;
}

interface ServerHere extends Pick<RecoveryParts, 'askWhoIsHere'> {
  readonly http: Http;
}

/** Both of the first wake the loop: what waits for keys opens, and the server hears of another PIN. */
export const pinsHere = (
  unlocking: Unlocking,
  inside: ReturnType<typeof whoIsIn>,
  loop: Pick<SyncLoop, 'nudge'>,
  server: ServerHere,
): PinsHere => ({
  unlock: (id, pin) =>
    orStorageTrouble(async () => {
      const unlocked = await (await unlockingPart()).unlockHere(unlocking, id, pin);
      if (!unlocked.ok) return unlocked;
      const entered = await inside.enter(unlocked.value);
      loop.nudge();
      return entered;
    }),
  pinStanding: async id => (await unlockingPart()).standingHere(unlocking, id),
  changePin: (session, choice) =>
    orStorageTrouble(async () => {
      const changed = await (await unlockingPart()).changePinHere(unlocking, session, choice);
      loop.nudge();
      return changed;
    }),
  recover: (person, typed) => orStorageTrouble(async () => (await recoveryPart()).recover({ ...unlocking, ...server }, person, typed)),
  makeCard: (session, pin) => orStorageTrouble(async () => (await recoveryPart()).makeCard({ ...unlocking, ...server }, session, pin)),
});
