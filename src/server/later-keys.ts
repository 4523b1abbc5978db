// The key pairs to which words are sealed for people who cannot unlock: worked out from each one's vault key, so that a restore, another
// server or another PIN gives the same pair, nothing of it is stored, and whoever is erased has none any more.
import { createECDH, createHash, createPrivateKey, hkdfSync } from 'node:crypto';
import { vaultKeyId } from '../sync/key-ids';
import { type LaterKey, laterKeyBinding } from '../sync/later-key';
import type { Keyring } from './keyring';
import { seal } from './sealing';

const label = 'larkrise-later-key-1';
/** The order of P-256's group. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** Bytes: 64 bits more than the order has, so that no private key is likelier than another (FIPS 186-5, A.2.1). */
const drawn = 40;

function scalarOf(vault: Uint8Array): Buffer {
  const wide = Buffer.from(hkdfSync('sha256', vault, Buffer.alloc(0), label, drawn)).toString('hex');
  const scalar = (BigInt(`0x${wide}`) % (order - 1n)) + 1n;
  return Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
}

/** The public half as the raw uncompressed point, the private one as PKCS #8. */
function pairOf(vault: Uint8Array): { readonly point: Buffer; readonly pkcs8: Buffer } {
  const scalar = scalarOf(vault);
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(scalar);
  const point = pair.getPublicKey();
  const part = (from: number) => point.subarray(from, from + 32).toString('base64url');
  const key = { kty: 'EC', crv: 'P-256', d: scalar.toString('base64url'), x: part(1), y: part(33) };
  return { point, pkcs8: createPrivateKey({ key, format: 'jwk' }).export({ type: 'pkcs8', format: 'der' }) };
}

export function laterKeyFrom(vault: Uint8Array, person: string): LaterKey {
  const { point, pkcs8 } = pairOf(vault);
  const half = {
    id: `later-${createHash('sha256').update(point).digest('base64url').slice(0, 22)}`,
    public: point.toString('base64url'),
  };
  const sealed = seal(vault, laterKeyBinding(person, half), pkcs8).toString('base64url');
  pkcs8.fill(0);
  return { ...half, vault: vaultKeyId(person), sealed };
}

/** Of these people, as their tiles are told of them; somebody without a vault has none. */
export async function laterKeysOf(
  { keyring }: { readonly keyring: Keyring },
  people: readonly string[],
): Promise<ReadonlyMap<string, LaterKey>> {
  const found = new Map<string, LaterKey>();
  for (const person of people) {
    const vault = await keyring.get(vaultKeyId(person));
    if (vault) found.set(person, laterKeyFrom(vault, person));
  }
  return found;
}
