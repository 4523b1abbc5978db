// Seals and opens bytes in the form of sync/keys.ts, with Node's crypto; the tablet's twin is device/vault.ts.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ok, type Result, trouble } from '../kernel/result';
import { ivLength, sealedFormat, tagLength } from '../sync/keys';

export const keyLength = 32;
/** So many bytes sealed ones are longer. */
export const sealOverhead = 1 + ivLength + tagLength;

/** Random bytes are fetched for many seals at once: asking for twelve costs as much as asking for thousands. */
const poolLength = 340 * ivLength;
let pool = Buffer.alloc(0);

/** Never the same bytes twice. */
function freshIv(): Buffer {
  if (pool.length === 0) pool = randomBytes(poolLength);
  const iv = pool.subarray(0, ivLength);
  pool = pool.subarray(ivLength);
  return iv;
}

/** `key` is 32 bytes, `binding` the text that `open` must be given again; a wrong length of key is a bug and throws. */
export function seal(key: Uint8Array, binding: string, plain: Uint8Array): Buffer {
  const iv = freshIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(binding, 'utf8'));
  return Buffer.concat([Buffer.of(sealedFormat), iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed, or `cannot-open`: another key, another binding, another format, or damaged bytes. */
export function open(key: Uint8Array, binding: string, sealed: Uint8Array): Result<Buffer, 'cannot-open'> {
  const head = 1 + ivLength;
  if (sealed.length < head + tagLength || sealed[0] !== sealedFormat) return trouble('cannot-open');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, head), { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(binding, 'utf8'));
  decipher.setAuthTag(sealed.subarray(-tagLength));
  const plain = decipher.update(sealed.subarray(head, -tagLength));
  try {
    decipher.final(); // in this mode nothing comes at the end but the judgement
    return ok(plain);
  } catch {
    return trouble('cannot-open');
  }
}
