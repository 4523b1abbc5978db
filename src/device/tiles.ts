// The tiles of the people of this tablet: names, in clear because they are shown before anybody is unlocked, and in a file of their own.
//
// IndexedDB in Chromium leaves what was deleted on the disk until it tidies up, which can take days; a file in OPFS is replaced
// whole and its bytes go with it (tests/journeys/leaving.test.ts reads the disk). So who has left this tablet leaves no name on it.
// Where a page cannot write such files (Safari before 26) they lie in IndexedDB after all. Losing them costs one contact.
import { del, get, set } from 'idb-keyval';
import type { Person } from './database';
import { textOfFile } from './text-of-file';

/** Who may tap, and what she taps: never a key, a wrap or a bucket. */
type PersonOnTile = Pick<Person, 'id' | 'name' | 'role' | 'hue' | 'room' | 'roomName'>;

const fileName = 'tiles.json';
const recordName = 'tiles';

const root = async (): Promise<FileSystemDirectoryHandle | null> => {
  try {
    return (await navigator.storage?.getDirectory?.()) ?? null;
  } catch {
    return null;
  }
};

const isTile = (value: unknown): value is PersonOnTile =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'name', 'role', 'hue', 'room'].every(field => typeof Reflect.get(value, field) === 'string');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Some browsers throw at once where the storage is closed. */
async function inRecord(): Promise<unknown> {
  try {
    return await get<unknown>(recordName);
  } catch {
    return null;
  }
}

/** Null where nothing is known; throws where there is a file that cannot be read, which is something else. */
async function keptTiles(): Promise<readonly PersonOnTile[] | null> {
  const folder = await root();
  const text = folder && (await textOfFile(folder, fileName));
  const kept = text ? parsed(text) : await inRecord();
  return Array.isArray(kept) ? kept.filter(isTile) : null;
}

/** Null where nothing is known, or the storage is closed. */
export const readTiles = (): ReturnType<typeof keptTiles> => keptTiles().catch(() => null);

/** True when they are in the file: nothing else on this tablet need hold a name then. Unchanged tiles are not written again. */
export async function keepTiles(people: readonly PersonOnTile[]): Promise<boolean> {
  const tiles = people.map(({ id, name, role, hue, room, roomName = '' }) => ({ id, name, role, hue, room, roomName }));
  if (await keepInFile(JSON.stringify(tiles))) {
    await quietly(() => del(recordName));
    return true;
  }
  await quietly(() => (tiles.length === 0 ? del(recordName) : set(recordName, tiles)));
  return false;
}

/** Forgetting them costs nothing but a moment at the next start. */
async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    // the storage is closed, and says so elsewhere
  }
}

async function keepInFile(text: string): Promise<boolean> {
  const folder = await root();
  if (!folder) return false;
  try {
    if ((await textOfFile(folder, fileName).catch(() => null)) === text) return true;
    const file = await folder.getFileHandle(fileName, { create: true });
    if (typeof file.createWritable !== 'function') return false;
    const writing = await file.createWritable();
    await writing.write(text);
    await writing.close(); // only now the new tiles stand in the place of the old ones
    return true;
  } catch {
    return false;
  }
}

/** The tablet's people with their names, which the file has. Who is not in it has just left, or comes with the next contact; throws where it cannot be read. */
export async function withNames(people: readonly Person[]): Promise<readonly Person[]> {
  if (people.every(({ name }) => name !== '')) return people;
  const names = new Map((await keptTiles())?.map(({ id, name }) => [id, name]));
  return people.flatMap(person => {
    const name = person.name || names.get(person.id);
    return name ? [{ ...person, name }] : [];
  });
}
