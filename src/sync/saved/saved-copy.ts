// The file that takes somebody's own words along: plain text that anybody can open and read. Pure; the sentences are handed in.

/** One kept thing, in sentences. */
export interface CopiedItem {
  readonly what: string;
  readonly by: string;
  readonly when: string;
  /** Why it needs her; null where it only waits. */
  readonly reason: string | null;
  /** All her words, or the sentence that says why they are missing; null where there are none. */
  readonly words: string | null;
}

const rule = '-'.repeat(40);

const itemLines = ({ what, by, when, reason, words }: CopiedItem): string[] => [
  rule,
  what,
  by,
  when,
  ...(reason ? [reason] : []),
  ...(words ? ['', words] : []),
  '',
];

/** `head`: what it is, when it was made, how to keep it. `foot`: what is in it for others than readers. */
export const copyAsText = (head: readonly string[], items: readonly CopiedItem[], foot: readonly string[] = []): string =>
  [...head, '', ...items.flatMap(itemLines), ...(foot.length > 0 ? [rule, ...foot, ''] : [])].join('\n');

/** Letters and figures of any script stay; `day` is a CalendarDay. */
export function copyName(person: string, day: string): string {
  const called = person
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return ['larkrise', called, day].filter(Boolean).join('-').concat('.txt');
}
