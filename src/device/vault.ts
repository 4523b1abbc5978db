// A person's keys on the tablet: her PIN opens her wrap, and what comes out seals, opens and signs until it is dropped.
// WebCrypto, in the form of sync/keys.ts; the server's twin is server/sealing.ts. Never called inside a Dexie transaction.
import { type Bytes, fromBase64Url, toBase64Url } from '../kernel/bytes';
import { parse, parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import {
  ivLength,
  pinStretching,
  sealedFormat,
  tagLength,
  type Wrap,
  type WrapContent,
  wrapBinding,
  wrapContentSchema,
  wrapKeyLabel,
  wrapSchema,
} from '../sync/keys';
import type { Keys } from './session';
import type { StretchParameters } from './stretch';

/** From a PIN to 32 bytes, by the wrap's own parameters: stretch.ts in a worker, or directly in tests. */
export type Stretch = (pin: string, wrap: StretchParameters) => Promise<Bytes>;

const utf8 = new TextEncoder();
const algorithm = (iv: Bytes, binding: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: utf8.encode(binding),
  tagLength: tagLength * 8,
});

/** Thousands at a time: one promise beside the browser's own, and no copy of the head. */
export function sealWith(key: CryptoKey, binding: string, plain: Bytes): Promise<Bytes> {
  const sealed = new Uint8Array(1 + ivLength + plain.length + tagLength);
  sealed[0] = sealedFormat;
  const iv = crypto.getRandomValues(sealed.subarray(1, 1 + ivLength));
  return crypto.subtle.encrypt(algorithm(iv, binding), key, plain).then(body => {
    sealed.set(new Uint8Array(body), 1 + ivLength);
    return sealed;
  });
}

/** `cannot-open`: another key, another binding, another format, or damaged bytes. */
export async function openWith(key: CryptoKey, binding: string, sealed: Bytes): Promise<Result<Bytes, 'cannot-open'>> {
  const head = 1 + ivLength;
  if (sealed.length < head + tagLength || sealed[0] !== sealedFormat) return trouble('cannot-open');
  try {
    const plain = await crypto.subtle.decrypt(algorithm(sealed.slice(1, head), binding), key, sealed.subarray(head));
    return ok(new Uint8Array(plain));
  } catch {
    return trouble('cannot-open');
  }
}

