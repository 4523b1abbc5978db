// A client of the first release, written from docs/protocol.md alone: nothing of src/ is in it, so what it relies on cannot change unseen.
import { createCipheriv, createDecipheriv, createPrivateKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

/** Whoever writes: her id, her signing key, and the keys that she may seal and open with, by their ids. */
export interface FirstAuthor {
  readonly id: string;
  readonly signer: KeyObject;
  readonly keys: ReadonlyMap<string, Buffer>;
}

export interface FirstEnvelope {
  readonly v: 1;
  readonly tablet: string;
  readonly author: string;
  readonly n: number;
  readonly group: string | null;
  readonly key: string;
  readonly sig: string;
  readonly bytes: string;
}

export interface FirstPage {
  readonly rows: readonly { bucket: string; id: string; kind: string; revision: number; state: { values: Record<string, unknown> } }[];
  readonly removals: readonly { bucket: string; id: string }[];
}

export const signerOf = (pkcs8: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8, 'base64url'), format: 'der', type: 'pkcs8' });

const keyOf = ({ id, keys }: FirstAuthor, name: string): Buffer => {
  const key = keys.get(name);
  if (!key) throw new Error(`${id} does not hold ${name}`);
  return key;
};

function seal(key: Buffer, binding: string, plain: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(binding));
  return Buffer.concat([Buffer.of(1), iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

function open(key: Buffer, binding: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes[0] !== 1) throw new Error('sealed in a form that the first release does not know');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13));
  decipher.setAAD(Buffer.from(binding));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(13, -16)), decipher.final()]);
}

/** Not signed yet: see signRun. */
export function firstEnvelope(
  author: FirstAuthor,
  { tablet, n, group = null, key }: { readonly tablet: string; readonly n: number; readonly group?: string | null; readonly key: string },
  change: unknown,
): FirstEnvelope {
  const binding = ['change', tablet, author.id, n, group ?? '', key].join('|');
  return { v: 1, tablet, author: author.id, n, group, key, sig: '', bytes: seal(keyOf(author, key), binding, JSON.stringify(change)) };
}

/** Signs all of them with one signature, in the last. */
export function signRun(author: FirstAuthor, run: readonly FirstEnvelope[]): readonly FirstEnvelope[] {
  const lines = run.map(e => `${[e.v, e.tablet, e.author, e.n, e.group ?? '', e.key, e.bytes].join('|')}\n`);
  const text = Buffer.from(`larkrise-run-1\n${lines.join('')}`);
  const sig = sign('sha256', text, { key: author.signer, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return run.map((one, at) => (at === run.length - 1 ? { ...one, sig } : one));
}

export function firstPage(author: FirstAuthor, tablet: string, page: { holder: string; key: string; bytes: string }): FirstPage {
  const plain = open(keyOf(author, page.key), ['page', tablet, page.holder, page.key].join('|'), page.bytes);
  return JSON.parse(inflateRawSync(plain).toString('utf8')) as FirstPage;
}
