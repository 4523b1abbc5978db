// "There is a problem": what has to be mended before this can go on, each leading to its field; it takes the focus when it appears.
import { useEffect, useId, useRef } from 'preact/hooks';
import './field.css';
import './notice.css';
import { kitWords } from './words/kit';
import { say } from './words/say';

export interface ErrorSummaryProps {
  /** Made when she tries, and kept until she tries again: each new list takes the focus. `field` is the id of a field. */
  troubles: readonly { readonly field: string; readonly text: string }[];
}

const control = 'input, textarea, select, button, [tabindex]';

/** The field itself, or the first control in a group of that id. */
function goToField(id: string): void {
  const field = document.getElementById(id);
  const target = field?.matches(control) ? field : field?.querySelector<HTMLElement>(control);
  target?.focus({ preventScroll: true });
  (target?.closest('.field, fieldset') ?? target)?.scrollIntoView({ block: 'center' });
}

export function ErrorSummary({ troubles }: ErrorSummaryProps) {
  const box = useRef<HTMLElement>(null);
  const heading = useId();
  useEffect(() => {
    if (troubles.length > 0) box.current?.focus();
  }, [troubles]);
  if (troubles.length === 0) return null;
  return (
    <section ref={box} class="error-summary" aria-labelledby={heading} tabIndex={-1}>
      <h2 id={heading}>{say(kitWords.problem)}</h2>
      <ul>
        {troubles.map(({ field, text }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={event => {
                event.preventDefault();
                goToField(field);
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
