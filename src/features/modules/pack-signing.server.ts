// Signs packs and judges their signatures: Ed25519 (RFC 8032) over the list of pack-signing.ts.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseJson, repeatsAName } from '../../kernel/parse';
import { ok, type Result, trouble } from '../../kernel/result';
import { packContents } from './pack-contents.server';
import { type PackFault, wholeFile } from './pack-fault';
import { differences, inOrder, type PackSignature, packSignatureSchema, type SignedFile, signatureFile, signedText } from './pack-signing';

/** A new key to sign with, as PEM. */
export const newPackKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The key in a PEM; null where it is none, or one of another kind. */
export function packKeyIn(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** What others need to know it by: 32 bytes, base64url. */
export const publicHalf = (key: KeyObject): string => String(createPublicKey(key).export({ format: 'jwk' }).x);

function isSigned({ key, signature, files }: PackSignature): boolean {
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
    return verify(null, Buffer.from(signedText(files)), publicKey, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

type Faults = readonly PackFault[];

/** Signs what lies in the folder now; gives how many files that are. The signature appears whole or not at all. */
export async function signPack(root: string, key: KeyObject): Promise<Result<number, Faults>> {
  const contents = await packContents(root);
  if (!contents.ok) return contents;
  const files = inOrder(contents.value);
  const signature = sign(null, Buffer.from(signedText(files)), key).toString('base64url');
  const written: PackSignature = { format: 1, key: publicHalf(key), signature, files: [...files] };
  const growing = join(root, `${signatureFile}.part`);
  try {
    await writeFile(growing, `${JSON.stringify(written, null, 1)}\n`);
    await rename(growing, join(root, signatureFile));
  } finally {
    await rm(growing, { force: true });
  }
  return ok(files.length);
}

/** Of a list of two thousand files. */
const mostBytesInASignature = 1024 * 1024;

/** Undefined: there is none. Null: there is one that cannot be read. */
async function signatureIn(root: string): Promise<PackSignature | null | undefined> {
  const path = join(root, signatureFile);
  const found = await lstat(path).catch(() => null);
  if (!found) return undefined;
  if (!found.isFile() || found.size > mostBytesInASignature) return null;
  const text = await readFile(path, 'utf8');
  const read = repeatsAName(text) ? null : parse(packSignatureSchema, parseJson(text));
  return read?.ok ? read.value : null;
}

/** What vouches for a pack: a key that is trusted here, one that nobody here has named, or nobody. */
export type VouchedBy = 'known-signer' | 'unknown-signer' | 'nobody';

export interface Proven {
  readonly vouchedBy: VouchedBy;
  /** What was found in the folder, every hash taken by this machine. */
  readonly files: readonly SignedFile[];
}

/**
 * Whether the folder holds what was signed, no more, no less, not another byte. `trusted`: public keys as `publicHalf` gives them;
 * where there are none, a signature must fit all the same, whoever made it.
 */
export async function provePack(root: string, trusted: readonly string[]): Promise<Result<Proven, Faults>> {
  const refuse = (reason: string) => trouble([wholeFile(signatureFile, reason)]);
  const signature = await signatureIn(root);
  if (signature === null) return refuse('cannot be read');
  if (signature === undefined && trusted.length > 0) return refuse('is not there, and PACK_KEYS asks for one');
  const isKnown = signature !== undefined && trusted.includes(signature.key);
  if (signature && trusted.length > 0 && !isKnown) return refuse('names a signer that is not in PACK_KEYS');
  if (signature && !isSigned(signature)) return refuse('does not fit: it was changed after it was made');
  const contents = await packContents(root);
  if (!contents.ok) return contents;
  if (!signature) return ok({ vouchedBy: 'nobody', files: contents.value });
  const different = differences(signature.files, contents.value);
  if (different.length > 0) return trouble(different.map(({ path, reason }) => wholeFile(path, reason)));
  return ok({ vouchedBy: isKnown ? 'known-signer' : 'unknown-signer', files: contents.value });
}
