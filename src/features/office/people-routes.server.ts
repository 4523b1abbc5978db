// Who works in a nursery, who is outside nurseries, and new people: one by one or as a list, all of them or nobody.

import type { FastifyInstance } from 'fastify';
import type * as v from 'valibot';
import { parse } from '../../kernel/parse';
import type { Database, Writing } from '../../server/database';
import { holdAlone } from '../../server/database';
import { asOffice } from '../../server/office';
import { loadPerson } from '../../server/office-people';
import type { OfficeGuards } from '../../server/office-sessions';
import { nameKey, tidyName } from './names';
import { enterReady, nextHue, type ReadyPerson, readyPerson, type Wanted } from './new-people.server';
import { roomsOf } from './nursery-routes.server';
import { idSchema, type PinSlip } from './office-protocol';
import {
  type Asked,
  cannot,
  deniedBy,
  done,
  noteIn,
  type OfficeRouteParts,
  type Outcome,
  officeGet,
  officePost,
} from './office-route.server';
import { type Actor, rulingIn, rulingInProgramme, rulingOn, rulingOnReopening, signsIn } from './office-rules';
import { shownReopening } from './reopening-routes.server';
import { readStaffList } from './staff-list';
import { type JudgedLine, judgeList } from './staff-list-judging';
import * as staff from './staff-protocol';

type Slips = Outcome<{ slips: PinSlip[] }>;
type Reading = Database | Writing;

interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly hue: string;
  readonly role: string;
  readonly room: string | null;
}

/** Those who work there now, by name. */
async function worksIn(db: Reading, nursery: string, now: number): Promise<readonly Colleague[]> {
  const found = await db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person')
    .where('memberships.nursery', '=', nursery)
    .where(row => row.or([row('until', 'is', null), row('until', '>', now)]))
    .select(['people.id', 'people.name', 'people.hue', 'memberships.role', 'memberships.room'])
    .orderBy('people.name')
    .execute();
  return [...new Map(found.map(one => [one.id, one])).values()];
}

async function shown(parts: OfficeRouteParts, actor: Actor, colleague: Colleague): Promise<staff.Staff[]> {
  const { db, clock } = parts;
  const now = clock();
  const person = await loadPerson(db, colleague.id, now);
  if (!person) return [];
  const mentorings = await db.selectFrom('mentorings').select(['mentor', 'until']).where('educator', '=', person.id).execute();
  const invited = await db.selectFrom('office_links').select('expires_at').where('person', '=', person.id).executeTakeFirst();
  const standing = person.hasAccount ? 'has-one' : invited && invited.expires_at > now ? 'invited' : 'none';
  const role = [...staff.nurseryRoles, ...staff.outsideRoles].find(known => known === colleague.role);
  const mentors = mentorings.filter(({ until }) => until === null || until > now).map(({ mentor }) => mentor);
  const account = signsIn(person) ? standing : null;
  if (!role) return [];
  const mayReopen = person.works.some(({ nursery }) => rulingOnReopening(actor, person, nursery) === 'may');
  const may = { mayChange: rulingOn(actor, person) === 'may', mayReopen, reopening: await shownReopening(parts, actor, person) };
  return [{ ...colleague, ...may, role, mentors: [...new Set(mentors)], account }];
}

async function showAll(parts: OfficeRouteParts, actor: Actor, all: readonly Colleague[]): Promise<Outcome<{ people: staff.Staff[] }>> {
  const people: staff.Staff[] = [];
  for (const one of all) people.push(...(await shown(parts, actor, one)));
  return done({ people });
}

async function nurseryPeople(parts: OfficeRouteParts, { who: { actor }, request }: Omit<Asked<null>, 'body'>) {
  const asked = parse(idSchema, (request.query as Record<string, unknown>).nursery);
  const denied = deniedBy(asked.ok ? rulingIn(actor, asked.value, 'see') : 'not-found');
  return denied ?? showAll(parts, actor, await worksIn(parts.db, asked.ok ? asked.value : '', parts.clock()));
}

async function outsidePeople(parts: OfficeRouteParts, { who: { actor } }: Omit<Asked<null>, 'body'>) {
  const denied = deniedBy(rulingInProgramme(actor));
  if (denied) return denied;
  const rows = await parts.db.selectFrom('people').selectAll().where('home', '=', actor.programme).orderBy('name').execute();
  const outside = rows.flatMap(({ id, name, hue, role }) => (role === null ? [] : [{ id, name, hue, role, room: null }]));
  return showAll(parts, actor, outside);
}

/** Prepared first, entered together. */
async function ready(wanted: readonly Wanted[], now: number): Promise<readonly ReadyPerson[]> {
  return Promise.all(wanted.map(one => readyPerson(one, now)));
}

/** Each with the colour that fewest there have. */
function withHues(wanted: readonly Omit<Wanted, 'hue'>[], taken: readonly string[]): Wanted[] {
  const hues = [...taken];
  return wanted.map(one => {
    const hue = nextHue(hues);
    hues.push(hue);
    return { ...one, hue };
  });
}

interface Entering {
  readonly actor: Actor;
  /** The nursery or programme in whose trail they stand. */
  readonly counter: string;
  readonly people: readonly ReadyPerson[];
  /** Looked at again where nobody else can write any more. */
  readonly stillFits: (tx: Writing) => Promise<boolean>;
}

const enterAll = (parts: OfficeRouteParts, { actor, counter, people, stillFits }: Entering): Promise<Slips> =>
  asOffice(parts, async (work, now) => {
    await holdAlone(work.tx, `people-of|${counter}`);
    if (!(await stillFits(work.tx))) return cannot('name-taken');
    for (const one of people) await enterReady(work, one, now);
    for (const { slip } of people) await noteIn(work.tx, { at: now, who: actor.person, what: 'person-added', about: slip.id, counter });
    return done({ slips: people.map(({ slip }) => slip) });
  });

