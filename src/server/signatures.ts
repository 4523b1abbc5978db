// ECDSA P-256 public keys as tablets and people have them (the raw uncompressed point), and whether a text is signed by one.
import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';

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

/** The raw uncompressed point of a P-256 public key. */
export function pointOf(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}

/** The public half as the raw point, the private one as PKCS #8. */
export function makeSigningKeys(): { readonly point: Buffer; readonly pkcs8: Buffer } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { point: pointOf(publicKey), pkcs8: privateKey.export({ type: 'pkcs8', format: 'der' }) };
}

/** Keys that are kept ready: those of everybody who may write in a large authority at a quarter past seven. */
const mostKeys = 5_000;
const keysByPoint = new Map<string, KeyObject | null>();

/** Making a key of a point costs more than judging a signature with it. */
function keyOf(point: Uint8Array): KeyObject | null {
  const name = Buffer.from(point).toString('base64');
  const known = keysByPoint.get(name);
  if (known !== undefined) return known;
  if (keysByPoint.size >= mostKeys) keysByPoint.clear();
  const key = publicKeyFrom(point);
  keysByPoint.set(name, key);
  return key;
}

/** `signature` is raw r and s, 64 bytes, over the SHA-256 of the text's UTF-8. */
export function isSignedBy(point: Uint8Array, text: string, signature: Uint8Array): boolean {
  const key = keyOf(point);
  return key !== null && verify('sha256', Buffer.from(text, 'utf8'), { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** The same, judged beside the main thread: a server has other tablets to answer meanwhile. */
export function isSignedBeside(point: Uint8Array, text: string, signature: Uint8Array): Promise<boolean> {
  const key = keyOf(point);
  if (key === null) return Promise.resolve(false);
  const judged = (resolve: (isSigned: boolean) => void) => (fault: Error | null, isSigned: boolean) => resolve(fault === null && isSigned);
  return new Promise(resolve => {
    verify('sha256', Buffer.from(text, 'utf8'), { key, dsaEncoding: 'ieee-p1363' }, signature, judged(resolve));
  });
}
