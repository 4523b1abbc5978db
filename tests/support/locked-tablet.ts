// What the tests of locked tablets share: a round that nobody has unlocked, and words written on another tablet.
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { recordKinds } from '../../src/main/record-kinds';
import { readRecords } from '../../src/sync/records.store';
import { syncRound } from '../../src/sync/sync-round.store';
import { sync } from './room';
import { type Device, lock, type Server, type Staff, unlock } from './world';

const note = { module: null, prompt: null };

/** A round of a tablet that nobody has unlocked. */
export function lockedSync(server: Server, device: Device, isPoked = false) {
  lock(device);
  const random = () => new Uint8Array(16);
  const tablet = { id: device.id, database: device.database, clock: () => server.now, random };
  return syncRound({ tablet, http: device.wire, session: () => null, kinds: recordKinds, isPoked });
}

/** Counts requests by their path's last word. */
export function counting(device: Device): { readonly pull: number; readonly push: number } {
  const counted = { pull: 0, push: 0 };
  const { post } = device.wire;
  device.wire.post = (path, body) => {
    counted[path.endsWith('pull') ? 'pull' : 'push'] += 1;
    return post(path, body);
  };
  return counted;
}

export async function writeOn(server: Server, device: Device, person: Staff, ...words: string[]): Promise<void> {
  const session = await unlock(server, device, person);
  for (const text of words) await beginReflection(session, note).write(text);
  await sync(device, session);
}

/** The words on the boards that she sees on this tablet, in alphabetical order. */
export async function boardWords(server: Server, device: Device, person: Staff): Promise<readonly string[]> {
  const { items } = await readRecords(await unlock(server, device, person), strengthWordKind);
  return items.map(({ row }) => row.word).sort();
}
