// What changes in the staff: somebody leaves, changes room or role, or mentors no more.
// Invariants: 1 nothing of it deletes a word; 2 what has ended is kept with its end, because what a tablet wrote before it knew is
// judged by it (sync/policy.server.ts); 3 how her colleagues see her changes in the same transaction.
import { randomUUID } from 'node:crypto';
import { colleagueKind } from '../features/roster/colleague';
import type { Role } from '../features/roster/role';
import { ok, type Result, trouble } from '../kernel/result';
import type { Work } from '../sync/work.server';
import { withdrawWhatSheGave } from './accounts';
import type { Writing } from './database';
import { beginLeaving, endLeaving } from './leavings';
import { beginGenerations } from './new-generation';
import { asOffice, noteInTrail, type OfficeParts, writeAsOffice } from './office';
import { renewRing } from './pins';
import { endReopeningsOf } from './reopening';

/** Why nothing was changed. */
export type StaffingTrouble = 'nobody-of-this-id' | 'does-not-work-there' | 'no-such-room' | 'is-so-already';

interface Standing {
  readonly id: string;
  readonly nursery: string;
  readonly room: string | null;
  readonly role: string;
}

/** Where she works now: one for each membership that lasts. */
async function worksAt(tx: Writing, person: string, now: number): Promise<readonly Standing[]> {
  const all = await tx.selectFrom('memberships').selectAll().where('person', '=', person).execute();
  return all.filter(({ until }) => until === null || until > now);
}

const rowOfPerson = (tx: Writing, person: string) =>
  tx.selectFrom('people').select(['id', 'role', 'home']).where('id', '=', person).executeTakeFirst();

/** Her colleagues' record of her, where there is one and it is of this nursery: the set-up of a nursery makes it. */
async function showColleagues(work: Work, person: string, nursery: string, now: number, set: Readonly<Record<string, unknown>>) {
  await writeAsOffice(work, colleagueKind, person, now, values => (values.nursery === nursery ? set : {}));
}

/**
 * She leaves this nursery, or, without one, everything that she belongs to: from now on no tablet gives her anything, and what she
 * shared there stays with whom she shared it. Her own words stay with the server under her own key.
 */
export const leave = (
  parts: OfficeParts,
  { person, nursery }: { readonly person: string; readonly nursery?: string | undefined },
): Promise<Result<null, StaffingTrouble>> =>
  asOffice(parts, async (work, now) => {
    const known = await rowOfPerson(work.tx, person);
    if (!known) return trouble('nobody-of-this-id');
    const ended = (await worksAt(work.tx, person, now)).filter(one => nursery === undefined || one.nursery === nursery);
    if (ended.length === 0 && (nursery !== undefined || known.role === null)) return trouble('does-not-work-there');
    for (const { id } of ended) await work.tx.updateTable('memberships').set({ until: now }).where('id', '=', id).execute();
    await endMentorings(work.tx, now, { educator: person, nursery });
    await endReopeningsOf(work.tx, person, now);
    for (const one of new Set(ended.map(({ nursery }) => nursery))) await showColleagues(work, person, one, now, { standing: 'left' });
    if (nursery === undefined) await leaveWhatIsOutside(work.tx, person, now);
    const isNothingNow = nursery === undefined || (known.role === null && (await worksAt(work.tx, person, now)).length === 0);
    if (isNothingNow) await withdrawWhatSheGave(work.tx, person);
    const left = ended.map(one => one.nursery);
    await beginGenerations(parts, work.tx, left, now);
    await renewRing(parts, work.tx, person, now);
    const places = left.length > 0 ? left : [known.home];
    await beginLeaving(work.tx, person, places, now);
    await noteInTrail(parts, work.tx, now, { what: 'person-left', about: person, places });
    return ok(null);
  });

async function leaveWhatIsOutside(tx: Writing, person: string, now: number): Promise<void> {
  await endMentorings(tx, now, { mentor: person });
  await tx.updateTable('people').set({ role: null }).where('id', '=', person).execute();
  await tx
    .updateTable('event_people')
    .set({ until: now })
    .where('person', '=', person)
    .where(row => row.or([row('until', 'is', null), row('until', '>', now)]))
    .execute();
}

interface WhichMentorings {
  readonly mentor?: string;
  readonly educator?: string;
  readonly nursery?: string | undefined;
}

/** Gives those that ended. */
async function endMentorings(
  tx: Writing,
  now: number,
  { mentor, educator, nursery }: WhichMentorings,
): Promise<readonly { readonly nursery: string }[]> {
  let ending = tx
    .updateTable('mentorings')
    .set({ until: now })
    .where(row => row.or([row('until', 'is', null), row('until', '>', now)]));
  if (mentor !== undefined) ending = ending.where('mentor', '=', mentor);
  if (educator !== undefined) ending = ending.where('educator', '=', educator);
  if (nursery !== undefined) ending = ending.where('nursery', '=', nursery);
  return ending.returning('nursery').execute();
}

