// The nurseries and rooms of the office.
import type { FastifyInstance } from 'fastify';
import type { Database, Writing } from '../../server/database';
import type { OfficeGuards } from '../../server/office-sessions';
import { joinProgrammeIn } from '../../server/programmes';
import { inOffice } from './in-office.server';
import { nameKey, tidyName } from './names';
import { freshId } from './new-people.server';
import { nothingSchema } from './office-protocol';
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
import { type Actor, rulingIn, rulingInProgramme } from './office-rules';
import * as staff from './staff-protocol';

export const roomsOf = (db: Database | Writing, nursery: string) =>
  db.selectFrom('rooms').select(['id', 'name']).where('nursery', '=', nursery).orderBy('name').execute();

const isNamed = (all: readonly { readonly name: string }[], name: string): boolean => all.some(one => nameKey(one.name) === nameKey(name));

/** What she may see of them. */
async function nurseriesFor({ db, clock }: OfficeRouteParts, { sees }: Actor): Promise<staff.OfficeNursery[]> {
  if (sees.length === 0) return [];
  const all = await db.selectFrom('nurseries').select(['id', 'name']).where('id', 'in', sees).orderBy('name').execute();
  const rooms = await db.selectFrom('rooms').selectAll().where('nursery', 'in', sees).orderBy('name').execute();
  const works = await db.selectFrom('memberships').select(['nursery', 'person', 'until']).where('nursery', 'in', sees).execute();
  const tablets = await db.selectFrom('tablets').select('nursery').where('nursery', 'in', sees).where('revoked_at', 'is', null).execute();
  const lasting = works.filter(({ until }) => until === null || until > clock());
  return all.map(({ id, name }) => ({
    id,
    name,
    rooms: rooms.filter(({ nursery }) => nursery === id).map(room => ({ id: room.id, name: room.name })),
    people: new Set(lasting.filter(({ nursery }) => nursery === id).map(({ person }) => person)).size,
    tablets: tablets.filter(({ nursery }) => nursery === id).length,
  }));
}

async function addNursery(
  parts: OfficeRouteParts,
  { body, who: { actor } }: Asked<{ name: string; rooms: string[] }>,
): Promise<Outcome<{ id: string }>> {
  const denied = deniedBy(rulingInProgramme(actor));
  if (denied) return denied;
  const [name, rooms] = [tidyName(body.name), body.rooms.map(tidyName).filter(room => room !== null)];
  if (name === null || rooms.length < body.rooms.length) return cannot('name-missing');
  if (new Set(rooms.map(nameKey)).size < rooms.length) return cannot('name-taken');
  return inOffice(parts, async ({ tx }, now) => {
    const known = await tx.selectFrom('nurseries').select(['id', 'name']).execute();
    if (
      isNamed(
        known.filter(({ id }) => actor.inProgramme.includes(id)),
        name,
      )
    )
      return cannot('name-taken');
    const id = freshId(now);
    await tx.insertInto('nurseries').values({ id, name }).execute();
    for (const room of rooms)
      await tx
        .insertInto('rooms')
        .values({ id: freshId(now), name: room, nursery: id })
        .execute();
    await joinProgrammeIn(tx, { programme: actor.programme ?? '', nursery: id });
    await noteIn(tx, { at: now, who: actor.person, what: 'nursery-made', counter: id });
    return done({ id });
  });
}

async function renameNursery(
  parts: OfficeRouteParts,
  { body, who: { actor } }: Asked<{ nursery: string; name: string }>,
): Promise<Outcome<object>> {
  const denied = deniedBy(rulingIn(actor, body.nursery, 'rename'));
  if (denied) return denied;
  const name = tidyName(body.name);
  if (name === null) return cannot('name-missing');
  return inOffice(parts, async ({ tx }, now) => {
    await tx.updateTable('nurseries').set({ name }).where('id', '=', body.nursery).execute();
    await noteIn(tx, { at: now, who: actor.person, what: 'nursery-renamed', counter: body.nursery });
    return done({});
  });
}

async function addRoom(
  parts: OfficeRouteParts,
  { body, who: { actor } }: Asked<{ nursery: string; name: string }>,
): Promise<Outcome<{ id: string }>> {
  const denied = deniedBy(rulingIn(actor, body.nursery, 'rooms'));
  if (denied) return denied;
  const name = tidyName(body.name);
  if (name === null) return cannot('name-missing');
  return inOffice(parts, async ({ tx }, now) => {
    if (isNamed(await roomsOf(tx, body.nursery), name)) return cannot('name-taken');
    const id = freshId(now);
    await tx.insertInto('rooms').values({ id, name, nursery: body.nursery }).execute();
    await noteIn(tx, { at: now, who: actor.person, what: 'room-made', counter: body.nursery });
    return done({ id });
  });
}

async function renameRoom(
  parts: OfficeRouteParts,
  { body, who: { actor } }: Asked<{ room: string; name: string }>,
): Promise<Outcome<object>> {
  const known = await parts.db.selectFrom('rooms').select('nursery').where('id', '=', body.room).executeTakeFirst();
  const denied = deniedBy(known ? rulingIn(actor, known.nursery, 'rooms') : 'not-found');
  if (denied || !known) return denied ?? cannot('room-unknown');
  const name = tidyName(body.name);
  if (name === null) return cannot('name-missing');
  return inOffice(parts, async ({ tx }, now) => {
    const others = (await roomsOf(tx, known.nursery)).filter(({ id }) => id !== body.room);
    if (isNamed(others, name)) return cannot('name-taken');
    await tx.updateTable('rooms').set({ name }).where('id', '=', body.room).execute();
    await noteIn(tx, { at: now, who: actor.person, what: 'room-renamed', counter: known.nursery });
    return done({});
  });
}

export function nurseryRoutes(app: FastifyInstance, guards: OfficeGuards, parts: OfficeRouteParts): void {
  officeGet(app, guards, {
    ...{ path: staff.nurseriesPath, summary: 'Nurseries with their rooms', gives: staff.nurseriesSchema, guard: 'signedIn' },
    act: async ({ who }) => done({ nurseries: await nurseriesFor(parts, who.actor) }),
  });
  officePost(app, guards, {
    ...{ path: staff.addNurseryPath, summary: 'Add a nursery to the programme', takes: staff.addNurserySchema, gives: staff.madeSchema },
    guard: 'proven',
    act: asked => addNursery(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: staff.renameNurseryPath, summary: 'Rename a nursery', takes: staff.renameNurserySchema, gives: nothingSchema },
    guard: 'signedIn',
    act: asked => renameNursery(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: staff.addRoomPath, summary: 'Add a room', takes: staff.addRoomSchema, gives: staff.madeSchema },
    guard: 'signedIn',
    act: asked => addRoom(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: staff.renameRoomPath, summary: 'Rename a room', takes: staff.renameRoomSchema, gives: nothingSchema },
    guard: 'signedIn',
    act: asked => renameRoom(parts, asked),
  });
}
