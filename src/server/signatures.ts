// ECDSA P-256 public keys as tablets and people have them (the raw uncompressed point), and whether a text is signed by one.
import { createPublicKey, type KeyObject, verify } from 'node:crypto';

const pointLength = 65;

/** The key, or null when the bytes are no point of the curve. */
export function publicKeyFrom(point: Uint8Array): KeyObject | null {
  if (point.length !== pointLength || point[0] !== 4) return null;
  const half = (from: number) => Buffer.from(point.subarray(from, from + 32)).toString('base64url');
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) }, format: 'jwk' });
  } catch {
    return null;
  }
}

/** `signature` is raw r and s, 64 bytes, over the SHA-256 of the text's UTF-8. */
export function isSignedBy(point: Uint8Array, text: string, signature: Uint8Array): boolean {
  const key = publicKeyFrom(point);
  return key !== null && verify('sha256', Buffer.from(text, 'utf8'), { key, dsaEncoding: 'ieee-p1363' }, signature);
}
