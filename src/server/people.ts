// Makes nurseries and people: a person's vault key, her signing keys, and the wrap that only her PIN opens.
import { randomUUID } from 'node:crypto';
import type { Role } from '../features/roster/role';
import type { Database, Writing } from './database';
import type { Keyring } from './keyring';
import { contentFor, type KeptPin, keepPin, newPin, putWrap } from './pins';
import { makeSigningKeys } from './signatures';

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

/** Somebody whose PIN is stretched, which takes long: what is left to do fits into a transaction. */
export interface PreparedPerson extends Omit<NewPerson, 'pin'> {
  readonly pin: KeptPin;
  readonly signing: ReturnType<typeof makeSigningKeys>;
}

export const preparePerson = async (person: NewPerson): Promise<PreparedPerson> => ({
  ...person,
  pin: await newPin(person.pin, 0, 0),
  signing: makeSigningKeys(),
});

/** Throws when somebody of this id is there already. */
export async function enterPerson(parts: Pick<PeopleParts, 'keyring'>, tx: Writing, person: PreparedPerson): Promise<void> {
  const { id, name, hue, home, role = null, memberships, pin, signing } = person;
  await tx.insertInto('people').values({ id, name, hue, home, role, sign_key: signing.point, wrap: '' }).execute();
  for (const membership of memberships) {
    await tx
      .insertInto('memberships')
      .values({ ...membership, id: randomUUID(), person: id, until: null })
      .execute();
  }
  await keepPin(parts, tx, id, pin);
  const content = await contentFor(parts, tx, id, { sign: signing.pkcs8.toString('base64url'), now: 0 });
  await putWrap(tx, id, pin, content);
}

/** The same in a transaction of its own. */
export async function makePerson({ db, keyring }: PeopleParts, person: NewPerson): Promise<void> {
  const prepared = await preparePerson(person);
  await db.transaction().execute(tx => enterPerson({ keyring }, tx, prepared));
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
