// One hostile act on a tablet and what becomes of it, as plain values: so it runs in Node and in any browser, and is compared outside.

import type { Session } from '../../../src/device/session';
import { reflectionKind } from '../../../src/features/reflections/reflection';
import { beginReflection } from '../../../src/features/reflections/reflection.store';
import { readRecords } from '../../../src/sync/records.store';
import { type HostileTablet, orThrow, type Who } from './hostile-tablet';

export interface HostileCase {
  /** A sentence of behaviour, with its area before it. */
  readonly name: string;
  /** What `play` tells, as JSON carries it. */
  readonly sees: unknown;
  play(tablet: HostileTablet): Promise<unknown>;
}

type Play = HostileCase['play'];

/** Makes cases of one area. */
export const casesOf =
  (area: string) =>
  (name: string, sees: unknown, play: Play): HostileCase => ({ name: `${area} ${name}`, sees, play });

export const second = 1_000;

/** Wrong PINs so far, as the disk has them. */
export async function misses({ files }: HostileTablet, who: Who = 'amina'): Promise<number> {
  return (JSON.parse((await files('attempts').read(who)) ?? '{"misses":0}') as { misses: number }).misses;
}

/** The count is written by hand, as it would be after so many wrong PINs without the waiting in between. */
export const setMisses = ({ files }: HostileTablet, count: number, who: Who = 'amina'): Promise<void> =>
  files('attempts').change([{ name: who, text: JSON.stringify({ misses: count, at: 0 }) }], []);

export async function rowOf({ database }: HostileTablet, who: Who = 'amina') {
  const row = await database.people.get(who);
  if (!row) throw new Error(`${who} has no tile`);
  return row;
}

export async function writes(session: Session, ...all: readonly string[]): Promise<void> {
  for (const text of all) orThrow(await beginReflection(session, { module: null, prompt: null }).write(text));
}

/** What she reads, and how much of it is damaged; nothing that was opened before is remembered. */
export async function reads(session: Session): Promise<{ readonly texts: readonly string[]; readonly damaged: number }> {
  const { items, damaged } = await readRecords({ ...session, keys: { ...session.keys } }, reflectionKind);
  return { texts: items.map(({ row }) => row.text).sort(), damaged };
}

/** The bytes with one bit turned. */
export function rotten(bytes: Uint8Array<ArrayBuffer>, at = 20): Uint8Array<ArrayBuffer> {
  const changed = bytes.slice();
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
