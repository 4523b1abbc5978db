// Undo instead of "are you sure?": a bar for ten seconds after an act, with the way back.
import { type ComponentChildren, createPortal } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './Button';
import './notice.css';
import { kitWords } from './words/kit';
import { say } from './words/say';

const undoTime = 10_000;

export interface UndoProps {
  /** What was done. */
  children: ComponentChildren;
  onUndo: () => void;
  /** The time is over. With a new function the time begins anew, as when a second act takes the place of the first. */
  onGone: () => void;
}

/** The words come a moment after the place for them: listeners announce what changes, not what was there at once. */
function useAnnounced(): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setThere(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  return isThere;
}

export function Undo({ children, onUndo, onGone }: UndoProps) {
  const bar = useRef<HTMLDivElement>(null);
  const isAnnounced = useAnnounced();
  // While the pointer or the focus is on the bar, the time waits.
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onGone, undoTime);
    return () => clearTimeout(timer);
  }, [onGone, isHeld]);
  const undo = () => {
    if (bar.current?.contains(document.activeElement)) document.querySelector('main')?.focus({ preventScroll: true });
    onUndo();
  };
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  // Outside of the page: inside a container query, older browsers would fix it to the page's end instead of the screen's.
  return createPortal(
    <div ref={bar} class="snackbar" onPointerEnter={hold} onPointerLeave={release} onFocusIn={hold} onFocusOut={release}>
      <p role="status">{isAnnounced && children}</p>
      <Button look="quiet" onPress={undo}>
        {say(kitWords.undo)}
      </Button>
    </div>,
    document.body,
  );
}
