// PINs on the server: what each person's was stretched to, so that her wrap can be made anew without asking her for it.
// Invariants: 1 no PIN is kept, and what it was stretched to only sealed under a key of the keyring; 2 whoever makes a wrap anew
// keeps her vault and her signing key: nothing that waits on a tablet stops being hers; 3 it is done holding `pin|<person>`.
import { createPrivateKey, createPublicKey, hkdfSync, randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { fromBase64Url } from '../kernel/bytes';
import { parse, parseJson } from '../kernel/parse';
import { nurseryKeyId, vaultKeyId } from '../sync/key-ids';
import { pinStretching, type Wrap, type WrapContent, wrapBinding, wrapContentSchema, wrapKeyLabel, wrapSchema } from '../sync/keys';
import { holdAlone, type Writing } from './database';
import { generationsOfNurseries, keepGenerations } from './key-generations';
import type { Keyring } from './keyring';
import { keyLength, open, seal } from './sealing';
import { pointOf } from './signatures';

export interface PinParts {
  readonly keyring: Keyring;
}

type Stretching = Omit<Wrap, 'sealed'>;

/** A PIN as the server knows it. */
export interface KeptPin {
  readonly stretching: Stretching;
  /** 32 bytes. */
  readonly stretched: Uint8Array;
  /** When somebody last made her a new PIN, in ms; 0: never. */
  readonly opening: number;
  readonly changedAt: number;
  /** Somebody else has seen it, on a slip: she is asked to choose her own. */
  readonly isHanded?: boolean;
}

/** Argon2id by the wrap's parameters; the same 32 bytes as device/stretch.ts makes. */
export const stretchPin = (pin: string, stretching: Stretching): Promise<Buffer> =>
  hashRaw(pin, {
    salt: Buffer.from(stretching.salt, 'base64url'),
    memoryCost: stretching.memory,
    timeCost: stretching.passes,
    parallelism: stretching.lanes,
    outputLen: keyLength,
  });

/** Takes as long as stretching does: call it outside of transactions. */
export async function newPin(pin: string, opening: number, changedAt: number): Promise<KeptPin> {
  const stretching = { v: 1, salt: randomBytes(16).toString('base64url'), ...pinStretching } as const;
  return { stretching, stretched: await stretchPin(pin, stretching), opening, changedAt };
}

const wrapKey = (stretched: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', stretched, Buffer.alloc(0), wrapKeyLabel, keyLength));

export function sealWrap(person: string, { stretching, stretched }: Pick<KeptPin, 'stretching' | 'stretched'>, content: WrapContent): Wrap {
  const sealed = seal(wrapKey(stretched), wrapBinding(person), Buffer.from(JSON.stringify(content), 'utf8'));
  return { ...stretching, sealed: sealed.toString('base64url') };
}

/** What is in a wrap; null where this PIN does not open it, or it is no wrap. */
export function contentOf(person: string, wrap: unknown, stretched: Uint8Array): WrapContent | null {
  const read = parse(wrapSchema, wrap);
  const sealed = read.ok ? fromBase64Url(read.value.sealed) : null;
  const opened = sealed && open(wrapKey(stretched), wrapBinding(person), sealed);
  if (!opened?.ok) return null;
  const content = parse(wrapContentSchema, parseJson(opened.value.toString('utf8')));
  return content.ok ? content.value : null;
}

export const pinKeyId = (person: string): string => `pin:${person}`;
const binding = (person: string): string => `pin|${person}`;

export async function keepPin({ keyring }: PinParts, tx: Writing, person: string, pin: KeptPin): Promise<void> {
  const key = await keyring.make(pinKeyId(person), tx);
  const { v, salt, memory, passes, lanes } = pin.stretching;
  const row = {
    stretching: JSON.stringify({ v, salt, memory, passes, lanes }),
    stretched: seal(key, binding(person), pin.stretched),
    opening: pin.opening,
    changed_at: pin.changedAt,
    handed: pin.isHanded ? 1 : 0,
  };
  await tx
    .insertInto('pins')
    .values({ person, ...row })
    .onConflict(at => at.column('person').doUpdateSet(row))
    .execute();
}

/** Null for somebody who was entered before PINs were kept so, until she changes hers or is given a new one. */
export async function loadPin({ keyring }: PinParts, tx: Writing, person: string): Promise<KeptPin | null> {
  const row = await tx.selectFrom('pins').selectAll().where('person', '=', person).executeTakeFirst();
  const key = row && (await keyring.get(pinKeyId(person), tx));
  const opened = row && key ? open(key, binding(person), row.stretched) : null;
  const wrap = parse(wrapSchema, { ...Object(parseJson(row?.stretching ?? '')), sealed: '-' });
  if (!row || !opened?.ok || !wrap.ok) return null;
  const { sealed: _, ...stretching } = wrap.value;
  return { stretching, stretched: opened.value, opening: row.opening, changedAt: row.changed_at };
}

/** Every generation of the keys of the nurseries in which she works now; what lies on tablets was sealed under any of them. */
async function ringOf({ keyring }: PinParts, tx: Writing, person: string, now: number): Promise<WrapContent['ring']> {
  await keepGenerations(tx);
  const all = await tx.selectFrom('memberships').select(['nursery', 'until']).where('person', '=', person).execute();
  const nurseries = all.filter(({ until }) => until === null || until > now).map(({ nursery }) => nursery);
  const generations = await generationsOfNurseries(tx, [...new Set(nurseries)].sort());
  const ids = [...generations].flatMap(([nursery, all]) => all.map(({ generation }) => nurseryKeyId(nursery, generation)));
  const ring: { id: string; key: string }[] = [];
  for (const id of ids) ring.push({ id, key: (await keyring.make(id, tx)).toString('base64url') });
  return ring;
}

/** Her vault, the keys of where she works, and the signing key (PKCS #8 in base64url) that is hers. */
export async function contentFor(
  parts: PinParts,
  tx: Writing,
  person: string,
  { sign, now }: { readonly sign: string; readonly now: number },
): Promise<WrapContent> {
  const id = vaultKeyId(person);
  const key = await parts.keyring.make(id, tx);
  return { vault: { id, key: key.toString('base64url') }, sign, ring: await ringOf(parts, tx, person, now) };
}

/** Whether this private key is the other half of the public one that her changes are judged by. */
export function isHerSigningKey(sign: string, point: Uint8Array): boolean {
  try {
    const key = createPrivateKey({ key: Buffer.from(sign, 'base64url'), format: 'der', type: 'pkcs8' });
    return pointOf(createPublicKey(key)).equals(point);
  } catch {
    return false;
  }
}

export async function holdPin(tx: Writing, person: string): Promise<void> {
  await keepGenerations(tx); // before hers: who makes a generation waits for nobody's PIN while others wait for it
  await holdAlone(tx, binding(person));
}

/** Her wrap from now on, on every tablet at its next contact; and what of it the server has to remember. */
export async function putWrap(
  tx: Writing,
  person: string,
  pin: Pick<KeptPin, 'stretching' | 'stretched'>,
  content: WrapContent,
): Promise<void> {
  const ring = JSON.stringify(content.ring.map(({ id }) => id));
  const wrap = JSON.stringify(sealWrap(person, pin, content));
  await tx.updateTable('people').set({ wrap, ring }).where('id', '=', person).execute();
}

/**
 * She works elsewhere, or a nursery has a new generation: her wrap holds the keys of exactly where she works, and opens with the PIN that
 * she has. Somebody of whom no PIN is kept keeps the wrap that she has.
 */
export async function renewRing(parts: PinParts, tx: Writing, person: string, now: number): Promise<void> {
  await holdPin(tx, person);
  const [row, pin] = [
    await tx.selectFrom('people').select('wrap').where('id', '=', person).executeTakeFirst(),
    await loadPin(parts, tx, person),
  ];
  const before = row && pin ? contentOf(person, parseJson(row.wrap), pin.stretched) : null;
  if (!pin || !before) return;
  const after = await contentFor(parts, tx, person, { sign: before.sign, now });
  if (JSON.stringify(after.ring) !== JSON.stringify(before.ring)) await putWrap(tx, person, pin, after);
}
