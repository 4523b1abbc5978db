// JSON values, sealed and opened with a person's keys.
import type { Bytes } from '../kernel/bytes';
import { parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import type { Keys } from './session';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const sealJson = (keys: Keys, key: string, binding: string, value: unknown): Promise<Bytes> =>
  keys.seal(key, binding, encoder.encode(JSON.stringify(value)));

/** The value; `cannot-open` also where what opened is not JSON. */
export async function openJson(keys: Keys, key: string, binding: string, bytes: Bytes): Promise<Result<unknown, 'cannot-open'>> {
  const opened = await keys.open(key, binding, bytes);
  if (!opened.ok) return opened;
  const value = parseJson(decoder.decode(opened.value));
  return value === undefined ? trouble('cannot-open') : ok(value);
}
