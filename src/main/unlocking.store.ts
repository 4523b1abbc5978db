// What a PIN does on this tablet: opens her keys, gives way to another, or is one too many. Fetched when the first one is typed.
import type { PinStanding } from '../device/attempts';
import { openOwn } from '../device/own-wrap';
import { changeOwnPin } from '../device/pin-changes';
import type { Session, Tablet } from '../device/session';
import { withNames } from '../device/tiles';
import type { PinChoice, Stretch } from '../device/vault';
import { ok, type Result, trouble } from '../kernel/result';
import type { TabletTrouble } from '../sync/verdict';
import type { guardsHere } from './leases-here.store';
import { recordKinds } from './record-kinds';

export interface Unlocking {
  readonly tablet: Tablet;
  readonly guards: ReturnType<typeof guardsHere>;
  readonly stretch: Stretch;
}

/** Her keys, for the right PIN. */
export async function unlockHere({ tablet, guards, stretch }: Unlocking, id: string, pin: string): Promise<Result<Session, TabletTrouble>> {
  const kept = await tablet.database.people.get(id);
  const [person] = kept ? await withNames([kept]) : [];
  if (!person) return trouble('row-damaged');
  const keys = await openOwn(await guards(), person, pin, stretch);
  return keys.ok ? ok({ tablet, person, keys: keys.value, kinds: recordKinds }) : keys;
}

export async function changePinHere(
  { guards, stretch }: Unlocking,
  session: Session,
  choice: PinChoice,
): Promise<Result<null, TabletTrouble>> {
  const here = await guards();
  return changeOwnPin({ guards: here, time: here.time, stretch }, session, choice);
}

export async function standingHere({ tablet, guards }: Unlocking, id: string): Promise<PinStanding> {
  const isOut = (await tablet.database.people.get(id))?.wrap === '';
  return isOut ? { waits: 0, left: 0 } : (await guards()).attempts.standing(id);
}