/** This mentor receives no more what this educator shares (in this nursery, or anywhere); what she has of it leaves her tablet. */
export const endMentoring = (
  parts: OfficeParts,
  { mentor, educator, nursery }: { readonly mentor: string; readonly educator: string; readonly nursery?: string },
): Promise<Result<null, 'is-so-already'>> =>
  asOffice(parts, async ({ tx }, now) => {
    const places = (await endMentorings(tx, now, { mentor, educator, nursery })).map(({ nursery }) => nursery);
    if (places.length === 0) return trouble('is-so-already');
    await noteInTrail(parts, tx, now, { what: 'mentoring-ended', about: educator, places });
    await noteInTrail(parts, tx, now, { what: 'mentor-ended', about: mentor, places });
    return ok(null);
  });

interface Place {
  readonly nursery: string;
  /** Null: all rooms of the nursery. */
  readonly room: string | null;
}

/** A room that was not removed. */
const standingRoom = (tx: Writing, id: string) =>
  tx.selectFrom('rooms').select('nursery').where('id', '=', id).where('removed_at', 'is', null).executeTakeFirst();

/** Where it is, or why it is nowhere. */
async function placeOf(tx: Writing, { nursery, room }: Place): Promise<'no-such-nursery' | 'no-such-room' | null> {
  if (!(await tx.selectFrom('nurseries').select('id').where('id', '=', nursery).executeTakeFirst())) return 'no-such-nursery';
  const there = room === null ? null : await standingRoom(tx, room);
  return there !== null && there?.nursery !== nursery ? 'no-such-room' : null;
}

/** She works in this nursery as well from now on; her PIN stays, and opens what belongs to both. */
export const joinNursery = (
  parts: OfficeParts,
  { person, role, ...place }: Place & { readonly person: string; readonly role: Extract<Role, 'educator' | 'leader'> },
): Promise<Result<null, StaffingTrouble | 'no-such-nursery'>> =>
  asOffice(parts, async (work, now) => {
    if (!(await rowOfPerson(work.tx, person))) return trouble('nobody-of-this-id');
    const missing = await placeOf(work.tx, place);
    if (missing) return trouble(missing);
    if ((await worksAt(work.tx, person, now)).some(({ nursery }) => nursery === place.nursery)) return trouble('is-so-already');
    await work.tx
      .insertInto('memberships')
      .values({ ...place, role, id: randomUUID(), person, until: null })
      .execute();
    await showColleagues(work, person, place.nursery, now, { standing: 'here', role, room: place.room ?? '' });
    await renewRing(parts, work.tx, person, now);
    await endLeaving(work.tx, person, place.nursery);
    await noteInTrail(parts, work.tx, now, { what: 'person-joined', about: person, places: [place.nursery] });
    return ok(null);
  });

/** She works in another room of the nursery from now on; null: in all of them. */
export const changeRoom = (
  parts: OfficeParts,
  { person, nursery, room }: { readonly person: string; readonly nursery: string; readonly room: string | null },
): Promise<Result<null, StaffingTrouble>> =>
  asOffice(parts, async (work, now) => {
    const there = room === null ? null : await standingRoom(work.tx, room);
    if (there !== null && there?.nursery !== nursery) return trouble('no-such-room');
    const moved = await replace(work, now, { person, nursery, set: { room }, shown: { room: room ?? '' } });
    if (moved.ok) await noteInTrail(parts, work.tx, now, { what: 'room-changed', about: person, places: [nursery] });
    return moved;
  });

/** She is something else in the nursery from now on. Where she was more before, what only that gave her leaves the tablets. */
export const changeRole = (
  parts: OfficeParts,
  { person, nursery, role }: { readonly person: string; readonly nursery: string; readonly role: Extract<Role, 'educator' | 'leader'> },
): Promise<Result<null, StaffingTrouble>> =>
  asOffice(parts, async (work, now) => {
    const changed = await replace(work, now, { person, nursery, set: { role }, shown: { role } });
    if (changed.ok) await noteInTrail(parts, work.tx, now, { what: 'role-changed', about: person, places: [nursery] });
    return changed;
  });

interface Replacement {
  readonly person: string;
  readonly nursery: string;
  readonly set: Partial<Pick<Standing, 'room' | 'role'>>;
  readonly shown: Readonly<Record<string, unknown>>;
}

/** Ends what she was in this nursery and begins what she is. */
async function replace(work: Work, now: number, { person, nursery, set, shown }: Replacement): Promise<Result<null, StaffingTrouble>> {
  if (!(await rowOfPerson(work.tx, person))) return trouble('nobody-of-this-id');
  const standing = (await worksAt(work.tx, person, now)).filter(one => one.nursery === nursery);
  const [first] = standing;
  if (!first) return trouble('does-not-work-there');
  const next = { room: first.room, role: first.role, ...set };
  if (standing.length === 1 && next.room === first.room && next.role === first.role) return trouble('is-so-already');
  for (const { id } of standing) await work.tx.updateTable('memberships').set({ until: now }).where('id', '=', id).execute();
  await work.tx
    .insertInto('memberships')
    .values({ ...next, id: randomUUID(), person, nursery, until: null })
    .execute();
  await showColleagues(work, person, nursery, now, shown);
  return ok(null);
}
