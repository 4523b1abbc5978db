// Locks when nobody has touched, typed, scrolled or played anything for a while: two minutes, ten on Learn.
import { useEffect, useRef } from 'preact/hooks';
import { type Clock, minutes } from '../kernel/clock';

const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel', 'touchmove', 'scroll', 'timeupdate'] as const;
/** How often it looks, in ms. */
const rhythm = 5_000;

/** How long an untouched page stays open, in ms. */
const idleLimit = (path: string): number => minutes(path === '/learn' || path.startsWith('/learn/') ? 10 : 2);

/** Looks again when the screen comes back: timers stand still in a sleeping tablet, its clock does not. */
export function IdleLock({ clock, lock }: { clock: Clock; lock: () => void }) {
  const newest = useRef(lock);
  newest.current = lock;
  useEffect(() => {
    let last = clock();
    const live = () => {
      last = clock();
    };
    const look = () => {
      last = Math.min(last, clock()); // a clock that was put right backwards
      if (clock() - last >= idleLimit(location.pathname)) newest.current();
    };
    const timer = setInterval(look, rhythm);
    for (const sign of signsOfLife) document.addEventListener(sign, live, { capture: true, passive: true });
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      for (const sign of signsOfLife) document.removeEventListener(sign, live, { capture: true });
      document.removeEventListener('visibilitychange', look);
    };
  }, [clock]);
  return null;
}
