// The one card that answers "what now?", with the sun coming up behind it.
import type { ComponentChildren } from 'preact';
import './today.css';

export interface NowCardProps {
  eyebrow?: string | undefined;
  title: string;
  text?: string | undefined;
  /** Beside the eyebrow, such as the parts of a module as dots. */
  beside?: ComponentChildren;
  /** Between the words and the acts. */
  between?: ComponentChildren;
  /** The act, and quieter ones after it. */
  children?: ComponentChildren;
}

export function NowCard({ eyebrow, title, text, beside, between, children }: NowCardProps) {
  return (
    <section class="now">
      {(eyebrow || beside) && (
        <div class="now-head">
          {eyebrow && <p class="now-eyebrow number">{eyebrow}</p>}
          {beside}
        </div>
      )}
      <h2 class="now-title">{title}</h2>
      {text && <p class="now-text number">{text}</p>}
      {between}
      {children && <div class="now-acts">{children}</div>}
    </section>
  );
}
