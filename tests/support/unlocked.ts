// Somebody unlocked on a real tablet database, for the tests of views: no server, everything else as on a tablet.
import { randomBytes } from 'node:crypto';
import { type Person, TabletDatabase } from '../../src/device/database';
import type { Session } from '../../src/device/session';
import { recordKinds } from '../../src/main/record-kinds';
import { freshBytes, unlockedKeys } from './people';

/** Amina of the Wrens, or whoever `as` makes of her, at 7:24 on a Monday; needs fake-indexeddb. Close `session.tablet.database` at the end. */
export async function unlocked(as: Partial<Person> = {}): Promise<Session> {
  const amina = { id: 'amina', nursery: 'quince-street', pair: 0 };
  const database = new TabletDatabase(`view-${randomBytes(6).toString('hex')}`);
  const person = {
    ...amina,
    name: 'Amina',
    role: 'educator',
    hue: 'teal',
    room: 'wrens',
    home: 'quince-street',
    wrap: '',
    buckets: ['person:amina@quince-street', 'nursery:quince-street', 'room:wrens@quince-street'],
    told: null,
    ...as,
  };
  await database.people.put(person);
  return {
    tablet: { id: 'blue', database, clock: () => Date.UTC(2026, 10, 23, 7, 24), random: freshBytes },
    person,
    keys: await unlockedKeys({ ...amina, id: person.id }, randomBytes(32), randomBytes(32)),
    kinds: recordKinds,
  };
}

/** A colleague who is unlocked on the same tablet, with keys of her own. */
export async function colleagueOf(session: Session, id: string, name: string): Promise<Session> {
  const person = { ...session.person, id, name, buckets: [`person:${id}@quince-street`] };
  await session.tablet.database.people.put(person);
  return { ...session, person, keys: await unlockedKeys({ id, nursery: 'quince-street', pair: 1 }, randomBytes(32), randomBytes(32)) };
}
