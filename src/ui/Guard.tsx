// Keeps a broken page from taking the rest with it: says so plainly and offers the way out.
import { TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { Button } from './Button';
import { Empty } from './Notice';
import { kitWords } from './words/kit';
import { say } from './words/say';

/** `leave` goes to a page that works. */
export function Guard({ leave, children }: { leave: () => void; children: ComponentChildren }) {
  const [error, again] = useErrorBoundary(thrown => console.error(thrown));
  if (!error) return <>{children}</>;
  return (
    <Empty icon={TriangleAlert} title={say(kitWords.pageBroken)}>
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
