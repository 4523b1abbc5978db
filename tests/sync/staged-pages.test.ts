// Pages that are kept until they can be applied: whole, in order, or thrown away and fetched again.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropAllStaged, dropStaged } from '../../src/device/staged';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { ok } from '../../src/kernel/result';
import { personBucket } from '../../src/sync/bucket';
import { writeRecords } from '../../src/sync/outbox.store';
import { pullOnce } from '../../src/sync/pull.store';
import { pushOnce } from '../../src/sync/push.store';
import { readRecords } from '../../src/sync/records.store';
import { boardWords, counting, lockedSync, writeOn } from '../support/locked-tablet';
import { freshRoom, sync, texts } from '../support/room';
import { type Device, freshId, kill, makeDevice, type Server, startServer, unlock } from '../support/world';

const note = { module: null, prompt: null };
let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

/** The tablet on which every answer holds so many rows. */
async function slowTablet(room: Awaited<ReturnType<typeof freshRoom>>, mostRows: number): Promise<Device> {
  const { nursery } = room;
  return makeDevice({ ...server, mostRows }, `slow-of-${nursery.id}`, nursery.staff, { nursery: nursery.id, person: null });
}

test('what was written together appears together, although it came in two answers', async () => {
  const room = await freshRoom(server);
  const { blue, first } = room;
  const slow = await slowTablet(room, 1);
  const writing = await unlock(server, blue, first);
  const bucket = personBucket(first.id, first.home);
  const set = { task: 'g1', module: 'm1', child: null, went: 'well', note: '' };
  await writeRecords(
    writing,
    [1, 2].map(() => ({ kind: gapTaskTryKind, id: freshId(server), bucket, set, seen: {} })),
  );
  await sync(blue, writing);
  const session = await unlock(server, slow, first);
  const seen: number[] = [];
  const tries = async () => (await readRecords(session, gapTaskTryKind)).items.length;
  for (let more = true; more; ) {
    const pulled = await pullOnce(session, slow.wire);
    more = pulled.ok && pulled.value === 'more';
    seen.push(await tries());
  }
  expect(seen).toEqual([0, 2]);
});

test('a first sync that was cut goes on where it stopped, after the app was killed too', async () => {
  const room = await freshRoom(server);
  const slow = await slowTablet(room, 2);
  const words = Array.from({ length: 9 }, (_, at) => `words ${at}`);
  await writeOn(server, room.blue, room.first, ...words);
  const session = await unlock(server, slow, room.first);
  for (let pages = 0; pages < 3; pages++) expect(await pullOnce(session, slow.wire)).toEqual(ok('more'));
  kill(slow);
  const asked = counting(slow);
  const again = await unlock(server, slow, room.first);
  expect(await texts(again)).toEqual([]);
  expect(await sync(slow, again)).toEqual(ok(null));
  expect(asked.pull).toBe(2); // nine rows in fives of two: three answers were kept
  expect(await texts(again)).toEqual(words);
  expect(await slow.database.staged.count()).toBe(0);
});

test('where the storage is full, staged pages and their cursors give way to words, and are fetched again', async () => {
  const { blue, green, first } = await freshRoom(server);
  await writeOn(server, blue, first, 'fetched twice');
  await lockedSync(server, green);
  const session = await unlock(server, green, first);
  const full = () => {
    throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
  };
  const { outbox, staged } = green.database;
  let isFull = true;
  outbox.hook('creating', () => (isFull ? full() : undefined));
  staged.hook('deleting', () => {
    isFull = false;
  });
  expect(await beginReflection(session, note).write('kept at the second try')).toEqual(ok('saved-here'));
  expect(await staged.count()).toBe(0);
  await sync(green, session);
  expect(await texts(session)).toEqual(['fetched twice', 'kept at the second try']);
});

test('a staged page that rots is fetched again, and nothing waiting is settled without it', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await beginReflection(session, note).write('words');
  await lockedSync(server, blue);
  await blue.database.staged.toCollection().modify(page => {
    page.page?.bytes.fill(7);
  });
  const again = await unlock(server, blue, first);
  blue.wire.faults.push('cut');
  await sync(blue, again);
  expect(await texts(again)).toEqual(['words']);
  expect(await blue.database.outbox.count()).toBe(1);
  await sync(blue, again);
  expect(await texts(again)).toEqual(['words']);
  expect(await blue.database.outbox.count()).toBe(0);
});

test('after a nursery’s pages were thrown away, a change that waited in them is not settled by what else was staged', async () => {
  const { blue, first, name } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await sayWord(session, { child: 'c1', room: name, side: 'family', word: 'steady' });
  await lockedSync(server, blue);
  await dropStaged(blue.database, [first.nursery]);
  const again = await unlock(server, blue, first);
  blue.wire.faults.push('cut');
  await sync(blue, again);
  expect(await boardWords(server, blue, first)).toEqual(['steady']);
  expect(await blue.database.outbox.count()).toBe(1);
  await sync(blue, await unlock(server, blue, first));
  expect(await boardWords(server, blue, first)).toEqual(['steady']);
  expect(await blue.database.outbox.count()).toBe(0);
});

test('throwing everything staged away says whether there was anything', async () => {
  const { green } = await freshRoom(server);
  expect(await dropAllStaged(green.database)).toBe(false);
  await lockedSync(server, green);
  expect(await dropAllStaged(green.database)).toBe(true);
  expect(await green.database.staged.count()).toBe(0);
});

test('what she wrote before the tablet knew of her new room is not told as known while it is unsent', async () => {
  const { blue, first, name, nursery } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await sync(blue, session);
  await sync(blue, session);
  await sayWord(session, { child: 'c1', room: name, side: 'family', word: 'calm' });
  server.now += 1_000;
  const until = server.now;
  const [current] = await server.db.selectFrom('memberships').selectAll().where('person', '=', first.id).execute();
  if (!current) throw new Error('membership');
  await server.db.updateTable('memberships').set({ until }).where('id', '=', current.id).execute();
  const room = nursery.rooms[1] ?? null;
  await server.db
    .insertInto('memberships')
    .values({ ...current, id: freshId(server), room, until: null })
    .execute();
  for (let rounds = 0; rounds < 3; rounds++) {
    server.now += 1_000;
    await pullOnce(session, blue.wire); // the pushes between them were lost
  }
  expect(await pushOnce(session.tablet, blue.wire)).toEqual(ok('sent'));
  expect((await blue.database.quarantined.toArray()).map(({ reason }) => reason)).toEqual([]);
});
