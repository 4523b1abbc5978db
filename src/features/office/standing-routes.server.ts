// What somebody is: her role, her room, another nursery, her leaving, who mentors her. Nobody changes herself or somebody above her.

import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type * as v from 'valibot';
import type { Result } from '../../kernel/result';
import { asOffice } from '../../server/office';
import { loadPerson } from '../../server/office-people';
import type { OfficeGuards } from '../../server/office-sessions';
import { changeRole, changeRoom, endMentoring, joinNursery, leave, type StaffingTrouble } from '../../server/staffing';
import { nothingSchema, type OfficeTrouble } from './office-protocol';
import { type Asked, cannot, deniedBy, done, noteIn, type OfficeRouteParts, type Outcome, officePost } from './office-route.server';
import { type Actor, type NurseryAct, rulingIn, rulingInProgramme, rulingOn, rulingOnWhole } from './office-rules';
import * as staff from './staff-protocol';

/** What the office's own transactions call their trouble. */
type Trouble = StaffingTrouble | 'no-such-nursery';
const troubles: Readonly<Record<Trouble, OfficeTrouble | 'not-found'>> = {
  'no-such-nursery': 'not-found',
  'nobody-of-this-id': 'not-found',
  'does-not-work-there': 'not-found',
  'no-such-room': 'room-unknown',
  'is-so-already': 'is-so-already',
};

function told(outcome: Result<null, Trouble>): Outcome<object> {
  if (outcome.ok) return done({});
  const trouble = troubles[outcome.trouble];
  return trouble === 'not-found' ? { ok: false, trouble } : cannot(trouble);
}

interface About {
  readonly person: string;
  readonly nursery: string;
}

/** Null where she may do this in this nursery to this person. */
async function denied(parts: OfficeRouteParts, actor: Actor, { person, nursery }: About, act: NurseryAct): Promise<Outcome<object> | null> {
  const inNursery = deniedBy(rulingIn(actor, nursery, act));
  if (inNursery) return inNursery;
  if (person === actor.person) return cannot('own-role');
  const known = await loadPerson(parts.db, person, parts.clock());
  return deniedBy(known ? rulingOn(actor, known) : 'not-found');
}

const as = (parts: OfficeRouteParts, { person }: Actor) => ({ ...parts, by: person });

/** A role needs both: that she may do it there, and that she is not lifted above whoever does it. */
async function role(parts: OfficeRouteParts, { body, who: { actor } }: Asked<v.InferOutput<typeof staff.changeRoleSchema>>) {
  return (await denied(parts, actor, body, 'change-people')) ?? told(await changeRole(as(parts, actor), body));
}

async function room(parts: OfficeRouteParts, { body, who: { actor } }: Asked<v.InferOutput<typeof staff.changeRoomSchema>>) {
  return (await denied(parts, actor, body, 'change-people')) ?? told(await changeRoom(as(parts, actor), body));
}

async function leaves(
  parts: OfficeRouteParts,
  { body: { person, nursery }, who: { actor } }: Asked<v.InferOutput<typeof staff.leaveSchema>>,
): Promise<Outcome<object>> {
  if (nursery !== null) {
    return (await denied(parts, actor, { person, nursery }, 'change-people')) ?? told(await leave(as(parts, actor), { person, nursery }));
  }
  if (person === actor.person) return cannot('own-role');
  const known = await loadPerson(parts.db, person, parts.clock());
  const refused = deniedBy(rulingInProgramme(actor)) ?? deniedBy(known ? rulingOnWhole(actor, known) : 'not-found');
  return refused ?? told(await leave(as(parts, actor), { person }));
}

/** She reads the other nursery with the PIN that she has. */
async function joins(parts: OfficeRouteParts, { body, who: { actor } }: Asked<v.InferOutput<typeof staff.joinNurserySchema>>) {
  return (await denied(parts, actor, body, 'join-people')) ?? told(await joinNursery(as(parts, actor), body));
}

type Mentoring = v.InferOutput<typeof staff.mentoringSchema>;

/** Null where this mentor of her programme may mentor this person there, or may end to. */
async function deniedMentoring(
  parts: OfficeRouteParts,
  actor: Actor,
  { mentor, person, nursery }: Mentoring,
): Promise<Outcome<object> | null> {
  const inNursery = deniedBy(rulingIn(actor, nursery, 'mentoring'));
  if (inNursery) return inNursery;
  const [mentors, mentee] = [await loadPerson(parts.db, mentor, parts.clock()), await loadPerson(parts.db, person, parts.clock())];
  const isThere = mentors?.outside === 'mentor' && mentors.home === actor.programme;
  return isThere && mentee?.works.some(one => one.nursery === nursery) ? null : { ok: false, trouble: 'not-found' };
}

async function mentoringBegins(parts: OfficeRouteParts, { body, who: { actor } }: Asked<Mentoring>): Promise<Outcome<object>> {
  const refused = await deniedMentoring(parts, actor, body);
  if (refused) return refused;
  return asOffice(parts, async ({ tx }, now) => {
    const { mentor, person: educator, nursery } = body;
    const between = tx.selectFrom('mentorings').select('until').where('mentor', '=', mentor).where('educator', '=', educator);
    const known = await between.where('nursery', '=', nursery).execute();
    if (known.some(({ until }) => until === null || until > now)) return cannot('is-so-already');
    await tx.insertInto('mentorings').values({ id: randomUUID(), mentor, educator, nursery, until: null }).execute();
    await noteIn(tx, { at: now, who: actor.person, what: 'mentoring-begun', about: educator, counter: nursery });
    return done({});
  });
}

async function mentoringEnds(parts: OfficeRouteParts, { body, who: { actor } }: Asked<Mentoring>): Promise<Outcome<object>> {
  const { mentor, person: educator, nursery } = body;
  return (await deniedMentoring(parts, actor, body)) ?? told(await endMentoring(as(parts, actor), { mentor, educator, nursery }));
}

export function standingRoutes(app: FastifyInstance, guards: OfficeGuards, parts: OfficeRouteParts): void {
  const gives = nothingSchema;
  officePost(app, guards, {
    ...{ path: staff.changeRolePath, summary: 'What somebody is in a nursery', takes: staff.changeRoleSchema, gives, guard: 'proven' },
    act: asked => role(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: staff.changeRoomPath, summary: 'The room in which somebody works', takes: staff.changeRoomSchema, gives, guard: 'signedIn' },
    act: asked => room(parts, asked),
  });
  officePost(app, guards, {
    ...{
      path: staff.joinNurseryPath,
      summary: 'Somebody works in one more nursery',
      takes: staff.joinNurserySchema,
      gives,
      guard: 'proven',
    },
    act: asked => joins(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: staff.leavePath, summary: 'Somebody leaves', takes: staff.leaveSchema, gives, guard: 'proven' },
    act: asked => leaves(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: staff.beginMentoringPath, summary: 'Somebody gets a mentor', takes: staff.mentoringSchema, gives, guard: 'signedIn' },
    act: asked => mentoringBegins(parts, asked),
  });
  officePost(app, guards, {
    ...{
      path: staff.endMentoringPath,
      summary: 'A mentor mentors somebody no more',
      takes: staff.mentoringSchema,
      gives,
      guard: 'signedIn',
    },
    act: asked => mentoringEnds(parts, asked),
  });
}
