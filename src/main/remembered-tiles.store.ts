// What the first paint shows before the database is open: whose tiles were here the last time.
import { del, get, set } from 'idb-keyval';
import type { Person } from '../device/database';

export type PersonOnTile = Pick<Person, 'id' | 'name' | 'role' | 'hue' | 'room' | 'roomName'>;

const name = 'tiles';

/** Null where nothing is remembered, or the storage is closed: some browsers then throw at once. */
export async function rememberedTiles(): Promise<readonly PersonOnTile[] | null> {
  try {
    return (await get<readonly PersonOnTile[]>(name)) ?? null;
  } catch {
    return null;
  }
}

/** Only what a tile shows: never a key, a wrap or a bucket. Forgetting them costs nothing but a moment at the next start. */
export const rememberTiles = (people: readonly Person[]): Promise<void> =>
  (people.length === 0 ? del(name) : set(name, people.map(tileOf))).catch(() => undefined);

const tileOf = ({ id, name: called, role, hue, room, roomName = '' }: Person): PersonOnTile => ({
  id,
  name: called,
  role,
  hue,
  room,
  roomName,
});
