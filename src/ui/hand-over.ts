// What is being written is handed to the store before the page goes: when the tablet locks, a new version starts, or the app is hidden.
import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';

/** Settles when what was handed over is kept. */
export type HandOver = () => Promise<unknown>;

export interface HandOvers {
  /** Gives back how to leave again. `isLast`: asked when what all others have handed over is kept. */
  join(handOver: HandOver, isLast?: boolean): () => void;
  /** Asks everybody, and waits for all. */
  all(): Promise<void>;
}

export function makeHandOvers(): HandOvers {
  const [joined, last] = [new Set<HandOver>(), new Set<HandOver>()];
  return {
    join(handOver, isLast = false) {
      const among = isLast ? last : joined;
      among.add(handOver);
      return () => among.delete(handOver);
    },
    async all() {
      for (const some of [joined, last]) await Promise.allSettled([...some].map(handOver => handOver()));
    },
  };
}

export const HandOverContext = createContext<HandOvers | null>(null);

/** For whoever holds words that are not kept yet: `handOver` is called before they would be lost, and when the view goes. */
export function useHandOver(handOver: HandOver, isLast = false): void {
  const all = useContext(HandOverContext);
  const newest = useRef(handOver);
  newest.current = handOver;
  useEffect(() => {
    const now = () => newest.current();
    const whenHidden = () => document.visibilityState === 'hidden' && void now();
    const leave = all?.join(now, isLast);
    document.addEventListener('visibilitychange', whenHidden);
    addEventListener('pagehide', now);
    return () => {
      leave?.();
      document.removeEventListener('visibilitychange', whenHidden);
      removeEventListener('pagehide', now);
      void now();
    };
  }, [all, isLast]);
}
