// The one card of a Today: what now, with the sun coming up behind it.
import type { ComponentChildren } from 'preact';
import './today.css';

interface NowCardProps {
  eyebrow?: string;
  title: string;
  text: string;
  children?: ComponentChildren;
}

export function NowCard({ eyebrow, title, text, children }: NowCardProps) {
  return (
    <section class="now">
      {eyebrow && <p class="now-eyebrow number">{eyebrow}</p>}
      <h2 class="now-title">{title}</h2>
      <p class="now-text number">{text}</p>
      {children}
    </section>
  );
}
