// Who has left a tablet: what goes at once, what is sent first, and what the tablet then asks by itself.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { fetchPeople } from '../../src/device/who-is-here';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { days, minutes } from '../../src/kernel/clock';
import { ok, trouble } from '../../src/kernel/result';
import { leave } from '../../src/server/staffing';
import { peopleOfTablet } from '../../src/server/tablets';
import { syncRound } from '../../src/sync/sync-round.store';
import { lookWhoIsHere } from '../../src/sync/who-is-here.store';
import { freshRoom, type Room, sync } from '../support/room';
import { type Device, lock, type Server, startServer, unlock } from '../support/world';

const note = { module: null, prompt: null };
let server: Server;

beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => {
  server.now += 1_000;
});
afterAll(() => server.db.destroy());

/** Asks the server whose tiles are here. */
const askWhoIsHere = ({ database, wire }: Device, { nursery }: Room) =>
  fetchPeople(database, {
    post: wire.post,
    get: async () => {
      const people = await peopleOfTablet(server, { nursery: nursery.id, person: null });
      return ok({ people: people.map(one => ({ ...one, wrap: '{}' })) });
    },
  });

/** Sends what waits while nobody is unlocked. */
const sendLocked = ({ wire }: Device, { tablet }: Session) => syncRound({ tablet, http: wire, session: () => null });

const hers = async ({ database }: Device, id: string) => ({
  rows: (await database.rows.toArray()).filter(({ holder }) => holder === id).length,
  cursors: (await database.cursors.toArray()).filter(({ holder }) => holder === id).length,
  waiting: (await database.outbox.toArray()).filter(({ author }) => author === id).length,
  refused: (await database.quarantined.toArray()).filter(({ author }) => author === id).length,
});

test('all that was hers goes at once, and what waits goes to the server before it goes from here', async () => {
  const room = await freshRoom(server);
  const { blue, first, third } = room;
  const [session, stays] = [await unlock(server, blue, first), await unlock(server, blue, third)];
  await beginReflection(session, note).write('sent');
  await sync(blue, session);
  await beginReflection(stays, note).write('of a colleague');
  await sync(blue, stays);
  await beginReflection(session, note).write('not sent yet');
  await leave(server, { person: first.id });
  await askWhoIsHere(blue, room);
  expect(await hers(blue, first.id)).toEqual({ rows: 0, cursors: 0, waiting: 1, refused: 0 });
  lock(blue);
  await sendLocked(blue, session);
  await askWhoIsHere(blue, room);
  expect(await hers(blue, first.id)).toEqual({ rows: 0, cursors: 0, waiting: 0, refused: 0 });
  expect((await hers(blue, third.id)).rows).toBe(1);
  const kept = await server.db.selectFrom('records').select('kind').where('author', '=', first.id).execute();
  expect(kept.map(({ kind }) => kind)).toEqual(['reflection', 'reflection']);
});

test('what the server refuses of it is kept by the server, and nothing of it stays on the tablet', async () => {
  const room = await freshRoom(server);
  const { blue, first, name } = room;
  const session = await unlock(server, blue, first);
  await sync(blue, session);
  await leave(server, { person: first.id });
  server.now += days(31); // longer than a role that ended may count
  await sayWord(session, { child: 'zosia', room: name, side: 'educator', word: 'brave' });
  await askWhoIsHere(blue, room);
  await sendLocked(blue, session);
  expect((await hers(blue, first.id)).refused).toBe(1);
  await askWhoIsHere(blue, room);
  expect(await hers(blue, first.id)).toEqual({ rows: 0, cursors: 0, waiting: 0, refused: 0 });
  expect(await blue.database.rows.count()).toBe(0);
  const quarantined = await server.db.selectFrom('quarantine').select(['author', 'reason']).where('author', '=', first.id).execute();
  expect(quarantined).toEqual([{ author: first.id, reason: 'not-allowed' }]);
});

test('her numbers stay, so that she goes on counting where she stopped if she comes back', async () => {
  const room = await freshRoom(server);
  const { blue, nursery, first } = room;
  const session = await unlock(server, blue, first);
  await beginReflection(session, note).write('first');
  await sync(blue, session);
  await leave(server, { person: first.id });
  await askWhoIsHere(blue, room);
  server.now += 1_000;
  const again = { id: `again-${first.id}`, person: first.id, role: 'educator', nursery: nursery.id, room: first.room, until: null };
  await server.db.insertInto('memberships').values(again).execute();
  await askWhoIsHere(blue, room);
  const back = await unlock(server, blue, first);
  await beginReflection(back, note).write('second');
  expect(await sync(blue, back)).toEqual(ok(null));
  expect(await hers(blue, first.id)).toMatchObject({ rows: 2, waiting: 0, refused: 0 });
});

test('what this tablet remembers of her beside her words goes as well, and nobody else loses anything', async () => {
  const room = await freshRoom(server);
  const { blue, first, third } = room;
  const { settings } = blue.database;
  await settings.bulkPut([
    { name: `opened:${first.id}`, value: new Uint8Array(3) },
    { name: `opened:${third.id}`, value: new Uint8Array(3) },
    { name: 'minutes', value: { [first.id]: 5, [third.id]: 10 } },
  ]);
  await leave(server, { person: first.id });
  await askWhoIsHere(blue, room);
  const left = await settings.toArray();
  expect(left.map(({ name }) => name)).toEqual(['minutes', `opened:${third.id}`]);
  expect(left[0]?.value).toEqual({ [third.id]: 10 });
});

test('the tablet asks who is here every five minutes, and at once when somebody here may have nothing any more', async () => {
  const room = await freshRoom(server);
  const { blue, first } = room;
  const session = await unlock(server, blue, first);
  let asked = 0;
  const errand = lookWhoIsHere(session.tablet, async () => {
    asked += 1;
    return ok(null);
  });
  await sync(blue, session);
  for (const wait of [0, minutes(1), minutes(1), minutes(3)]) {
    server.now += wait;
    await errand();
  }
  expect(asked).toBe(2);
  await leave(server, { person: first.id });
  await sync(blue, session);
  await errand();
  expect(asked).toBe(3);
});

test('an answer that did not come is asked for at the next contact', async () => {
  const { blue, first } = await freshRoom(server);
  const { tablet } = await unlock(server, blue, first);
  const answers = [trouble('no-network' as const), ok(null)];
  const errand = lookWhoIsHere(tablet, async () => answers.shift() ?? ok(null));
  expect([await errand(), await errand(), answers.length]).toEqual([trouble('no-network'), ok(null), 0]);
});
