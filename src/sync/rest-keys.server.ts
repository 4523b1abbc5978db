// The keys under which records lie in the database: how they are had for opening, and how for sealing.
// Invariant: no key that was destroyed is made again by reading.
import { hkdfSync } from 'node:crypto';
import { keyLength } from '../server/sealing';
import { and } from './key-names.server';
import type { Work } from './work.server';

const bothLabel = 'larkrise-both-1';

const madeOf = (keys: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', Buffer.concat(keys), Buffer.alloc(0), bothLabel, keyLength));

async function had(work: Work, id: string, find: (one: string) => Promise<Uint8Array | null>): Promise<Uint8Array | null> {
  const known = work.keys.get(id);
  if (known) return known;
  const parts: Uint8Array[] = [];
  for (const one of id.split(and)) {
    const key = work.keys.get(one) ?? (await find(one));
    if (!key) return null;
    work.keys.set(one, key);
    parts.push(key);
  }
  const [only, ...others] = parts;
  const key = only && others.length === 0 ? only : madeOf(parts);
  work.keys.set(id, key);
  return key;
}

/** The key of this id, for opening; null where there is none (any more). */
export const keyIfThere = (work: Work, id: string): Promise<Uint8Array | null> =>
  had(work, id, one => work.parts.keyring.get(one, work.tx));

/** The key of this id, for sealing: made where there is none yet. */
export async function keyBytes(work: Work, id: string): Promise<Uint8Array> {
  const { keyring } = work.parts;
  const key = await had(work, id, async one => (await keyring.get(one, work.tx)) ?? keyring.make(one, work.tx));
  if (!key) throw new Error('a key was made and is not there');
  return key;
}
