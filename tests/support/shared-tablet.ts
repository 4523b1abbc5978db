// One tablet of two people for the tests of views: either unlocks again and again with the keys that are hers, and locks as the app does.
import { randomBytes } from 'node:crypto';
import { type Person, TabletDatabase } from '../../src/device/database';
import type { Session, Tablet } from '../../src/device/session';
import { recordKinds } from '../../src/main/record-kinds';
import { laterKeyFrom } from '../../src/server/later-keys';
import { freshBytes, unlockedKeys } from './people';

const nursery = 'quince-street';
const names = { amina: 'Amina', kasia: 'Kasia' } as const;
type Name = keyof typeof names;

export interface SharedTablet {
  readonly tablet: Tablet;
  unlock(who: Name): Promise<Session>;
}

/** At 7:24 on a Monday; needs fake-indexeddb. Close `tablet.database` at the end. */
export async function sharedTablet(): Promise<SharedTablet> {
  const database = new TabletDatabase(`shared-${randomBytes(6).toString('hex')}`);
  const vaults = { amina: randomBytes(32), kasia: randomBytes(32) };
  const nurseryKey = randomBytes(32);
  const tablet: Tablet = { id: 'blue', database, clock: () => Date.UTC(2026, 10, 23, 7, 24), random: freshBytes };
  const personOf = (id: Name): Person => ({
    ...{ id, name: names[id], role: 'educator', hue: 'teal', nursery, room: 'wrens', home: nursery, wrap: '', told: null },
    buckets: [`person:${id}@${nursery}`, `nursery:${nursery}`, `room:wrens@${nursery}`],
    later: laterKeyFrom(vaults[id], id),
  });
  await database.people.bulkPut([personOf('amina'), personOf('kasia')]);
  return {
    tablet,
    unlock: async id => ({
      tablet,
      person: personOf(id),
      keys: await unlockedKeys({ id, nursery, pair: id === 'amina' ? 0 : 1 }, vaults[id], nurseryKey),
      kinds: recordKinds,
    }),
  };
}
