// A local authority for the server's bench: nurseries, each with a dozen tablets and as many educators, put straight into the tables.
import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { childKind } from '../../../src/features/roster/child';
import { systemClock } from '../../../src/kernel/clock';
import { newId } from '../../../src/kernel/id';
import { policies } from '../../../src/main/policies.server';
import { recordKinds } from '../../../src/main/record-kinds';
import type { Database, Writing } from '../../../src/server/database';
import { openKeyring } from '../../../src/server/keyring';
import { migrate } from '../../../src/server/migrations';
import { applyChange, takePlaces } from '../../../src/sync/change-log.server';
import { nurseryKeyId, vaultKeyId } from '../../../src/sync/key-ids';
import { loadFacts } from '../../../src/sync/policy.server';
import { type ChangeLogParts, inTransaction } from '../../../src/sync/work.server';

/** A tablet and the one educator who writes on it, with everything that they know. */
export interface Pair {
  readonly tablet: string;
  readonly tabletKey: KeyObject;
  readonly person: string;
  readonly personKey: KeyObject;
  readonly vault: Uint8Array;
  readonly nurseryKey: Uint8Array;
  readonly nursery: string;
  readonly room: string;
  readonly child: string;
  /** The address that her nursery's line has, of those set aside for documents (RFC 5737). */
  readonly address: string;
}

const tabletsOfANursery = 12;

function signingPair(): { readonly point: Buffer; readonly key: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return { point: Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]), key: privateKey };
}

const addressOf = (nursery: number): string => `${['192.0.2', '198.51.100', '203.0.113'][nursery % 3]}.${Math.floor(nursery / 3) + 1}`;

async function makePair(parts: ChangeLogParts, tx: Writing, at: number): Promise<Pair> {
  const nursery = Math.floor(at / tabletsOfANursery);
  const names = { person: `educator-${at}`, tablet: `tablet-${at}`, nursery: `nursery-${nursery}`, room: `room-${nursery}` };
  const [hers, its] = [signingPair(), signingPair()];
  const { person, tablet } = names;
  const named = { id: person, name: person, hue: 'teal', home: names.nursery, role: null, sign_key: hers.point, wrap: '' };
  await tx.insertInto('people').values(named).execute();
  const member = { id: randomUUID(), person, role: 'educator', nursery: names.nursery, room: names.room, until: null };
  await tx.insertInto('memberships').values(member).execute();
  const owned = { id: tablet, name: tablet, nursery: names.nursery, person: null, public_key: its.point };
  await tx
    .insertInto('tablets')
    .values({ ...owned, enrolled_at: systemClock(), revoked_at: null })
    .execute();
  return {
    ...names,
    tabletKey: its.key,
    personKey: hers.key,
    vault: await parts.keyring.make(vaultKeyId(person), tx),
    nurseryKey: await parts.keyring.make(nurseryKeyId(names.nursery), tx),
    child: childOf(nursery),
    address: addressOf(nursery),
  };
}

/** The baby about whom everybody in the room says something. */
const childOf = (nursery: number): string => `00000000-0000-7000-8000-${nursery.toString(16).padStart(12, '0')}`;

async function makeChild(parts: ChangeLogParts, { person, room, child: id }: Pair): Promise<void> {
  await inTransaction(parts, async work => {
    const now = systemClock();
    const writer = await loadFacts(work.tx, person, { now, toldAt: null });
    if (!writer) throw new Error(`${person} is not known`);
    const set = { room, name: 'Nell', keyPerson: person, ageInMonths: 11, homeLanguage: 'en', face: '' };
    const change = { change: newId(now, randomBytes(16)), kind: childKind.name, id, set, base: {}, at: now, version: childKind.version };
    const applied = await applyChange(work, { change, writer, tablet: 'set-up', receivedAt: now }, true);
    if (!applied.ok) throw new Error(`the baby was refused: ${applied.trouble}`);
    await takePlaces(work);
  });
}

/** Migrates the database and fills it; `kek` is what the server must be started with. */
export async function makeAuthority(db: Database, kek: Uint8Array, tablets: number): Promise<readonly Pair[]> {
  await migrate(db);
  const report = (fault: unknown) => console.error(fault);
  const parts: ChangeLogParts = { db, keyring: openKeyring(db, kek), kinds: recordKinds, policies, report };
  const nurseries = Math.ceil(tablets / tabletsOfANursery);
  const pairs = await db.transaction().execute(async tx => {
    for (let at = 0; at < nurseries; at++) {
      await tx
        .insertInto('nurseries')
        .values({ id: `nursery-${at}`, name: `Nursery ${at}` })
        .execute();
      await tx
        .insertInto('rooms')
        .values({ id: `room-${at}`, nursery: `nursery-${at}`, name: 'Larks' })
        .execute();
    }
    const made: Pair[] = [];
    for (let at = 0; at < tablets; at++) made.push(await makePair(parts, tx, at));
    return made;
  });
  for (let at = 0; at < tablets; at += tabletsOfANursery) {
    const pair = pairs[at];
    if (pair) await makeChild(parts, pair);
  }
  return pairs;
}
