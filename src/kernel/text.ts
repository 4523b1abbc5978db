// Text as people write it: measured in characters that they see, tidied without changing a word.

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many characters a person would count (an emoji is one). */
export function characters(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** Whether a person would count at most so many; never more characters than code units, so most texts need no counting. */
export const hasAtMost = (text: string, most: number): boolean => text.length <= most || characters(text) <= most;

/** One line, trimmed, inner white space folded; for names and single words. */
export const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Paragraphs of a text, one per line; a text without words has none. */
export const paragraphs = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'));

export const fromParagraphs = (lines: readonly string[]): string => lines.join('\n');

/** A name inside a sentence: one that is written from right to left keeps its order to itself (Unicode isolates, UAX #9). */
export const inSentence = (name: string): string => (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(name) ? `\u2068${name}\u2069` : name);

/** The first line that has words in it, at most `most` code units of it and never half a character; empty where there is none. */
export function firstLine(text: string, most: number): string {
  const line = oneLine(text.split('\n').find(one => one.trim() !== '') ?? '');
  if (line.length <= most) return line;
  let end = 0;
  for (const { index, segment } of segmenter.segment(line.slice(0, most + 1)))
    if (index + segment.length <= most) end = index + segment.length;
  return `${line.slice(0, end)}…`;
}
