// Keeps a broken page from taking the rest with it: says so plainly and offers the way out.
import { TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary, useRef } from 'preact/hooks';
import { Button } from './Button';
import { Empty } from './Notice';
import { kitWords } from './words/kit';
import { say } from './words/say';

export interface GuardProps {
  /** The address of the page inside; going to another one tries again. */
  at?: string;
  /** Goes to a page that works. */
  leave: () => void;
  children: ComponentChildren;
}

export function Guard({ at, leave, children }: GuardProps) {
  const [error, again] = useErrorBoundary(thrown => console.error(thrown));
  const brokenAt = useRef(at);
  if (!error) brokenAt.current = at;
  const hasLeft = error && brokenAt.current !== at;
  useEffect(() => {
    if (hasLeft) again();
  }, [hasLeft, again]);
  if (!error) return <>{children}</>;
  return (
    <Empty icon={TriangleAlert} title={say(kitWords.pageBroken)} isPage>
      <p>{say(kitWords.pageBrokenHelp)}</p>
      <Button
        look="main"
        onPress={() => {
          leave();
          again();
        }}
      >
        {say(kitWords.toToday)}
      </Button>
    </Empty>
  );
}
