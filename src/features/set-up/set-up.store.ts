// Remembers that a tablet has just been set up, so that what it asks for is asked once and outlives a reload.
import { del, get, set } from 'idb-keyval';

const name = 'set-up';

/** A browser that is told to keep nothing throws at once instead of answering: both ways are quiet here. */
async function quietly(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch {}
}

export const beginSetUp = (): Promise<void> => quietly(() => set(name, 'begun'));
export const endSetUp = (): Promise<void> => quietly(() => del(name));

/** False as well where the storage is closed: then nothing could be made safe. */
export async function isJustSetUp(): Promise<boolean> {
  try {
    return (await get<string>(name)) === 'begun';
  } catch {
    return false;
  }
}
