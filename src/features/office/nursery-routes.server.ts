// The nurseries and rooms of the office.

import type { FastifyInstance } from 'fastify';
import { type Database, holdAlone, type Writing } from '../../server/database';
import { asOffice } from '../../server/office';
import type { OfficeGuards } from '../../server/office-sessions';
import { joinProgrammeIn } from '../../server/programmes';
import { roomBucket } from '../../sync/bucket';
import type { Work } from '../../sync/work.server';
import { childKind } from '../roster/child';
import * as exports from './exports-protocol';
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
  db.selectFrom('rooms').select(['id', 'name']).where('nursery', '=', nursery).where('removed_at', 'is', null).orderBy('name').execute();

const isNamed = (all: readonly { readonly name: string }[], name: string): boolean => all.some(one => nameKey(one.name) === nameKey(name));

/** What she may see of them. */
async function nurseriesFor({ db, clock }: OfficeRouteParts, { sees }: Actor): Promise<staff.OfficeNursery[]> {
  if (sees.length === 0) return [];
  const all = await db.selectFrom('nurseries').select(['id', 'name']).where('id', 'in', sees).orderBy('name').execute();
  const standing = db.selectFrom('rooms').select(['id', 'nursery', 'name']).where('removed_at', 'is', null);
  const rooms = await standing.where('nursery', 'in', sees).orderBy('name').execute();
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
  return asOffice(parts, async ({ tx }, now) => {
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
  return asOffice(parts, async ({ tx }, now) => {
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
  return asOffice(parts, async ({ tx }, now) => {
    if (isNamed(await roomsOf(tx, body.nursery), name)) return cannot('name-taken');
    const id = freshId(now);
    await tx.insertInto('rooms').values({ id, name, nursery: body.nursery }).execute();
    await noteIn(tx, { at: now, who: actor.person, what: 'room-made', counter: body.nursery });
    return done({ id });
  });
}

const standingRoom = (db: Database | Writing, id: string) =>
  db.selectFrom('rooms').select('nursery').where('id', '=', id).where('removed_at', 'is', null).executeTakeFirst();

async function renameRoom(
  parts: OfficeRouteParts,
  { body, who: { actor } }: Asked<{ room: string; name: string }>,
): Promise<Outcome<object>> {
  const known = await standingRoom(parts.db, body.room);
  const denied = deniedBy(known ? rulingIn(actor, known.nursery, 'rooms') : 'not-found');
  if (denied || !known) return denied ?? cannot('room-unknown');
  const name = tidyName(body.name);
  if (name === null) return cannot('name-missing');
  return asOffice(parts, async ({ tx }, now) => {
    const others = (await roomsOf(tx, known.nursery)).filter(({ id }) => id !== body.room);
    if (isNamed(others, name)) return cannot('name-taken');
    await tx.updateTable('rooms').set({ name }).where('id', '=', body.room).execute();
    await noteIn(tx, { at: now, who: actor.person, what: 'room-renamed', counter: known.nursery });
    return done({});
  });
}

/** Who works in this room alone, and the babies who are in it: until they have another one, it stays. */
async function whoIsIn({ tx }: Work, room: string, nursery: string, now: number) {
  const works = await tx.selectFrom('memberships').select(['person', 'until']).where('room', '=', room).execute();
  const standing = tx.selectFrom('record_buckets').innerJoin('records', 'records.id', 'record_buckets.record').where('gone', '=', 0);
  const here = standing.where('bucket', '=', roomBucket(room, nursery)).where('kind', '=', childKind.name);
  return {
    people: new Set(works.filter(({ until }) => until === null || until > now).map(({ person }) => person)).size,
    babies: (await here.select('record').execute()).length,
  };
}

/** It is marked, not deleted: what a tablet still has for it is judged as before, and reports go on calling it by its name. */
async function removeRoom(
  parts: OfficeRouteParts,
  { body, who: { actor } }: Asked<{ room: string }>,
): Promise<Outcome<exports.RoomRemoved>> {
  const known = await standingRoom(parts.db, body.room);
  const denied = deniedBy(known ? rulingIn(actor, known.nursery, 'rooms') : 'not-found');
  if (denied || !known) return denied ?? cannot('room-unknown');
  const { nursery } = known;
  return asOffice(parts, async (work, now) => {
    await holdAlone(work.tx, `rooms-of|${nursery}`);
    const isLast = (await roomsOf(work.tx, nursery)).length < 2;
    const inside = await whoIsIn(work, body.room, nursery, now);
    if (isLast || inside.people + inside.babies > 0) return done({ ...inside, isLast, removed: false });
    await work.tx.updateTable('rooms').set({ removed_at: now }).where('id', '=', body.room).execute();
    await noteIn(work.tx, { at: now, who: actor.person, what: 'room-removed', counter: nursery });
    return done({ ...inside, isLast, removed: true });
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
  officePost(app, guards, {
    ...{ path: exports.removeRoomPath, summary: 'Remove a room in which nobody is', takes: exports.removeRoomSchema },
    ...{ gives: exports.roomRemovedSchema, guard: 'proven' },
    act: asked => removeRoom(parts, asked),
  });
}
