// Who may unlock this tablet, and what its places are called: asked for at each contact, and kept until the next.
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { leasedPeoplePath, peopleAnswerSchema, peoplePath, type TabletPerson } from '../sync/tablet-protocol';
import type { Person, TabletDatabase } from './database';
import type { Http, HttpTrouble } from './http';
import type { Leases } from './leases';
import { dropWhoLeft, tablesOfLeaving } from './left-people';
import { forgetLockedOut, noteLockedOut } from './locked-out';
import { keptWrap, type WrapGuards } from './own-wrap';
import { sendPinChanges, whoseChangeWaits } from './pin-changes';
import { keepPlaceNames } from './place-names';
import { sendStops, stoppedHere } from './reopening-stops';
import { keepTiles, withNames } from './tiles';
import { dropUnreadBuckets } from './unread-buckets';

/** What stands before the wraps that are kept here. */
interface GuardsAtContact extends Pick<WrapGuards, 'device' | 'attempts'> {
  readonly leases: Pick<Leases, 'take' | 'destroy' | 'dropEnded'>;
}

/** What was here before the server was asked: what is so no more when it has answered is newer than the answer. */
interface Before {
  readonly wraps: ReadonlyMap<string, string>;
  /** Whose change of PIN the server had not answered. */
  readonly waiting: ReadonlySet<string>;
}

/** In this order: a PIN that is changed in between is in the second. */
async function standsHere(database: TabletDatabase): Promise<Before> {
  const wraps = new Map((await database.people.toArray()).map(({ id, wrap }) => [id, wrap]));
  return { wraps, waiting: await whoseChangeWaits(database) };
}

/** Who is on the tablet and not among these: her tile stays until all that was hers has gone with it. */
const stillHere = async ({ people }: TabletDatabase, named: readonly Pick<Person, 'id'>[]): Promise<readonly Person[]> =>
  (await people.toArray()).filter(({ id }) => named.every(one => one.id !== id));

/**
 * Who was locked out of this tablet stays so, whatever the server says of her, until it speaks of a newer opening; then what was mistyped
 * before is over, for everybody whose new PIN is to hold here. Gives whom to let in.
 */
async function letIn(
  database: TabletDatabase,
  { attempts }: Pick<GuardsAtContact, 'attempts'>,
  people: readonly TabletPerson[],
  { waiting }: Pick<Before, 'waiting'>,
): Promise<ReadonlySet<string>> {
  const letIn = new Set<string>();
  for (const { id, wrap, opening = 0 } of people) {
    await attempts.begin(id);
    const isOut = (await attempts.standing(id)).left === 0;
    const isOpenedAgain = wrap !== '' && opening > ((await database.people.get(id))?.opening ?? 0);
    if (isOpenedAgain && (isOut || !waiting.has(id))) {
      await attempts.forgive(id);
      await forgetLockedOut(database, id);
    }
    if (!isOut || isOpenedAgain) letIn.add(id);
    else await noteLockedOut(database, id);
  }
  return letIn;
}

type Held = Omit<TabletPerson, 'lease'>;

/** The secrets of leases are on the disk, and each wrap is under the tablet's own; a lease's secret never goes into the database with her. */
async function held(
  database: TabletDatabase,
  guards: GuardsAtContact,
  people: readonly TabletPerson[],
  { now, ...before }: Before & { readonly now: number },
): Promise<readonly Held[]> {
  const inside = await letIn(database, guards, people, before);
  const leases = people.flatMap(({ id, lease }) => (lease && inside.has(id) ? [lease] : []));
  await guards.leases.take(leases, now);
  const seal = await guards.device.sealing();
  const all: Held[] = [];
  for (const { lease: _, ...person } of people) {
    const wrap = inside.has(person.id) ? await keptWrap(seal, person.id, person.wrap) : '';
    all.push({ ...person, wrap });
  }
  return all;
}

