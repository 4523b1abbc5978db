// The sealed part of a copy that somebody takes from a tablet: all that waits there, of everybody, exactly as it would be pushed. Pure.
//
// It is JSON of plain letters without a space in it, broken into short lines between two marks, so that it stands in a readable text
// and outlives whatever a mail or a notes app does to line ends, quotation marks of a mail included. The last mark says how long it is: a torn file is noticed. Its
// changes are sealed and signed by themselves; who opens the file reads ids, counts and key names.
import * as v from 'valibot';
import { idPattern } from '../../kernel/id';
import { parse, parseJson } from '../../kernel/parse';
import { ok, type Result, trouble } from '../../kernel/result';
import type { Envelope } from '../change';
import { mostChangesInAPush } from '../protocol';

const version = 1;
const lineLength = 76;

const copySchema = v.object({
  tablet: v.pipe(v.string(), v.regex(idPattern)),
  /** Each is one push, in the order of writing; the server judges every envelope by itself. */
  pushes: v.array(v.pipe(v.array(v.unknown()), v.maxLength(mostChangesInAPush))),
});
export type SealedCopy = v.InferOutput<typeof copySchema>;

export type CopyTrouble = 'no-changes-in-it' | 'torn' | 'from-a-newer-version';

const begin = (of: number) => `-----BEGIN LARKRISE CHANGES ${of}-----`;
const end = (length: number) => `-----END LARKRISE CHANGES ${length}-----`;
const marked = /-----BEGIN LARKRISE CHANGES (\d+)-----(.*?)(?:-----END LARKRISE CHANGES (\d+)-----|$)/s;

export function sealedLines(tablet: string, pushes: readonly (readonly Envelope[])[]): readonly string[] {
  const text = JSON.stringify({ tablet, pushes });
  const lines = Array.from({ length: Math.ceil(text.length / lineLength) }, (_, at) => text.slice(at * lineLength, (at + 1) * lineLength));
  return [begin(version), ...lines, end(text.length)];
}

/** Out of a whole file. A text before or after the marks, and other line ends between them, change nothing. */
export function readSealed(file: string): Result<SealedCopy, CopyTrouble> {
  const [, of, lines = '', length] = marked.exec(file) ?? [];
  if (of === undefined) return trouble('no-changes-in-it');
  if (Number(of) > version) return trouble('from-a-newer-version');
  const text = lines.replace(/[\s>]+/g, '');
  const copy = text.length === Number(length) ? parse(copySchema, parseJson(text)) : null;
  return copy?.ok ? ok(copy.value) : trouble('torn');
}
