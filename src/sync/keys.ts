// What a person's wrap holds; the sealing itself is device/vault.ts and server/keyring.ts.
import * as v from 'valibot';
import { idPattern } from '../kernel/id';

const id = v.pipe(v.string(), v.regex(idPattern));
const base64Url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/));

/** Memory in KiB. OWASP's floor for Argon2id is 19 MiB and 2 passes; ours is 32 MiB and 3. */
export const pinStretching = { memory: 32 * 1024, passes: 3, lanes: 1 } as const;
/** Label of the HKDF-SHA-256 step (empty salt) from the stretched PIN to the key that seals a wrap. */
export const wrapKeyLabel = 'larkrise-wrap-1';

/** `sealed` opens to wrapContentSchema with the key from HKDF(Argon2id(PIN, salt)). */
export const wrapSchema = v.object({
  v: v.literal(1),
  salt: base64Url,
  memory: v.pipe(v.number(), v.integer(), v.minValue(19 * 1024), v.maxValue(1024 * 1024)),
  passes: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(20)),
  lanes: v.literal(1),
  sealed: base64Url,
});
export type Wrap = v.InferOutput<typeof wrapSchema>;

/** Keys are 32 raw bytes for AES-256-GCM; `sign` is a P-256 private key as PKCS #8. All base64url. */
export const wrapContentSchema = v.object({
  vault: v.object({ id, key: base64Url }),
  sign: base64Url,
  /** The nursery keys of the places where she works: every generation, because what lies on a tablet is older than the newest. */
  ring: v.array(v.object({ id, key: base64Url })),
});
export type WrapContent = v.InferOutput<typeof wrapContentSchema>;

export const wrapBinding = (person: string): string => `wrap|${person}`;

/**
 * The sealed form, everywhere: one byte of format (1), 12 random bytes of IV, then AES-256-GCM's
 * ciphertext with its 16-byte tag; the binding text (UTF-8) is the additional data.
 */
export const sealedFormat = 1;
export const ivLength = 12;
export const tagLength = 16;
