// Text as people write it: measured in characters that they see, tidied without changing a word.

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many characters a person would count (an emoji is one). */
export function characters(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** One line, trimmed, inner white space folded; for names and single words. */
export const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Paragraphs of a text, one per line; a text without words has none. */
export const paragraphs = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'));

export const fromParagraphs = (lines: readonly string[]): string => lines.join('\n');
