// Makes nurseries and people: a person's vault key, her signing keys, and the wrap that only her PIN opens.
import { generateKeyPairSync, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import type { Role } from '../features/roster/role';
import { nurseryKeyId, pinStretching, vaultKeyId, type Wrap, type WrapContent, wrapBinding, wrapKeyLabel } from '../sync/keys';
import type { Database } from './database';
import type { Keyring } from './keyring';
import { keyLength, seal } from './sealing';

export interface PeopleParts {
  readonly db: Database;
  readonly keyring: Keyring;
}

export interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly hue: string;
  /** Counter of her private records: her nursery or, where she has none, her programme. */
  readonly home: string;
  readonly pin: string;
  /** What she is where she works in no nursery; a mentor has mentorings besides. */
  readonly role?: Extract<Role, 'mentor' | 'programme-lead'>;
  /** Where she works. */
  readonly memberships: readonly { readonly nursery: string; readonly room: string | null; readonly role: Role }[];
}

/** Argon2id by the wrap's parameters; the same 32 bytes as device/stretch.ts makes. */
export const stretchPin = (pin: string, wrap: Omit<Wrap, 'sealed'>): Promise<Buffer> =>
  hashRaw(pin, {
    salt: Buffer.from(wrap.salt, 'base64url'),
    memoryCost: wrap.memory,
    timeCost: wrap.passes,
    parallelism: wrap.lanes,
    outputLen: keyLength,
  });

export async function makeWrap(person: string, pin: string, content: WrapContent): Promise<Wrap> {
  const how = { v: 1, salt: randomBytes(16).toString('base64url'), ...pinStretching } as const;
  const stretched = await stretchPin(pin, { ...how });
  const key = new Uint8Array(hkdfSync('sha256', stretched, Buffer.alloc(0), wrapKeyLabel, keyLength));
  const sealed = seal(key, wrapBinding(person), Buffer.from(JSON.stringify(content), 'utf8'));
  return { ...how, sealed: sealed.toString('base64url') };
}

/** The public half as the raw uncompressed point, the private one as PKCS #8. */
function makeSigningKeys(): { readonly point: Buffer; readonly pkcs8: Buffer } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return { point, pkcs8: privateKey.export({ type: 'pkcs8', format: 'der' }) };
}

async function ringOf(keyring: Keyring, nurseries: readonly string[]): Promise<WrapContent['ring']> {
  const ids = [...new Set(nurseries)].map(nursery => nurseryKeyId(nursery));
  return Promise.all(ids.map(async id => ({ id, key: (await keyring.make(id)).toString('base64url') })));
}

/** Throws when somebody of this id is there already. */
export async function makePerson({ db, keyring }: PeopleParts, person: NewPerson): Promise<void> {
  const { id, name, hue, home, pin, role = null, memberships } = person;
  const vault = { id: vaultKeyId(id), key: (await keyring.make(vaultKeyId(id))).toString('base64url') };
  const ring = await ringOf(
    keyring,
    memberships.map(({ nursery }) => nursery),
  );
  const { point, pkcs8 } = makeSigningKeys();
  const wrap = await makeWrap(id, pin, { vault, sign: pkcs8.toString('base64url'), ring });
  await db.transaction().execute(async tx => {
    await tx
      .insertInto('people')
      .values({ id, name, hue, home, role, sign_key: point, wrap: JSON.stringify(wrap) })
      .execute();
    for (const membership of memberships) {
      await tx
        .insertInto('memberships')
        .values({ ...membership, id: randomUUID(), person: id, until: null })
        .execute();
    }
  });
}

export interface NewNursery {
  readonly id: string;
  readonly name: string;
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
}

export async function makeNursery({ db }: Pick<PeopleParts, 'db'>, { id, name, rooms }: NewNursery): Promise<void> {
  await db.transaction().execute(async tx => {
    await tx.insertInto('nurseries').values({ id, name }).execute();
    for (const room of rooms) await tx.insertInto('rooms').values({ id: room.id, name: room.name, nursery: id }).execute();
  });
}

/** From now on this mentor receives what this educator shares with her. */
export async function makeMentoring(
  { db }: Pick<PeopleParts, 'db'>,
  mentoring: { readonly mentor: string; readonly educator: string; readonly nursery: string },
): Promise<void> {
  await db
    .insertInto('mentorings')
    .values({ ...mentoring, id: randomUUID(), until: null })
    .execute();
}
