// A small world for the engine's tests: one real server on SQLite in memory, nurseries with people, tablets and a cable.
import { randomBytes } from 'node:crypto';
import { TabletDatabase } from '../../src/device/database';
import type { Http, HttpAnswer } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import { newId } from '../../src/kernel/id';
import { parse } from '../../src/kernel/parse';
import { ok, trouble } from '../../src/kernel/result';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import type { Database } from '../../src/server/database';
import { newestGeneration } from '../../src/server/key-generations';
import { type Keyring, openKeyring } from '../../src/server/keyring';
import { beginGenerations } from '../../src/server/new-generation';
import { answerCompare } from '../../src/sync/compare.server';
import { comparePath, compareRequestSchema } from '../../src/sync/compare-protocol';
import { historyPath, historyRequestSchema } from '../../src/sync/history/history';
import { answerHistory } from '../../src/sync/history/history.server';
import { nurseryKeyId, vaultKeyId } from '../../src/sync/key-ids';
import { pullRequestSchema, pushPath, pushRequestSchema } from '../../src/sync/protocol';
import { answerPull } from '../../src/sync/pull.server';
import { type PushParts, receivePush } from '../../src/sync/push.server';
import { freshDatabase } from './fresh-database';
import { freshBytes, signPair, unlockedKeys } from './people';

export interface Server extends PushParts {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly mostRows: number;
  /** What was reported as a fault; empty in a healthy world. */
  readonly faults: unknown[];
  now: number;
}

/** A migrated server on a database of its own, or another process of it on the same one; its clock is moved by hand. */
export async function startServer(mostRows = 1_000, shared?: { readonly db: Database; readonly kek: Uint8Array }): Promise<Server> {
  const db = shared?.db ?? (await freshDatabase());
  const keyring = openKeyring(db, shared?.kek ?? randomBytes(32));
  const server: Server = {
    db,
    keyring,
    kinds: recordKinds,
    policies,
    mostRows,
    random: freshBytes,
    poke: () => undefined,
    report: fault => {
      server.faults.push(fault);
    },
    faults: [],
    now: Date.UTC(2026, 10, 2, 7, 15),
    clock: () => server.now,
  };
  return server;
}

export interface Staff {
  readonly id: string;
  readonly role: string;
  readonly nursery: string;
  readonly room: string | null;
  readonly home: string;
  readonly pair: number;
}

export interface Nursery {
  readonly id: string;
  readonly rooms: readonly string[];
  readonly staff: readonly Staff[];
  readonly mentor: Staff;
}

/** A nursery of two rooms, educators `educators[i]` in room i % 2, and a mentor of them all. */
export async function makeNursery(server: Server, name: string, educators: number): Promise<Nursery> {
  const id = `n-${name}`;
  const rooms = [`r1-${name}`, `r2-${name}`];
  const staff = Array.from({ length: educators }, (_, at) => ({
    id: `p${at}-${name}`,
    role: 'educator',
    nursery: id,
    room: rooms[at % 2] ?? null,
    home: id,
    pair: at,
  }));
  const mentor = { id: `m-${name}`, role: 'mentor', nursery: id, room: null, home: `g-${name}`, pair: educators };
  await server.db.transaction().execute(async tx => {
    await tx.insertInto('nurseries').values({ id, name }).execute();
    await tx
      .insertInto('rooms')
      .values(rooms.map(room => ({ id: room, nursery: id, name: room })))
      .execute();
    for (const person of [...staff, mentor]) {
      const sign_key = (await signPair(person.pair)).point;
      await tx
        .insertInto('people')
        .values({ id: person.id, name: person.id, hue: 'teal', home: person.home, sign_key, wrap: '' })
        .execute();
    }
    for (const { id: person, role, nursery, room } of staff)
      await tx
        .insertInto('memberships')
        .values({ id: `ms-${person}`, person, role, nursery, room, until: null })
        .execute();
    for (const { id: educator } of staff)
      await tx
        .insertInto('mentorings')
        .values({ id: `mt-${educator}`, mentor: mentor.id, educator, nursery: id, until: null })
        .execute();
  });
  for (const person of [...staff, mentor]) await server.keyring.make(vaultKeyId(person.id));
  await server.keyring.make(nurseryKeyId(id));
  return { id, rooms, staff, mentor };
}

/** What happens to one request: it never leaves, its answer is lost, it arrives twice, it arrives much later. */
export type Fault = 'none' | 'cut' | 'lost-reply' | 'twice' | 'late';

/** The cable between one tablet and the server. */
export interface Wire extends Http {
  /** Faults of the next requests, first first; afterwards all is well. */
  readonly faults: Fault[];
  /** Requests that were given up by the tablet and will arrive later all the same. */
  readonly late: { readonly path: string; readonly body: unknown }[];
  deliverLate(): Promise<void>;
}