/**
 * In the transaction that keeps them: buckets are what a pull told, and her own change of PIN is newer than what the server said. Gives
 * whose wrap came here, or went, while the server was asked: that is newer as well.
 */
async function putPeople(
  database: TabletDatabase,
  people: readonly (Held & Pick<Person, 'roomName'>)[],
  { isInFile, ...asked }: Before & { readonly isInFile: boolean },
): Promise<ReadonlySet<string>> {
  const before = new Map((await database.people.toArray()).map(person => [person.id, person]));
  const newer = new Set([...before.values()].flatMap(({ id, wrap }) => (wrap === asked.wraps.get(id) ? [] : [id])));
  const [waiting, stopped] = [new Set([...asked.waiting, ...(await whoseChangeWaits(database))]), await stoppedHere(database)];
  await dropWhoLeft(database, new Set(people.map(({ id }) => id)));
  await database.people.bulkPut(
    people.map(({ reopening, handed, ...person }) => {
      const known = before.get(person.id);
      const { wrap = '', opening = 0 } = known ?? {};
      const stays = newer.has(person.id) || (wrap !== '' && person.wrap !== '' && waiting.has(person.id));
      return {
        ...person,
        name: isInFile ? '' : person.name,
        wrap: stays ? wrap : person.wrap,
        opening: stays || person.wrap === '' ? opening : (person.opening ?? 0),
        ...(known?.later && !person.later ? { later: known.later } : {}), // from a server that says nothing of it
        ...(reopening && !stopped.has(reopening.id) ? { reopening } : {}),
        ...(handed && !stays ? { handed } : {}),
        buckets: known?.buckets ?? [],
        told: known?.told ?? null,
      };
    }),
  );
  return newer;
}

type GuardsThere = () => Promise<GuardsAtContact>;
/** So often is asked when something here was newer than the answer. */
const mostTries = 3;

/**
 * Says what PINs were changed here, asks who may unlock this tablet and what its places are called, and keeps both; who is no longer
 * named leaves with all that only she could read, her waiting changes stay.
 */
export async function fetchPeople(database: TabletDatabase, http: Http, guards?: GuardsThere): Promise<Result<null, HttpTrouble>> {
  for (let tries = 1; ; tries += 1) {
    const asked = await fetchOnce(database, http, guards);
    if (!asked.ok) return asked;
    if (asked.value === 'kept' || tries === mostTries) return ok(null);
  }
}

async function fetchOnce(database: TabletDatabase, http: Http, guards?: GuardsThere): Promise<Result<'kept' | 'outdated', HttpTrouble>> {
  await sendPinChanges(database, http); // what does not arrive is kept, and stands before what the server says of her wrap
  await sendStops(database, http);
  const before = await standsHere(database);
  const answer = await http.get(guards ? leasedPeoplePath : peoplePath);
  if (!answer.ok) return answer;
  const read = parse(peopleAnswerSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const { places, now } = read.value;
  const at = now === undefined ? null : ((await guards?.()) ?? null);
  const people = at
    ? await held(database, at, read.value.people, { ...before, now: now ?? 0 })
    : read.value.people.map(({ lease: _, ...person }) => person);
  const roomNames = new Map(places?.rooms.map(({ id, name }) => [id, name]));
  const named = people.map(person => ({ ...person, roomName: roomNames.get(person.room) ?? '' }));
  const isInFile = await keepTiles([...named, ...(await withNames(await stillHere(database, named)))]);
  const newer = await database.transaction('rw', tablesOfLeaving(database), async () => {
    if (places) await keepPlaceNames(database, places);
    const newer = await putPeople(database, named, { ...before, isInFile });
    await dropUnreadBuckets(database);
    return newer;
  });
  await keepTiles(named);
  for (const { id, lease } of read.value.people) {
    if (lease && newer.has(id) && (await database.people.get(id))?.wrap === '') await at?.leases.destroy(lease.id); // it was taken meanwhile
  }
  await at?.leases.dropEnded();
  return ok(newer.size > 0 ? 'outdated' : 'kept');
}
