// A native dialog: a card in the middle of a tablet, a sheet at the bottom of a phone; Escape and the button close it.
import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconButton } from './Button';
import './dialog.css';
import { kitWords } from './words/kit';
import { say } from './words/say';

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** Mounted means open. The browser keeps focus inside and gives it back to where it was. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const open = dialog.current;
    open?.showModal();
    return () => open?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={heading}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
    >
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
