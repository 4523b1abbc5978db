// People with real keys for the tests of the engine: made once a process, because making and reading keys is what costs time.
import { randomBytes } from 'node:crypto';
import type { Keys } from '../../src/device/session';
import { holdKeys } from '../../src/device/vault';
import { nurseryKeyId, vaultKeyId } from '../../src/sync/key-ids';

interface SignPair {
  /** The raw public point, as the server keeps it. */
  readonly point: Buffer;
  readonly signer: CryptoKey;
  readonly prover: CryptoKey;
}

const pairs: Promise<SignPair>[] = [];

/** The pair of this number; the same one each time it is asked for in this process. */
export function signPair(number: number): Promise<SignPair> {
  pairs[number] ??= makePair();
  return pairs[number];
}

async function makePair(): Promise<SignPair> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  return { point: Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey)), signer: pair.privateKey, prover: pair.publicKey };
}

const sealing = (bytes: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', new Uint8Array(bytes), 'AES-GCM', false, ['encrypt', 'decrypt']);

/** Unlocked keys of a person, as her wrap would hold them; `nursery`: the first key of hers, or all that she has by name. */
export async function unlockedKeys(
  person: { id: string; nursery: string; pair: number },
  vault: Uint8Array,
  nursery: Uint8Array | ReadonlyMap<string, Uint8Array>,
): Promise<Keys> {
  const ring = nursery instanceof Uint8Array ? new Map([[nurseryKeyId(person.nursery), nursery]]) : nursery;
  const keys = new Map([[vaultKeyId(person.id), await sealing(vault)]]);
  for (const [id, bytes] of ring) keys.set(id, await sealing(bytes));
  const { signer, prover } = await signPair(person.pair);
  return holdKeys(vaultKeyId(person.id), keys, signer, prover);
}

export const freshBytes = (): Uint8Array => new Uint8Array(randomBytes(16));
