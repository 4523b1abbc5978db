// What wrong PINs have led to, beside the pad: how long to wait, how many are left, and that nothing written is lost.
import { KeyRound } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PinStanding } from '../../device/attempts';
import { Icon } from '../../ui/Icon';
import { entranceWords as words } from '../../ui/words/entrance';
import { say } from '../../ui/words/say';
import { tabletTroubleWords } from '../../ui/words/tablet-troubles';

const second = 1_000;
const minute = 60 * second;
/** In steps of so many seconds is said how long the last minute is: a listener is not told each of them. */
const step = 5;
/** From so few on it is said how many are left. */
const few = 2;

const untold: PinStanding = { waits: 0, left: Number.POSITIVE_INFINITY };

/** Asked when the pad opens, after each try, and when a wait should be over; in between it is only counted down. */
export function usePinStanding(standing: () => Promise<PinStanding | undefined>) {
  const [now, setNow] = useState(untold);
  const newest = useRef(standing);
  newest.current = standing;
  const look = useRef(async () => setNow((await newest.current().catch(() => untold)) ?? untold)).current;
  useEffect(() => void look(), [look]);
  const isWaiting = now.waits > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const counting = setInterval(() => setNow(({ waits, left }) => ({ waits: Math.max(1, waits - second), left })), second);
    return () => clearInterval(counting);
  }, [isWaiting]);
  const isNearlyOver = isWaiting && now.waits <= second;
  useEffect(() => {
    if (!isNearlyOver) return;
    const asking = setInterval(() => void look(), second);
    return () => clearInterval(asking);
  }, [isNearlyOver, look]);
  return { standing: now, look };
}

function waitInWords(waits: number): string {
  if (waits > minute) return say(words.waitMinutes, { count: Math.ceil(waits / minute) });
  return say(words.waitSeconds, { count: Math.ceil(waits / second / step) * step });
}

/** In place of what would be said of the digits; null while there is nothing to say. */
export function standingInWords({ waits, left }: PinStanding): string | null {
  const isLeft = left <= few ? say(words.triesLeft, { count: left }) : null;
  if (waits > 0) return [waitInWords(waits), isLeft].filter(Boolean).join(' ');
  return isLeft;
}

/** In place of the field and the keys. */
export function LockedOut({ children }: { children?: ComponentChildren }) {
  return (
    <div class="pin-locked" role="alert">
      <Icon of={KeyRound} size={36} />
      <p>{say(tabletTroubleWords['locked-out'])}</p>
      {children}
    </div>
  );
}
