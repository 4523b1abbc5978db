// One field for the six digits of a PIN: takes typing and pasting, hidden unless she wants to see it, and no keeper of passwords offers it to the next.
import { CircleAlert } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/Icon';
import { pinLength } from './pin-rules';
import '../../ui/field.css';

interface PinDigitsProps {
  id: string;
  label: string;
  value: string;
  isShown: boolean;
  hint?: string;
  trouble?: string | undefined;
  onInput: (value: string) => void;
}

const onlyDigits = (text: string) => text.replace(/\D/g, '').slice(0, pinLength);
const noKeeper = { 'data-1p-ignore': true, 'data-bwignore': true, 'data-lpignore': 'true', 'data-form-type': 'other' };

/** Hidden by style where the browser can: a field of type `password` makes it offer to save the PIN. */
export function PinDigits({ id, label, value, isShown, hint, trouble, onInput }: PinDigitsProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current && !CSS.supports('-webkit-text-security', 'disc')) field.current.type = isShown ? 'text' : 'password';
  }, [isShown]);
  const described = [hint && `${id}-hint`, trouble && `${id}-trouble`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} class="soft small">
          {hint}
        </p>
      )}
      <input
        ref={field}
        id={id}
        class="number change-pin-digits"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        {...noKeeper}
        data-masked={!isShown || undefined}
        value={value}
        aria-describedby={described || undefined}
        aria-invalid={trouble ? true : undefined}
        onInput={event => {
          const digits = onlyDigits(event.currentTarget.value);
          event.currentTarget.value = digits; // what is no digit leaves the field even where nothing else changes
          onInput(digits);
        }}
      />
      <p id={`${id}-trouble`} class="field-trouble">
        {trouble && (
          <>
            <Icon of={CircleAlert} size={20} />
            {trouble}
          </>
        )}
      </p>
    </div>
  );
}
