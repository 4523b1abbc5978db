// A line or a text to write in: its label above it, a hint below, trouble said beside it and announced.
import { CircleAlert } from 'lucide';
import { useId } from 'preact/hooks';
import './field.css';
import { Icon } from './Icon';

interface FieldProps {
  label: string;
  /** An id that an ErrorSummary can lead to; its own otherwise. */
  id?: string | undefined;
  value: string;
  onInput: (value: string) => void;
  hint?: string | undefined;
  trouble?: string | undefined;
}

const said = (id: string, { hint, trouble }: Pick<FieldProps, 'hint' | 'trouble'>) =>
  [hint && `${id}-hint`, trouble && `${id}-trouble`].filter(Boolean).join(' ') || undefined;

function Beside({ id, hint, trouble }: { id: string; hint: string | undefined; trouble: string | undefined }) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} class="soft small">
          {hint}
        </p>
      )}
      <p id={`${id}-trouble`} class="field-trouble" role="alert">
        {trouble && (
          <>
            <Icon of={CircleAlert} size={20} />
            {trouble}
          </>
        )}
      </p>
    </>
  );
}

export function LineField({ label, id: given, value, onInput, hint, trouble, longest }: FieldProps & { longest?: number }) {
  const own = useId();
  const id = given ?? own;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        autocomplete="off"
        value={value}
        maxLength={longest}
        aria-describedby={said(id, { hint, trouble })}
        aria-invalid={trouble ? true : undefined}
        onInput={event => onInput(event.currentTarget.value)}
      />
      <Beside id={id} hint={hint} trouble={trouble} />
    </div>
  );
}

export function TextField({
  label,
  id: given,
  value,
  onInput,
  hint,
  trouble,
  onBlur,
  rows = 8,
}: FieldProps & { onBlur?: () => void; rows?: number }) {
  const own = useId();
  const id = given ?? own;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        dir="auto"
        autocomplete="off" // or the browser writes what stands in it into its session, on the disk and in clear
        rows={rows}
        value={value}
        aria-describedby={said(id, { hint, trouble })}
        aria-invalid={trouble ? true : undefined}
        onInput={event => onInput(event.currentTarget.value)}
        onBlur={onBlur}
      />
      <Beside id={id} hint={hint} trouble={trouble} />
    </div>
  );
}
