// Undo instead of "are you sure?": a bar for ten seconds after an act, with the way back.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from './Button';
import './notice.css';
import { kitWords } from './words/kit';
import { say } from './words/say';

const undoTime = 10_000;

export function Undo({ children, onUndo, onGone }: { children: ComponentChildren; onUndo: () => void; onGone: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onGone, undoTime);
    return () => clearTimeout(timer);
  }, [onGone]);
  return (
    <div class="snackbar" role="status">
      <p>{children}</p>
      <Button look="quiet" onPress={onUndo}>
        {say(kitWords.undo)}
      </Button>
    </div>
  );
}
