// Who may unlock this tablet, and what its places are called: asked for at each contact, and kept until the next.
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { leasedPeoplePath, peopleAnswerSchema, peoplePath } from '../sync/tablet-protocol';
import type { Person, TabletDatabase } from './database';
import type { Http, HttpTrouble } from './http';
import type { Leases } from './leases';
import { dropWhoLeft, tablesOfLeaving } from './left-people';
import { keepPlaceNames } from './place-names';
import { keepTiles, withNames } from './tiles';
import { dropUnreadBuckets } from './unread-buckets';

/** Who is on the tablet and not among these: her tile stays until all that was hers has gone with it. */
const stillHere = async ({ people }: TabletDatabase, named: readonly Pick<Person, 'id'>[]): Promise<readonly Person[]> =>
  (await people.toArray()).filter(({ id }) => named.every(one => one.id !== id));

/** Asks who may unlock this tablet and what its places are called, and keeps both; who is no longer named leaves with all that only she could read, her waiting changes stay. Each wrap lies here sealed under a lease, whose secret is on the disk before it. */
export async function fetchPeople(
  database: TabletDatabase,
  http: Http,
  leases?: () => Promise<Pick<Leases, 'take' | 'dropEnded'>>,
): Promise<Result<null, HttpTrouble>> {
  const answer = await http.get(leases ? leasedPeoplePath : peoplePath);
  if (!answer.ok) return answer;
  const read = parse(peopleAnswerSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const { places, now } = read.value;
  const given = read.value.people.flatMap(({ lease }) => lease ?? []);
  const people = read.value.people.map(({ lease: _, ...person }) => person); // its secret never goes into the database with her
  if (now !== undefined) await (await leases?.())?.take(given, now);
  const roomNames = new Map(places?.rooms.map(({ id, name }) => [id, name]));
  const named = people.map(person => ({ ...person, roomName: roomNames.get(person.room) ?? '' }));
  const areInFile = await keepTiles([...named, ...(await withNames(await stillHere(database, named)))]);
  await database.transaction('rw', tablesOfLeaving(database), async () => {
    if (places) await keepPlaceNames(database, places);
    const before = new Map((await database.people.toArray()).map(person => [person.id, person]));
    await dropWhoLeft(database, new Set(people.map(({ id }) => id)));
    await database.people.bulkPut(
      named.map(person => ({
        ...person,
        name: areInFile ? '' : person.name,
        buckets: before.get(person.id)?.buckets ?? [],
        told: before.get(person.id)?.told ?? null,
      })),
    );
    await dropUnreadBuckets(database);
  });
  await keepTiles(named);
  if (now !== undefined) await (await leases?.())?.dropEnded();
  return ok(null);
}
