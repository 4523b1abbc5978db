// People with real keys for the tests of the engine: made once a process, because making keys is what costs time.
import { randomBytes } from 'node:crypto';
import type { Keys } from '../../src/device/session';
import { keysFrom } from '../../src/device/vault';
import { toBase64Url } from '../../src/kernel/bytes';
import { nurseryKeyId, vaultKeyId } from '../../src/sync/keys';

export interface SignPair {
  readonly point: Buffer;
  readonly pkcs8: string;
}

const pairs: Promise<SignPair>[] = [];

/** The pair of this number; the same one each time it is asked for in this process. */
export function signPair(number: number): Promise<SignPair> {
  pairs[number] ??= makePair();
  return pairs[number];
}

async function makePair(): Promise<SignPair> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  return {
    point: Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey)),
    pkcs8: toBase64Url(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))),
  };
}

/** Unlocked keys of a person, as her wrap would hold them. */
export const unlockedKeys = (person: string, pkcs8: string, vault: Uint8Array, ring: ReadonlyMap<string, Uint8Array>): Promise<Keys> =>
  keysFrom({
    vault: { id: vaultKeyId(person), key: toBase64Url(vault) },
    sign: pkcs8,
    ring: [...ring].map(([nursery, key]) => ({ id: nurseryKeyId(nursery), key: toBase64Url(key) })),
  });

export const freshBytes = (): Uint8Array => new Uint8Array(randomBytes(16));
