// Parsing at the edges: unknown values become typed ones, or a short reason with the place.
import * as v from 'valibot';
import { ok, type Result, trouble } from './result';

/** Where and why a value was refused, for logs and for people who write files: never the value itself. */
export interface Misfit {
  readonly place: string;
  readonly reason: string;
}

export function parse<Schema extends v.GenericSchema>(schema: Schema, value: unknown): Result<v.InferOutput<Schema>, Misfit> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  return trouble({ place: v.getDotPath(issue) ?? '', reason: `expected ${issue.expected ?? issue.type}` });
}

/** Text to a JSON value; `undefined` when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether some object of this JSON text names a field twice: readers differ in which of the two they believe. */
export function repeatsAName(json: string): boolean {
  const open: Set<string>[] = [];
  for (const [token, text, colon] of json.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    if (token === '}' || token === ']') open.pop();
    if (text === undefined || colon === undefined) continue;
    const name = String(JSON.parse(text));
    if (open.at(-1)?.has(name)) return true;
    open.at(-1)?.add(name);
  }
  return false;
}

/** Whether a JSON value nests deeper than `levels`; what nests too deep overflows whoever walks it later. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some(inner => isDeeperThan(levels - 1, inner));
}
