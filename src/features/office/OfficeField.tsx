// The lines of the office that a password manager or a phone's keyboard should know: sign-in name, passphrase, six digits; and a choice.
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import '../../ui/field.css';
import { officeWords as words } from '../../ui/words/office';
import { say } from '../../ui/words/say';
import './office.css';

const kinds = {
  'sign-in-name': { autocomplete: 'username', inputMode: 'text' },
  passphrase: { autocomplete: 'current-password', inputMode: 'text' },
  'new-passphrase': { autocomplete: 'new-password', inputMode: 'text' },
  code: { autocomplete: 'one-time-code', inputMode: 'numeric' },
  pin: { autocomplete: 'off', inputMode: 'numeric' },
} as const;

interface OfficeFieldProps {
  kind: keyof typeof kinds;
  label: string;
  id: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
}

export function OfficeField({ kind, label, id, value, onInput, hint }: OfficeFieldProps) {
  const [isShown, setShown] = useState(false);
  const isSecret = kind === 'passphrase' || kind === 'new-passphrase' || kind === 'pin';
  const { autocomplete, inputMode } = kinds[kind];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="office-line">
        <input
          id={id}
          name={id}
          {...(isSecret && !isShown ? { type: 'password' as const } : { type: 'text' as const })}
          autocomplete={autocomplete}
          inputMode={inputMode}
          autocapitalize="none"
          spellcheck={false}
          value={value}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onInput={event => onInput(event.currentTarget.value)}
        />
        {isSecret && (
          <Button look="quiet" pressed={isShown} onPress={() => setShown(!isShown)}>
            {say(isShown ? words.hide : words.show)}
          </Button>
        )}
      </div>
      {hint && (
        <p id={`${id}-hint`} class="soft small">
          {hint}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { readonly value: string; readonly label: string }[];
  onChoose: (value: string) => void;
  hint?: string;
}

/** One of many. */
export function Choice({ label, value, options, onChoose, hint }: ChoiceProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={event => onChoose(event.currentTarget.value)}>
        {options.map(one => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      {hint && <p class="soft small">{hint}</p>}
    </div>
  );
}

interface OfficeFormProps {
  /** Says the act. */
  act: string;
  isBusy: boolean;
  /** Whether there is something to do yet, where a form only changes what stands. */
  isOffered?: boolean;
  onGo: () => void;
  children: ComponentChildren;
  /** Stands beside the button. */
  beside?: ComponentChildren;
}

/** The button stays pressable: whoever presses it too early is told what is missing. */
export function OfficeForm({ act, isBusy, isOffered, onGo, children, beside }: OfficeFormProps) {
  return (
    <form
      class="stack office-form"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        onGo();
      }}
    >
      {children}
      <div class="row">
        {isOffered !== false && (
          <Button type="submit" look={isOffered ? 'plain' : 'main'} disabled={isBusy}>
            {isBusy ? say(words.loading) : act}
          </Button>
        )}
        {beside}
      </div>
    </form>
  );
}
