// The key pair to which words are sealed for somebody who cannot unlock: the public half is on every tablet that shows her tile,
// the private half lies beside it, sealed under her vault key.
import * as v from 'valibot';
import { idPattern } from '../kernel/id';

const id = v.pipe(v.string(), v.regex(idPattern));
const base64Url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(1_024));

/**
 * ECDH on P-256: Chrome 109, the oldest browser that Larkrise runs in, has no X25519. `public`: the raw uncompressed point (65 bytes);
 * `sealed`: the private key as PKCS #8 in the form of sync/keys.ts, under the key named `vault`.
 */
export const laterKeySchema = v.object({ id, public: v.pipe(base64Url, v.length(87)), vault: id, sealed: base64Url });
export type LaterKey = v.InferOutput<typeof laterKeySchema>;

/** With the public half in it, a private half opens for no other. */
export const laterKeyBinding = (person: string, key: Pick<LaterKey, 'id' | 'public'>): string =>
  ['later-key', person, key.id, key.public].join('|');
