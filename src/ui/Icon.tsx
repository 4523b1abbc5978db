// Draws one icon from lucide's data; always beside words, so never announced.
import { h } from 'preact';

/** What lucide exports for each icon: tags with their attributes, in a 24 by 24 box. */
export type IconData = readonly (readonly [tag: string, attributes: Readonly<Record<string, string | number | undefined>>])[];

/** `size` in px where text is 18 px; it grows with the text. */
export function Icon({ of, size = 24 }: { of: IconData; size?: number }) {
  return (
    <svg
      class="icon"
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
      {of.map(([tag, attributes], at) => h(tag, { key: at, ...attributes }))}
    </svg>
  );
}