interface Newcomer {
  readonly name: string;
  readonly role: (typeof staff.nurseryRoles)[number];
  readonly room: string | null;
}

/** They have been judged already. */
async function enterInNursery(parts: OfficeRouteParts, actor: Actor, nursery: string, newcomers: readonly Newcomer[]): Promise<Slips> {
  const now = parts.clock();
  const there = await worksIn(parts.db, nursery, now);
  const wanted = newcomers.map(({ name, role, room }) => ({ name, home: nursery, works: { nursery, room, role } }));
  const people = await ready(
    withHues(
      wanted,
      there.map(({ hue }) => hue),
    ),
    now,
  );
  const stillFits = async (tx: Writing) => {
    const names = new Set((await worksIn(tx, nursery, now)).map(({ name }) => nameKey(name)));
    return newcomers.every(({ name }) => !names.has(nameKey(name)));
  };
  return enterAll(parts, { actor, counter: nursery, people, stillFits });
}

async function addPeople(
  parts: OfficeRouteParts,
  { body, who: { actor } }: Asked<v.InferOutput<typeof staff.addPeopleSchema>>,
): Promise<Slips> {
  const denied = deniedBy(rulingIn(actor, body.nursery, 'add-people'));
  if (denied) return denied;
  const rooms = (await roomsOf(parts.db, body.nursery)).map(({ id }) => id);
  const newcomers = body.people.map(one => ({ ...one, name: tidyName(one.name) ?? '' }));
  if (newcomers.some(({ name }) => name === '')) return cannot('name-missing');
  if (newcomers.some(({ room }) => room !== null && !rooms.includes(room))) return cannot('room-unknown');
  if (new Set(newcomers.map(({ name }) => nameKey(name))).size < newcomers.length) return cannot('name-taken');
  return enterInNursery(parts, actor, body.nursery, newcomers);
}

async function addOutside(
  parts: OfficeRouteParts,
  { body, who: { actor } }: Asked<v.InferOutput<typeof staff.addOutsideSchema>>,
): Promise<Slips> {
  const denied = deniedBy(rulingInProgramme(actor));
  if (denied || actor.programme === null) return denied ?? { ok: false, trouble: 'not-allowed' };
  const name = tidyName(body.name);
  if (name === null) return cannot('name-missing');
  const home = actor.programme;
  const rows = await parts.db.selectFrom('people').select(['hue', 'role']).where('home', '=', home).execute();
  const hues = rows.filter(({ role }) => role !== null).map(({ hue }) => hue);
  const people = await ready(withHues([{ name, home, outside: body.role }], hues), parts.clock());
  return enterAll(parts, { actor, counter: home, people, stillFits: async () => true });
}

type ListRequest = v.InferOutput<typeof staff.listRequestSchema>;

async function judged(parts: OfficeRouteParts, { nursery, text }: ListRequest): Promise<staff.StaffList['whole'] | readonly JudgedLine[]> {
  const read = readStaffList(text, staff.mostPeople);
  if (read.whole !== null) return read.whole;
  const names = (await worksIn(parts.db, nursery, parts.clock())).map(({ name }) => name);
  return judgeList(read.people, { rooms: await roomsOf(parts.db, nursery), names });
}

async function readList(parts: OfficeRouteParts, { body, who: { actor } }: Asked<ListRequest>): Promise<Outcome<staff.StaffList>> {
  const denied = deniedBy(rulingIn(actor, body.nursery, 'add-people'));
  if (denied) return denied;
  const lines = await judged(parts, body);
  return typeof lines === 'string' || lines === null
    ? done({ whole: lines, lines: [] })
    : done({ whole: null, lines: lines.map(({ shown }) => shown) });
}

async function takeList(parts: OfficeRouteParts, { body, who: { actor } }: Asked<ListRequest>): Promise<Slips> {
  const denied = deniedBy(rulingIn(actor, body.nursery, 'add-people'));
  if (denied) return denied;
  const lines = await judged(parts, body);
  if (lines === null || typeof lines === 'string' || lines.some(({ shown: { troubles } }) => troubles.length > 0)) {
    return cannot('lines-to-mend');
  }
  return enterInNursery(parts, actor, body.nursery, lines);
}

export function peopleRoutes(app: FastifyInstance, guards: OfficeGuards, parts: OfficeRouteParts): void {
  const gives = staff.slipsSchema;
  officeGet(app, guards, {
    ...{ path: staff.nurseryPeoplePath, summary: 'Who works in a nursery', gives: staff.staffListSchema, guard: 'signedIn' },
    act: asked => nurseryPeople(parts, asked),
  });
  officeGet(app, guards, {
    ...{ path: staff.outsidePeoplePath, summary: 'Mentors and programme leads', gives: staff.staffListSchema, guard: 'signedIn' },
    act: asked => outsidePeople(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: staff.addPeoplePath, summary: 'New people of a nursery', takes: staff.addPeopleSchema, gives, guard: 'proven' },
    act: asked => addPeople(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: staff.addOutsidePath, summary: 'A new mentor or programme lead', takes: staff.addOutsideSchema, gives, guard: 'proven' },
    act: asked => addOutside(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: staff.readListPath, summary: 'What a list of people says', takes: staff.listRequestSchema, gives: staff.listSchema },
    guard: 'signedIn',
    act: asked => readList(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: staff.takeListPath, summary: 'New people by a list', takes: staff.listRequestSchema, gives, guard: 'proven' },
    act: asked => takeList(parts, asked),
  });
}
