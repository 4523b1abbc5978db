// The tablet's own secret, the outermost layer of every wrap that is kept here: a profile that lacks either half of it opens nothing.
// One half is a key in IndexedDB that script cannot read, the other 32 bytes among the small secrets (in OPFS, where there is one).
import * as v from 'valibot';
import { type Bytes, fromBase64Url, toBase64Url } from '../kernel/bytes';
import { parse, parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import type { Alone } from './alone';
import type { TabletDatabase } from './database';
import type { SecretFiles } from './secret-files';
import { openWith, sealWith } from './vault';

/** Gives base64url. */
export type SealForDevice = (person: string, text: string) => Promise<string>;

export interface DeviceSecret {
  /** What seals, one or many; makes the secret where there is none. */
  sealing(): Promise<SealForDevice>;
  /** `row-damaged`: sealed on another tablet or for somebody else, or half of the secret is gone: the next contact brings another. */
  open(person: string, sealed: string): Promise<Result<string, 'row-damaged'>>;
  /** Overwrites and removes the half that is bytes: nothing that was sealed opens any more. */
  destroy(): Promise<void>;
}

interface DeviceSecretParts {
  readonly database: TabletDatabase;
  readonly tablet: string;
  readonly files: SecretFiles;
  readonly alone: Alone;
}

/** A name in `settings`: the half that is a key. */
const keySetting = 'device-key';
/** A name among the small secrets: the half that is bytes. */
const halfName = 'half';
const halfLength = 32;
const label = 'larkrise-device-1';
const hmac = { name: 'HMAC', hash: 'SHA-256' } as const;
const utf8 = new TextEncoder();

const halfSchema = v.object({ half: v.string() });

function halfIn(text: string | null): Bytes | null {
  const read = parse(halfSchema, parseJson(text ?? ''));
  const bytes = read.ok ? fromBase64Url(read.value.half) : null;
  return bytes?.length === halfLength ? bytes : null;
}

/** HKDF-SHA-256 (empty salt) of HMAC-SHA-256(key, bytes), for AES-256-GCM. */
async function keyOf(half: CryptoKey, bytes: Bytes): Promise<CryptoKey> {
  const both = await crypto.subtle.sign(hmac, half, bytes);
  const material = await crypto.subtle.importKey('raw', both, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8.encode(label) };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

export function openDeviceSecret({ database: { settings }, tablet, files, alone }: DeviceSecretParts): DeviceSecret {
  const binding = (person: string): string => `device|${tablet}|${person}`;
  const read = async () => ({
    half: (await settings.get(keySetting))?.value as CryptoKey | undefined,
    bytes: halfIn(await files.read(halfName)),
  });
  const known = async (): Promise<CryptoKey | null> => {
    const { half, bytes } = await read();
    return half && bytes ? keyOf(half, bytes) : null;
  };
  const make = async (): Promise<CryptoKey> => {
    const { half = await crypto.subtle.generateKey({ ...hmac, length: 256 }, false, ['sign']), bytes } = await read();
    const other = bytes ?? crypto.getRandomValues(new Uint8Array(halfLength));
    if (!bytes) await files.change([{ name: halfName, text: JSON.stringify({ half: toBase64Url(other) }) }], []);
    await settings.put({ name: keySetting, value: half });
    return keyOf(half, other);
  };
  return {
    async sealing() {
      const key = (await known()) ?? (await alone('larkrise-device-secret', async () => (await known()) ?? (await make())));
      return async (person, text) => toBase64Url(await sealWith(key, binding(person), utf8.encode(text)));
    },
    async open(person, sealed) {
      const [key, bytes] = [await known(), fromBase64Url(sealed)];
      const opened = key && bytes ? await openWith(key, binding(person), bytes) : null;
      return opened?.ok ? ok(new TextDecoder().decode(opened.value)) : trouble('row-damaged');
    },
    async destroy() {
      if ((await files.read(halfName)) !== null) await files.change([], [halfName]);
    },
  };
}
