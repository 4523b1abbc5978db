// First names, and what nurseries, rooms and tablets are called: how they are kept and compared.
import { hasAtMost, oneLine } from '../../kernel/text';

const longest = 60;

/** As it is kept: one line, nothing invisible in it; null where there is none, or it is too long for a tile. */
export function tidyName(text: string): string | null {
  const name = oneLine(text.replace(/[\p{Cc}\p{Cs}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, ' '));
  return name !== '' && hasAtMost(name, longest) ? name : null;
}

/** How two are compared: nobody tells Zoë from ZOË on a tile. */
export const nameKey = (name: string): string => oneLine(name).toLocaleLowerCase('en');
