// A card: what belongs together on its own paper; with a hue it takes that colour.
import type { ComponentChildren } from 'preact';
import './page.css';

export function Card({ hue, children }: { hue?: string | undefined; children: ComponentChildren }) {
  return (
    <div class={hue ? 'card card-hued stack' : 'card stack'} data-hue={hue}>
      {children}
    </div>
  );
}
