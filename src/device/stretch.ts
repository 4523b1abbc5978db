// From a PIN to the 32 bytes that its wrap's key is made of: Argon2id. Loaded by pin.worker.ts, never by the page itself.
import { argon2id } from 'hash-wasm';
import { type Bytes, fromBase64Url } from '../kernel/bytes';
import type { Wrap } from '../sync/keys';

export type StretchParameters = Pick<Wrap, 'salt' | 'memory' | 'passes' | 'lanes'>;

/** 32 bytes. Takes as long as `wrap` asks: about 0.2 s and 32 MiB on a cheap tablet. Throws on a salt that is not base64url. */
export async function stretchPin(pin: string, wrap: StretchParameters): Promise<Bytes> {
  const salt = fromBase64Url(wrap.salt);
  if (!salt) throw new Error('the salt is not base64url');
  const stretched = await argon2id({
    password: pin,
    salt,
    memorySize: wrap.memory,
    iterations: wrap.passes,
    parallelism: wrap.lanes,
    hashLength: 32,
    outputType: 'binary',
  });
  return new Uint8Array(stretched);
}
