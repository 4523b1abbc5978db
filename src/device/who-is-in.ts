// Who is unlocked in this tab. What tabs tell each other about it comes after the first page.
import { ok, type Result, trouble } from '../kernel/result';
import type { LeavingTabs } from './leaving-tabs';
import type { Session } from './session';

/** Who is unlocked in this tab; no other tab empties the tablet under her. */
export function whoIsIn(tabs: Promise<LeavingTabs>) {
  let session: Session | null = null;
  let leave = (): void => undefined;
  /** Drops the keys; with `only`, of this one alone, who may have given way to another meanwhile. */
  const lock = (only = session): void => {
    only?.keys.drop();
    if (only !== session) return;
    session = null;
    leave();
  };
  return {
    session: () => session,
    enter: async (unlocked: Session): Promise<Result<Session, 'tablet-revoked'>> => {
      const leaving = await (await tabs).enter();
      if (!leaving) {
        unlocked.keys.drop();
        return trouble('tablet-revoked');
      }
      lock(); // two at once: the first is out before the second is in
      [session, leave] = [unlocked, leaving];
      return ok(unlocked);
    },
    lock,
    /** Whoever shows the tablet, here or in another tab, hands over and locks; gives how to let people in again. Null: it is over. */
    allOut: async (isOver: () => boolean): Promise<(() => void) | null> => {
      const closing = (await tabs).closeAll();
      while (session) await new Promise(locked => setTimeout(locked, 50));
      const reopen = await closing;
      if (!isOver()) return reopen;
      reopen();
      return null;
    },
  };
}
