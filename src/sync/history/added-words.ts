// What one version of a text has that the one before it did not: by paragraphs first, and inside of them by words. Pure.
import { diffIndices } from 'node-diff3';

export interface Piece {
  readonly text: string;
  readonly isAdded: boolean;
}

/** More words in one changed place are marked as a whole: comparing them one by one would take a slow tablet's breath away. */
const mostWords = 600;

/** The text in pieces, in order; together they are the text. */
export function addedWords(before: string, text: string): readonly Piece[] {
  const [old, lines] = [linesOf(before), linesOf(text)];
  const pieces: Piece[] = [];
  let at = 0;
  for (const { buffer1, buffer2 } of diffIndices(keys(old), keys(lines))) {
    const [from, count] = buffer2;
    pieces.push({ text: lines.slice(at, from).join(''), isAdded: false });
    pieces.push(...addedIn(old.slice(buffer1[0], buffer1[0] + buffer1[1]), lines.slice(from, from + count)));
    at = from + count;
  }
  return joined([...pieces, { text: lines.slice(at).join(''), isAdded: false }]);
}

/** Each with the line's end that it has. */
const linesOf = (text: string): string[] => text.split(/(?<=\n)/);

/** Words and marks, each with the space after it. */
const wordsOf = (lines: readonly string[]): string[] =>
  lines.join('').match(/[\p{L}\p{M}\p{N}'’-]+\s*|[^\p{L}\p{M}\p{N}\s]\s*|\s+/gu) ?? [];

/** Space at an end makes nothing another word or another line. */
const keys = (parts: readonly string[]): string[] => parts.map(part => part.trimEnd());

function addedIn(old: readonly string[], lines: readonly string[]): Piece[] {
  const [had, has] = [wordsOf(old), wordsOf(lines)];
  if (old.length === 0 || had.length + has.length > mostWords) return [{ text: lines.join(''), isAdded: true }];
  const pieces: Piece[] = [];
  let at = 0;
  for (const { buffer2 } of diffIndices(keys(had), keys(has))) {
    const [from, count] = buffer2;
    pieces.push({ text: has.slice(at, from).join(''), isAdded: false }, { text: has.slice(from, from + count).join(''), isAdded: true });
    at = from + count;
  }
  return [...pieces, { text: has.slice(at).join(''), isAdded: false }];
}

/** Neighbours of one sort are one piece; what is empty is none. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  for (const { text, isAdded } of pieces.filter(({ text }) => text !== '')) {
    const last = all.at(-1);
    if (last && last.isAdded === isAdded) all[all.length - 1] = { isAdded, text: last.text + text };
    else all.push({ text, isAdded });
  }
  return all;
}
