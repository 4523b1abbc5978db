// Who may write and who receives: the shape of a feature's policy, and the facts about a person that it judges by.
import { createHash } from 'node:crypto';
import type { AuditAct } from '../features/audit/audit';
import type { Role } from '../features/roster/role';
import { days } from '../kernel/clock';
import type { Writing } from '../server/database';
import {
  type Bucket,
  eventBucket,
  leadersBucket,
  mentoringBucket,
  nurseryBucket,
  personBucket,
  programmeBucket,
  programmeLeadsBucket,
  roomBucket,
} from './bucket';

export interface Membership {
  readonly nursery: string;
  readonly room: string | null;
  readonly role: string;
}

/** What the server knows of a person now (or, for a tablet that has not been told yet, until it is told). */
export interface Facts {
  readonly person: string;
  /** Counter of her private records: her nursery or her programme. */
  readonly home: string;
  /** What she is outside nurseries: mentor or programme lead; null for everybody else. */
  readonly role: string | null;
  readonly memberships: readonly Membership[];
  /** The educators whom she mentors, each with the nursery in which she does. */
  readonly mentees: readonly { readonly educator: string; readonly nursery: string }[];
  /** The nursery of every room of her nurseries, by room. */
  readonly nurseryByRoom: ReadonlyMap<string, string>;
  /** Programmes that she leads, or of which a nursery is one in which she works or mentors. */
  readonly programmes: readonly string[];
  readonly events: readonly { readonly event: string; readonly programme: string }[];
}

/** A record as the one that follows it sees it. */
export interface Followed {
  readonly id: string;
  /** Its nursery or programme. */
  readonly counter: string;
  /** Where it stands: whatever follows it stands there as well. */
  readonly buckets: readonly Bucket[];
}

export interface Draft {
  readonly id: string;
  /** Facts of the person who writes now. */
  readonly writer: Facts;
  /** Who made the record; the writer herself when it is new. */
  readonly author: string;
  /** Null when it is new. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>>;
  /** Of a kind that follows another: what it follows; null while that is not known to the server. */
  readonly followed: Followed | null;
}

/** Pure: decides by facts alone. Absent means denied. */
export interface Policy {
  readonly kind: string;
  mayWrite(draft: Draft): boolean;
  /** Who receives the row as it now stands; the first says under whose key it lies on the server. */
  buckets(draft: Draft): readonly Bucket[];
  /** The line that a write of it leaves in the trail, beside who and where, at most once in ten minutes; without it, or null: none. */
  readonly audits?: (draft: Draft) => { readonly what: AuditAct; readonly about: string } | null;
  /** Of one that is refused nobody hears but its author: it may be about those who would be told. */
  readonly tellsItsAuthorAlone?: true;
  /** The `once` field that names a record of `kind` (or of one of them): this one goes wherever that one goes, in the same transaction (follow.server.ts). */
  readonly follows?: {
    readonly field: string;
    readonly kind: string | readonly string[];
    /** It goes along with what its own author made, and nobody else's comes with that: it may have been here first. */
    readonly ofItsAuthorAlone?: true;
  };
}

export const worksInRoom = (facts: Facts, room: unknown): boolean => {
  const nursery = facts.nurseryByRoom.get(String(room));
  return facts.memberships.some(m => m.nursery === nursery && (m.room === null || m.room === room || m.role === 'leader'));
};

const isLeader = ({ role }: Membership): boolean => role === 'leader';

/** Whether she leads this nursery. */
export const leads = ({ memberships }: Facts, nursery: string | undefined): boolean =>
  memberships.some(one => isLeader(one) && one.nursery === nursery);

/** The programme that she leads; null: none. */
export const programmeLed = ({ role, home }: Pick<Facts, 'role' | 'home'>): string | null => (role === 'programme-lead' ? home : null);

