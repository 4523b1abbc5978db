// A native dialog: a card in the middle of a tablet, a sheet at the bottom of a phone; Escape, the button and a tap beside it close it.
import { X } from 'lucide';
import type { ComponentChildren, RefObject, TargetedEvent } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconButton } from './Button';
import './dialog.css';
import { useKeyboardInset } from './use-keyboard-inset';
import { kitWords } from './words/kit';
import { say } from './words/say';

export interface DialogProps {
  title: string;
  onClose: () => void;
  /** A sheet keeps to the edge of the screen; see Sheet. */
  form?: 'card' | 'sheet';
  children: ComponentChildren;
}

type OnDialog<Of extends Event> = TargetedEvent<HTMLDialogElement, Of>;

/** On the backdrop: the browser says that it hit the dialog, at a point outside of it. */
function isBeside({ target, currentTarget, clientX, clientY }: OnDialog<MouseEvent>): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  const isInside = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
  return target === currentTarget && !isInside;
}

/** What closes the dialog beside its button; a text selected from inside to outside does not. */
function useWaysOut(onClose: () => void) {
  const pressedBeside = useRef(false);
  return {
    onCancel: (event: OnDialog<Event>) => {
      if (event.target !== event.currentTarget) return; // a file chooser inside was left
      event.preventDefault();
      onClose();
    },
    // The browser may close it without asking first, as after a second Escape.
    onClose: ({ target, currentTarget }: OnDialog<Event>) => {
      if (target === currentTarget && currentTarget.isConnected) onClose();
    },
    onPointerDown: (event: OnDialog<PointerEvent>) => {
      pressedBeside.current = isBeside(event);
    },
    onClick: (event: OnDialog<MouseEvent>) => {
      if (pressedBeside.current && isBeside(event)) onClose();
    },
  };
}

/** The browser keeps the focus inside; it could give it back only while the dialog is on the page, and by then it is gone. */
function useOpen(dialog: RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const open = dialog.current;
    const before = document.activeElement;
    open?.showModal();
    return () => {
      open?.close();
      const isLost = document.activeElement === document.body || open?.contains(document.activeElement);
      if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [dialog]);
}

/** Mounted means open. */
export function Dialog({ title, onClose, form = 'card', children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useOpen(dialog);
  useKeyboardInset(dialog);
  return (
    <dialog ref={dialog} class={`dialog dialog-${form}`} aria-labelledby={heading} {...useWaysOut(onClose)}>
      <div class="dialog-head">
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        <IconButton icon={X} label={say(kitWords.close)} onPress={onClose} />
      </div>
      <div class="dialog-body stack">{children}</div>
    </dialog>
  );
}
