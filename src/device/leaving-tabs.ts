// Everybody out, in every tab: whoever is unlocked holds a lock that others may hold as well, and whoever empties the tablet waits
// until nobody does. So nothing is written between the last look at what waits and the end.

/** Taken out of use: what waits is handed over first, then nothing is here any more. */
export type Leaving = 'leaving' | 'emptied';

export interface LeavingParts {
  /** Without locks or a channel a tab knows only of itself. */
  readonly locks: Pick<LockManager, 'request'> | undefined;
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'onmessage'> | undefined;
  /** What another tab has told. */
  readonly hear: (standing: Leaving) => void;
}

export interface LeavingTabs {
  /** Somebody is unlocked here until she leaves; null while the tablet is being emptied: nobody comes in any more. */
  enter(): Promise<(() => void) | null>;
  tell(standing: Leaving): void;
  /** Tells all, and waits until nobody is unlocked in any tab. Until what it gives is called, nobody comes in. */
  closeAll(): Promise<() => void>;
}

const lockName = 'larkrise-unlocked';
/** In ms. Handing over takes a moment; a tab that is frozen keeps its lock and writes nothing. */
const patience = 10_000;

const nothing = (): void => undefined;

/** How to let go of the lock; null where it was not to be had at once. A browser that lends none, or too late, holds nobody up. */
const held = (request: LeavingParts['locks'], options: LockOptions): Promise<(() => void) | null> =>
  new Promise(done => {
    const hold = (lock: Lock | null) => (lock ? new Promise<void>(free => done(free)) : done(null));
    if (!request) return done(nothing);
    request.request(lockName, options, hold).catch(() => done(nothing));
  });

export function joinLeaving({ locks, channel, hear }: LeavingParts): LeavingTabs {
  const tell = (standing: Leaving) => channel?.postMessage(standing);
  if (channel)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'leaving' || data === 'emptied') hear(data);
    };
  return {
    tell,
    enter: () => held(locks, { mode: 'shared', ifAvailable: true }),
    closeAll: async () => {
      tell('leaving');
      return (await held(locks, { signal: AbortSignal.timeout(patience) })) ?? nothing;
    },
  };
}

/** The tabs of this browser. */
export const leavingTabsHere = (hear: LeavingParts['hear']): LeavingTabs =>
  joinLeaving({
    locks: navigator.locks,
    channel: typeof BroadcastChannel === 'function' ? new BroadcastChannel('larkrise-leaving') : undefined,
    hear,
  });
