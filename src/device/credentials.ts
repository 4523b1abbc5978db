// The tablet's own key pair, and what it signs with it.
import { toBase64Url } from '../kernel/bytes';

/** The key pair never leaves the browser's own store; script can sign with it and not read it. */
export interface Credentials {
  readonly id: string;
  readonly keys: CryptoKeyPair;
}

export const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** This tablet's own signature: ECDSA P-256 with SHA-256 over the text's UTF-8, raw r and s, base64url. */
export async function signAs({ keys }: Credentials, text: string): Promise<string> {
  const signature = await crypto.subtle.sign(ecdsa, keys.privateKey, new TextEncoder().encode(text));
  return toBase64Url(new Uint8Array(signature));
}
