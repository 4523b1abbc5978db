// How far something long has come: a bar with its name, and the figures beside it.
import { useId } from 'preact/hooks';
import './progress.css';

export interface ProgressProps {
  label: string;
  /** Null while nobody knows how long it takes. */
  value: number | null;
  most: number;
  /** The figures in words, such as "12 of 40 MB". */
  text?: string | undefined;
}

export function Progress({ label, value, most, text }: ProgressProps) {
  const id = useId();
  const whole = most > 0 ? most : 1;
  const known = value === null ? {} : { value: Math.min(Math.max(value, 0), whole) };
  return (
    <div class="progress">
      <div class="progress-words">
        <label for={id}>{label}</label>
        {text && <span class="number soft">{text}</span>}
      </div>
      <progress id={id} max={whole} {...known} aria-valuetext={text} />
    </div>
  );
}
