// Reads one YAML file of a pack: its values, or every fault in it with line and column.
import * as v from 'valibot';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { ok, type Result, trouble } from '../../kernel/result';
import type { PackFault } from './pack-fault';

const mostCharacters = 200_000;

interface Read {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

function faultAt({ file, lines }: Read, offset: number, reason: string): PackFault {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col, reason };
}

/** Where the key of a field stands, for a field that may not be there. */
function keyOffset(document: Document, path: readonly unknown[]): number | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? null) : null;
}

/** The nearest thing written: the value itself or, for what is missing, what it is missing in. */
function valueOffset(document: Document, path: readonly unknown[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function misfit(read: Read, issue: v.BaseIssue<unknown>): PackFault {
  const path = (issue.path ?? []).map(({ key }) => key);
  const name = path.map(String).join('.');
  const isUnknown = issue.type === 'strict_object' && issue.expected === 'never';
  if (isUnknown)
    return faultAt(read, keyOffset(read.document, path) ?? valueOffset(read.document, path), `${name} is no field of this file`);
  const offset = valueOffset(read.document, path);
  const isMissing = issue.received === 'undefined';
  return faultAt(read, offset, isMissing ? `${name} is missing` : `${name || 'this file'} must be ${expectation(issue)}`);
}

/** The schemas of pack-authored.ts say in their messages what is expected; the ones without a message are about shape. */
const expectation = (issue: v.BaseIssue<unknown>): string =>
  issue.message.startsWith('Invalid ') ? 'fields with values, as in the description of the format' : issue.message;

/** Anchors and aliases are refused: a few lines of them can stand for gigabytes. */
function valuesOf(read: Read): Result<unknown, PackFault> {
  try {
    return ok(read.document.toJS({ maxAliasCount: 0 }));
  } catch {
    return trouble(faultAt(read, 0, 'write the value out: anchors and aliases are not read'));
  }
}

export function readYaml<Schema extends v.GenericSchema>(
  file: string,
  text: string,
  schema: Schema,
): Result<
  { readonly value: v.InferOutput<Schema>; readonly at: (path: readonly unknown[], reason: string) => PackFault },
  readonly PackFault[]
> {
  if (text.length > mostCharacters) return trouble([{ file, line: 0, column: 0, reason: `must be at most ${mostCharacters} characters` }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, logLevel: 'error' });
  const read = { file, document, lines };
  const unreadable = [...document.errors, ...document.warnings];
  if (unreadable.length > 0) return trouble(unreadable.map(error => faultAt(read, error.pos[0], error.message)));
  const values = valuesOf(read);
  if (!values.ok) return trouble([values.trouble]);
  const parsed = v.safeParse(schema, values.value);
  if (!parsed.success) return trouble(parsed.issues.map(issue => misfit(read, issue)));
  return ok({ value: parsed.output, at: (path, reason) => faultAt(read, valueOffset(document, path), reason) });
}
