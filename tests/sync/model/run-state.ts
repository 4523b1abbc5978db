// One run of a history: its nursery, its tablets, and what people were promised so far.
import type { Session } from '../../../src/device/session';
import { recordKinds } from '../../../src/main/record-kinds';
import { syncRound } from '../../../src/sync/sync-round.store';
import { type Device, makeDevice, makeNursery, type Nursery, type Server } from '../../support/world';

/** A write that the screen had called saved. */
export interface Promised {
  readonly change: string;
  readonly author: string;
  readonly tablet: string;
  readonly kind: string;
  readonly row: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly base: Readonly<Record<string, string>>;
  readonly at: number;
  /** Writes of one group are there together or not at all. */
  readonly group: string | null;
}

export interface Run {
  readonly server: Server;
  readonly nursery: Nursery;
  readonly devices: readonly Device[];
  /** By tablet, author and number: a later pause of the same waiting entry stands in place of the earlier one. */
  readonly promised: Map<string, Promised>;
  /** Words of reflections that each author was told are saved, by author. */
  readonly tokens: Map<string, Set<string>>;
  readonly endedMentorings: Set<string>;
  /** The room of each educator now. */
  readonly rooms: Map<string, string>;
  count: number;
}

export async function startRun(server: Server, name: string, tablets: number): Promise<Run> {
  const nursery = await makeNursery(server, name, 3);
  const devices: Device[] = [];
  for (let at = 0; at < tablets - 1; at++)
    devices.push(await makeDevice(server, `${name}-${at}`, nursery.staff, { nursery: nursery.id, person: null }));
  devices.push(await makeDevice(server, `${name}-m`, [nursery.mentor], { nursery: null, person: nursery.mentor.id }));
  return {
    server,
    nursery,
    devices,
    promised: new Map(),
    tokens: new Map(),
    endedMentorings: new Set(),
    rooms: new Map(nursery.staff.map(({ id, room }) => [id, room ?? ''])),
    count: 0,
  };
}

export const oneOf = <Item>(items: readonly Item[], number: number): Item | undefined => items[number % Math.max(items.length, 1)];

export const syncOn = (device: Device, session: Session) =>
  syncRound({ tablet: session.tablet, http: device.wire, session: () => session });

const lockedRound = (device: Device) => ({
  tablet: { id: device.id, database: device.database, clock: () => 0, random: () => new Uint8Array(16) },
  http: device.wire,
  session: () => null,
});

/** Everybody's waiting changes, with nobody unlocked. */
export const sendAll = (device: Device) => syncRound(lockedRound(device));

/** And everybody's pages, sealed, as after a poke. */
export const syncLocked = (device: Device) => syncRound({ ...lockedRound(device), kinds: recordKinds, isPoked: true });