function makeWire(server: Server, tablet: { id: string; nursery: string | null; person: string | null }): Wire {
  const serve = async (path: string, sent: unknown): Promise<HttpAnswer> => {
    const body: unknown = JSON.parse(JSON.stringify(sent));
    if (path === pushPath) {
      const push = parse(pushRequestSchema, body);
      return push.ok ? ok(await receivePush(server, tablet.id, push.value)) : trouble('bad-request');
    }
    const history = path === historyPath ? parse(historyRequestSchema, body) : null;
    if (history) return history.ok ? answerHistory(server, tablet, history.value) : trouble('bad-request');
    if (path === comparePath) {
      const compare = parse(compareRequestSchema, body);
      return compare.ok ? ok((await answerCompare(server, tablet, compare.value)).answer) : trouble('bad-request');
    }
    const pull = parse(pullRequestSchema, body);
    return pull.ok ? answerPull(server, tablet, pull.value) : trouble('bad-request');
  };
  const wire: Wire = {
    faults: [],
    late: [],
    get: async () => trouble('not-found'),
    async post(path, body) {
      const fault = wire.faults.shift() ?? 'none';
      if (fault === 'cut') return trouble('no-network');
      if (fault === 'late') wire.late.push({ path, body: JSON.parse(JSON.stringify(body)) });
      if (fault === 'late') return trouble('no-network');
      const answer = await serve(path, body);
      if (fault === 'twice') return serve(path, body);
      return fault === 'lost-reply' ? trouble('no-network') : answer;
    },
    async deliverLate() {
      for (const { path, body } of wire.late.splice(0).reverse()) await serve(path, body);
    },
  };
  return wire;
}

/** A tablet as a thing that survives its app being killed: its database by name, its cable, its clock's error. */
export interface Device {
  readonly id: string;
  readonly wire: Wire;
  readonly people: readonly Staff[];
  database: TabletDatabase;
  skew: number;
  session: Session | null;
}

export async function makeDevice(
  server: Server,
  name: string,
  people: readonly Staff[],
  owner: { nursery: string | null; person: string | null },
): Promise<Device> {
  const id = `t-${name}`;
  const database = new TabletDatabase(id);
  await database.people.bulkPut(
    people.map(({ id: person, role, nursery, room, home }) => ({
      id: person,
      name: person,
      role,
      hue: 'teal',
      nursery,
      room: room ?? '',
      home,
      wrap: '',
      buckets: [],
      told: null,
    })),
  );
  return { id, wire: makeWire(server, { id, ...owner }), people, database, skew: 0, session: null };
}

/** As when a tablet of the nursery is lost: whoever unlocks from now on has the new key as well. Nobody here has a PIN to make a wrap anew by. */
export async function newGeneration(server: Server, { id, staff }: Nursery): Promise<void> {
  await server.db.transaction().execute(async tx => {
    await beginGenerations(server, tx, [id], server.now);
    const newest = await newestGeneration(tx, id);
    const ring = JSON.stringify(Array.from({ length: newest }, (_, at) => nurseryKeyId(id, at + 1)));
    const people = staff.map(person => person.id);
    await tx.updateTable('people').set({ ring }).where('id', 'in', people).execute();
  });
}

/** The keys of her nursery that her wrap would hold. */
async function ringOf({ db, keyring }: Server, { id, nursery }: Staff): Promise<Map<string, Uint8Array>> {
  const row = await db.selectFrom('people').select('ring').where('id', '=', id).executeTakeFirst();
  const ids: string[] = JSON.parse(row?.ring ?? JSON.stringify([nurseryKeyId(nursery)]));
  const ring = new Map<string, Uint8Array>();
  for (const name of ids) ring.set(name, (await keyring.get(name)) ?? new Uint8Array());
  return ring;
}

/** Unlocks somebody on a device, as the right PIN would. */
export async function unlock(server: Server, device: Device, person: Staff): Promise<Session> {
  const known = await device.database.people.get(person.id);
  const vault = await server.keyring.get(vaultKeyId(person.id));
  if (!known || !vault) throw new Error(`${person.id} is not known on ${device.id}`);
  const session: Session = {
    tablet: {
      id: device.id,
      database: device.database,
      clock: () => server.now + device.skew,
      random: freshBytes,
    },
    person: known,
    keys: await unlockedKeys(person, vault, await ringOf(server, person)),
    kinds: recordKinds,
  };
  device.session = session;
  return session;
}

export function lock(device: Device): void {
  device.session?.keys.drop();
  device.session = null;
}

/** Kills the app at this very moment and starts it again, locked: what was durable is there, nothing else. */
export function kill(device: Device): void {
  lock(device);
  device.database.close();
  device.database = new TabletDatabase(device.id);
}

export const freshId = (server: Server): string => newId(server.now, freshBytes());
