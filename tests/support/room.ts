// A fresh room for one test of the engine: two shared tablets, the mentor's own one, and changes forged by hand.
import type { Session } from '../../src/device/session';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { toBase64Url } from '../../src/kernel/bytes';
import { type Change, changeBinding, type Envelope, runText } from '../../src/sync/change';
import { receivePush } from '../../src/sync/push.server';
import { type Kept, readRecords } from '../../src/sync/records.store';
import { syncRound } from '../../src/sync/sync-round.store';
import type { Verdict } from '../../src/sync/verdict';
import { type Device, freshId, makeDevice, makeNursery, type Nursery, type Server, type Staff } from './world';

export interface Room {
  readonly nursery: Nursery;
  /** The room of the first and the third educator; the second works in the other one. */
  readonly name: string;
  readonly blue: Device;
  readonly green: Device;
  /** The mentor's own tablet. */
  readonly own: Device;
  readonly first: Staff;
  readonly second: Staff;
  readonly third: Staff;
  readonly mentor: Staff;
}

let count = 0;

/** Nothing of it is shared with any room before. */
export async function freshRoom(server: Server): Promise<Room> {
  count += 1;
  const nursery = await makeNursery(server, `nursery-${count}`, 3);
  const owner = { nursery: nursery.id, person: null };
  const blue = await makeDevice(server, `blue-${count}`, nursery.staff, owner);
  const green = await makeDevice(server, `green-${count}`, nursery.staff, owner);
  const own = await makeDevice(server, `mentor-${count}`, [nursery.mentor], { nursery: null, person: nursery.mentor.id });
  const [first, second, third] = nursery.staff;
  const [name] = nursery.rooms;
  if (!first || !second || !third || !name) throw new Error('staff');
  return { nursery, name, blue, green, own, first, second, third, mentor: nursery.mentor };
}

export const sync = (device: Device, session: Session) => syncRound({ tablet: session.tablet, http: device.wire, session: () => session });

const reflections = async (session: Session): Promise<readonly Kept<typeof reflectionKind>[]> =>
  (await readRecords(session, reflectionKind)).items;

/** The words of all her reflections, in alphabetical order. */
export const texts = async (session: Session): Promise<readonly string[]> => (await reflections(session)).map(({ row }) => row.text).sort();

/** The only reflection she has, as a screen would show it. */
export async function onlyReflection(session: Session): Promise<Kept<typeof reflectionKind>> {
  const [only, ...others] = await reflections(session);
  if (!only || others.length > 0) throw new Error(`${only ? others.length + 1 : 0} reflections`);
  return only;
}

/** Why changes were kept apart on this tablet, in the order of their authors and numbers. */
export const keptApart = async ({ database }: Device) => (await database.quarantined.toArray()).map(({ reason }) => reason);

/** What one unlocked person can put on the wire by hand, with keys that are truly hers. */
export interface Forge {
  /** A new reflection of hers, or whatever `over` makes of it. */
  change(over?: Partial<Change>): Change;
  /** The next number of hers around this content; a text is sealed as it is, anything else as JSON. */
  envelope(content: unknown, over?: Partial<Envelope>): Promise<Envelope>;
  push(...envelopes: readonly unknown[]): Promise<readonly Verdict[]>;
}

export function forgeFor(server: Server, device: Device, { person, keys }: Session): Forge {
  let number = 0;
  const set = { module: null, prompt: null, text: 'words' };
  return {
    change: over => ({
      change: freshId(server),
      kind: reflectionKind.name,
      id: freshId(server),
      set,
      base: {},
      at: server.now,
      version: 1,
      ...over,
    }),
    envelope: async (content, over = {}) => {
      number += 1;
      const bare = { tablet: device.id, author: person.id, n: number, group: null, key: keys.vault, ...over };
      const plain = new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
      const known = keys.ids.includes(bare.key) ? bare.key : keys.vault;
      const bytes = over.bytes ?? toBase64Url(await keys.seal(known, changeBinding(bare), plain));
      const sig = over.sig ?? (await keys.sign(runText([{ v: 1, ...bare, sig: '', bytes }])));
      return { v: 1, ...bare, sig, bytes };
    },
    push: async (...envelopes) => (await receivePush(server, device.id, { v: 1, tablet: device.id, envelopes: [...envelopes] })).verdicts,
  };
}
