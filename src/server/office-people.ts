// What people are at this moment, as the office judges by it: the one who acts, and the one of whom an act speaks.
import type { OfficeRole } from '../features/office/office-protocol';
import { type Actor, mostOf, type Person } from '../features/office/office-rules';
import type { Database, Writing } from './database';

type Reading = Database | Writing;

interface Lasting {
  readonly until: number | null;
}
const lasts =
  (now: number) =>
  ({ until }: Lasting): boolean =>
    until === null || until > now;

/** Null: nobody has this id. */
export async function loadPerson(db: Reading, id: string, now: number): Promise<(Person & { readonly name: string }) | null> {
  const row = await db.selectFrom('people').select(['id', 'name', 'home', 'role']).where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const works = await db.selectFrom('memberships').select(['nursery', 'role', 'room', 'until']).where('person', '=', id).execute();
  const account = await db.selectFrom('accounts').select('person').where('person', '=', id).executeTakeFirst();
  const { name, home, role } = row;
  return { id, name, home, outside: role, works: works.filter(lasts(now)), hasAccount: account !== undefined };
}

const isOfficeRole = (role: string | null): role is OfficeRole => role === 'leader' || role === 'mentor' || role === 'programme-lead';

/** Null: she is nothing any more that signs in to the office. */
export async function loadActor(db: Reading, id: string, now: number): Promise<Actor | null> {
  const person = await loadPerson(db, id, now);
  const role = person && mostOf(person);
  if (!person || !isOfficeRole(role)) return null;
  const leads = person.works.filter(one => one.role === 'leader').map(({ nursery }) => nursery);
  const programme = person.outside === 'programme-lead' ? person.home : null;
  const joined = await db.selectFrom('programme_nurseries').select(['nursery', 'until']).where('programme', '=', person.home).execute();
  const inProgramme = programme === null ? [] : joined.filter(lasts(now)).map(({ nursery }) => nursery);
  const mentored = await db.selectFrom('mentorings').select(['nursery', 'until']).where('mentor', '=', id).execute();
  const sees = [...new Set([...leads, ...inProgramme, ...mentored.filter(lasts(now)).map(({ nursery }) => nursery)])];
  return { person: id, name: person.name, role, leads: [...new Set(leads)], programme, sees, inProgramme: [...new Set(inProgramme)] };
}