/** Everything that she may have now. A bucket that is not in this list leaves her tablets. */
export function bucketsFor(facts: Facts): readonly Bucket[] {
  const rooms = [...facts.nurseryByRoom].filter(([room]) => worksInRoom(facts, room));
  const isKnown = facts.role !== null || facts.memberships.length > 0 || facts.mentees.length > 0;
  return [
    ...(isKnown ? [personBucket(facts.person, facts.home)] : []),
    ...new Set(facts.memberships.map(m => nurseryBucket(m.nursery))),
    ...new Set(facts.memberships.filter(isLeader).map(m => leadersBucket(m.nursery))),
    ...rooms.map(([room, nursery]) => roomBucket(room, nursery)),
    ...facts.mentees.map(m => mentoringBucket(m.educator, m.nursery)),
    ...[programmeLed(facts) ?? []].flat().map(programmeLeadsBucket),
    ...facts.programmes.map(programmeBucket),
    ...facts.events.map(({ event, programme }) => eventBucket(event, programme)),
  ];
}

/** For how long a role that has ended may still count for a tablet that was not told. */
const longestUntold = days(30);

/** The moment for which facts are asked; `toldAt`: when the tablet confirmed what it knows of her roles, null: it knows nothing. */
export interface Moment {
  readonly now: number;
  readonly toldAt: number | null;
}

/** What somebody can be in a nursery: any other name gives her nothing of it. Mentors and programme leads are guests. */
const staff: readonly string[] = ['educator', 'leader'] satisfies Role[];

/** What a person or a nursery belongs to counts while it lasts and, for one tablet and a month at most, until that tablet knows that it ended. */
const counts = ({ until }: { until: number | null }, { now, toldAt }: Moment): boolean =>
  until === null || until > now || (toldAt !== null && toldAt < until && now - until < longestUntold);

export async function loadFacts(db: Writing, person: string, moment: Moment): Promise<Facts | null> {
  const known = await db.selectFrom('people').select(['home', 'role']).where('id', '=', person).executeTakeFirst();
  if (!known) return null;
  const memberships = await db.selectFrom('memberships').selectAll().where('person', '=', person).execute();
  const mentorings = await db.selectFrom('mentorings').selectAll().where('mentor', '=', person).execute();
  const current = memberships.filter(one => staff.includes(one.role) && counts(one, moment));
  const mentees = mentorings.filter(one => counts(one, moment));
  const events = await db.selectFrom('event_people').selectAll().where('person', '=', person).execute();
  const nurseries = [...new Set(current.map(m => m.nursery))];
  const rooms = nurseries.length === 0 ? [] : await db.selectFrom('rooms').selectAll().where('nursery', 'in', nurseries).execute();
  return {
    person,
    home: known.home,
    role: known.role,
    memberships: current,
    mentees,
    nurseryByRoom: new Map(rooms.map(room => [room.id, room.nursery])),
    programmes: await programmesOf(db, { ...known, nurseries: [...nurseries, ...mentees.map(m => m.nursery)] }, moment),
    events: [...new Map(events.filter(one => counts(one, moment)).map(one => [one.event, one])).values()],
  };
}

interface Belonging {
  readonly home: string;
  readonly role: string | null;
  readonly nurseries: readonly string[];
}

async function programmesOf(db: Writing, { home, role, nurseries }: Belonging, moment: Moment): Promise<readonly string[]> {
  const led = [programmeLed({ role, home }) ?? []].flat();
  if (nurseries.length === 0) return led;
  const joined = await db.selectFrom('programme_nurseries').selectAll().where('nursery', 'in', nurseries).execute();
  return [...new Set([...led, ...joined.filter(one => counts(one, moment)).map(({ programme }) => programme)])].sort();
}

/** A mark of everything that her writing is judged by: it changes when any of it does. */
export function markOf(facts: Facts | null): string {
  const roles = facts?.memberships.map(({ nursery, room, role }) => [nursery, room, role]);
  const known = [facts ? bucketsFor(facts) : [], roles ?? [], facts?.role ?? null];
  return createHash('sha256').update(JSON.stringify(known)).digest('base64url').slice(0, 22);
}

/** When this tablet confirmed what it was told of her last; null: never. */
export async function lastTold(db: Writing, tablet: string, person: string): Promise<number | null> {
  const row = await db
    .selectFrom('tablet_people')
    .select('told_at')
    .where('tablet', '=', tablet)
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.told_at ?? null;
}
