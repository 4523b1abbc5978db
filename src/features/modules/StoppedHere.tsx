// Where a webcast has stopped kindly: how long that was, that the place is kept, and what may come next.
import { Play } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { learnWords as words } from '../../ui/words/learn';
import { say } from '../../ui/words/say';
import type { Stop } from './use-playing';

interface StoppedProps {
  stop: Stop;
  kept: string;
  goOn: () => void;
  afterwards: (isEnd: boolean) => ComponentChildren;
}

export function StoppedHere({ stop, kept, goOn, afterwards }: StoppedProps) {
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    section.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section ref={section} class="player-stop">
      <h2 ref={heading} tabIndex={-1}>
        {howFar(stop)}
      </h2>
      <p class="soft">{kept}</p>
      <div class="player-stop-acts">
        {!stop.isEnd && (
          <Button look="main" icon={Play} onPress={goOn}>
            {say(words.goOn)}
          </Button>
        )}
        {afterwards(stop.isEnd)}
      </div>
    </section>
  );
}

/** What was less than half a minute is not called one. */
function howFar({ isEnd, watched }: Stop): string {
  if (isEnd) return say(words.finished);
  const count = Math.round(watched / 60);
  return count === 0 ? say(words.goodPlace) : say(words.thatWas, { count });
}
