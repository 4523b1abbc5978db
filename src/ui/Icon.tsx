// Draws one icon from lucide's data; always beside words, so never announced.
import { h } from 'preact';

/** What lucide exports for each icon: tags with their attributes, in a 24 by 24 box. */
type Drawing = readonly (readonly [tag: string, attributes: Readonly<Record<string, string | number | undefined>>])[];

/** An icon that means a direction is given as `{ mirrors: ArrowLeft }`: it points the other way where people read from right to left. */
export type IconData = Drawing | { readonly mirrors: Drawing };

/** `size` in px where text is 18 px; it grows with the text. */
export function Icon({ of, size = 24 }: { of: IconData; size?: number }) {
  const mirrors = 'mirrors' in of;
  const drawing = mirrors ? of.mirrors : of;
  return (
    <svg
      class={mirrors ? 'icon icon-mirrors' : 'icon'}
      width={`${size / 18}rem`}
      height={`${size / 18}rem`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {drawing.map(([tag, attributes], at) => h(tag, { key: at, ...attributes }))}
    </svg>
  );
}