/** The key that seals a wrap, from the stretched PIN. */
async function wrapKey(stretched: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', stretched, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8.encode(wrapKeyLabel) };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Bytes that must be there: the schema has already said that the text is base64url. */
function bytesOf(text: string): Bytes {
  const bytes = fromBase64Url(text);
  if (!bytes) throw new Error('not base64url');
  return bytes;
}

const sealingKey = (text: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytesOf(text), 'AES-GCM', false, ['encrypt', 'decrypt']);

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const signature = { name: 'ECDSA', hash: 'SHA-256' };
const pointLength = 65;

const signingKey = (pkcs8: Bytes): Promise<CryptoKey> => crypto.subtle.importKey('pkcs8', pkcs8, curve, false, ['sign']);

/** A private key's PKCS #8 ends in its public point; null where it was written without. */
const provingKey = (pkcs8: Bytes): Promise<CryptoKey | null> =>
  crypto.subtle.importKey('raw', pkcs8.slice(-pointLength), curve, false, ['verify']).catch(() => null);

/** Keys that script cannot carry off; throws when one is not a key at all. */
async function keysFrom({ vault, sign, ring }: WrapContent): Promise<Keys> {
  const keys = new Map<string, CryptoKey>();
  for (const { id, key } of [vault, ...ring]) keys.set(id, await sealingKey(key));
  const pkcs8 = bytesOf(sign);
  return holdKeys(vault.id, keys, await signingKey(pkcs8), await provingKey(pkcs8));
}

/** Of what was signed just now the signatures need no proof. In characters, of sealed words. */
const mostRemembered = 1_000_000;

/** What imported keys can do until they are dropped; `given` is not kept, only what is in it. Without `proving` no signature is known for hers. */
export function holdKeys(vault: string, given: ReadonlyMap<string, CryptoKey>, signing: CryptoKey, proving: CryptoKey | null): Keys {
  const keys = new Map(given);
  let signer: CryptoKey | null = signing;
  const own = new Map<string, string>();
  let length = 0;
  return {
    vault,
    ids: [...keys.keys()],
    async seal(id, binding, plain) {
      const key = keys.get(id);
      if (!key) throw new Error('sealing with a key that is not held, or was dropped');
      return sealWith(key, binding, plain);
    },
    async open(id, binding, sealed) {
      const key = keys.get(id);
      return key ? openWith(key, binding, sealed) : trouble('cannot-open');
    },
    async sign(text) {
      if (!signer) throw new Error('signing with keys that were dropped');
      const sig = toBase64Url(new Uint8Array(await crypto.subtle.sign(signature, signer, utf8.encode(text))));
      own.set(sig, text);
      length += text.length;
      for (const [oldest, { length: gone }] of own) {
        if (length <= mostRemembered) break;
        own.delete(oldest);
        length -= gone;
      }
      return sig;
    },
    async hasSigned(text, sig) {
      if (own.get(sig) === text) return true;
      const bytes = fromBase64Url(sig);
      return proving !== null && bytes !== null && crypto.subtle.verify(signature, proving, bytes, utf8.encode(text));
    },
    drop() {
      keys.clear();
      own.clear();
      signer = null;
    },
    isHeld: () => signer !== null,
  };
}

/** What is in the wrap, once by name and once as it stood there. */
interface Opened {
  readonly wrap: Wrap;
  readonly plain: Bytes;
  readonly content: WrapContent;
}

async function openContent(
  person: string,
  wrap: string,
  pin: string,
  stretch: Stretch,
): Promise<Result<Opened, 'wrong-pin' | 'row-damaged'>> {
  const read = parse(wrapSchema, parseJson(wrap));
  if (!read.ok) return trouble('row-damaged');
  const sealed = fromBase64Url(read.value.sealed);
  if (!sealed) return trouble('row-damaged');
  const opened = await openWith(await wrapKey(await stretch(pin, read.value)), wrapBinding(person), sealed);
  if (!opened.ok) return trouble('wrong-pin');
  const content = parse(wrapContentSchema, parseJson(new TextDecoder().decode(opened.value)));
  return content.ok ? ok({ wrap: read.value, plain: opened.value, content: content.value }) : trouble('row-damaged');
}

/**
 * Opens the wrap (the JSON text of database.ts's Person) with her PIN. The right PIN is the one that decrypts: sealed
 * bytes that were damaged cannot be told from a wrong PIN. `row-damaged`: the wrap or its content is not what it must be.
 */
export async function openWrap(
  person: string,
  wrap: string,
  pin: string,
  stretch: Stretch,
): Promise<Result<Keys, 'wrong-pin' | 'row-damaged'>> {
  const opened = await openContent(person, wrap, pin, stretch);
  return opened.ok ? keysFrom(opened.value.content).then(ok, () => trouble('row-damaged')) : opened;
}

export interface PinChoice {
  readonly now: string;
  readonly next: string;
}

/** The same content under another PIN, with a salt of its own and what that PIN was stretched to. Nothing is kept anywhere by it. */
export async function wrapAnew(
  person: string,
  wrap: string,
  { now, next }: PinChoice,
  stretch: Stretch,
): Promise<Result<{ readonly wrap: Wrap; readonly stretched: Bytes }, 'wrong-pin' | 'row-damaged'>> {
  const opened = await openContent(person, wrap, now, stretch);
  if (!opened.ok) return opened;
  const salt = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  const how = { v: 1, salt, ...pinStretching } as const;
  const stretched = await stretch(next, how);
  const sealed = await sealWith(await wrapKey(stretched), wrapBinding(person), opened.value.plain);
  opened.value.plain.fill(0);
  return ok({ wrap: { ...how, sealed: toBase64Url(sealed) }, stretched });
}
