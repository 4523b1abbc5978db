// Reading the newest of many: in order, with what waits on top, and without opening anything else.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection, openReflection } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { liveNewest, readNewest } from '../../src/sync/records.store';
import { freshRoom, sync } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

const note = { module: null, prompt: null };
let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

test('of many reflections the newest are read, newest first, with what waits on top, and no other is opened', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  for (let no = 1; no <= 30; no++) {
    server.now += 1_000;
    await beginReflection(session, note).write(`no ${no}`);
  }
  await sync(blue, session);
  const open = vi.spyOn(session.keys, 'open');
  const { items, isFetched } = await readNewest(session, reflectionKind, 5);
  expect(items.map(({ row }) => row.text)).toEqual(['no 30', 'no 29', 'no 28', 'no 27', 'no 26']);
  expect(isFetched).toBe(true);
  expect(open).toHaveBeenCalledTimes(5);
  const [newest] = items;
  if (newest) await openReflection(session, newest).write('no 30, and more');
  expect((await readNewest(session, reflectionKind, 1)).items.map(({ row, saved }) => [row.text, saved])).toEqual([
    ['no 30, and more', 'saved-here'],
  ]);
});

test('a live list of the newest tells of a newer one', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await beginReflection(session, note).write('one');
  const newest = liveNewest(session, reflectionKind, 1);
  await vi.waitUntil(() => newest.signal.value?.items[0]?.row.text === 'one');
  server.now += 1_000;
  await beginReflection(session, note).write('two');
  await vi.waitUntil(() => newest.signal.value?.items[0]?.row.text === 'two');
  expect(newest.signal.value?.items).toHaveLength(1);
  newest.stop();
});

test('the newest words of a room are those of everybody in it, and of no other room', async () => {
  const { blue, first, second, name, nursery } = await freshRoom(server);
  const [here, there] = [await unlock(server, blue, first), await unlock(server, blue, second)];
  for (const session of [here, there]) await sync(blue, session);
  for (const [session, room, word] of [
    [here, name, 'early'],
    [there, nursery.rooms[1] ?? '', 'elsewhere'],
    [here, name, 'late'],
  ] as const) {
    server.now += 1_000;
    await sayWord(session, { child: 'c1', room, side: 'family', word });
  }
  expect((await readNewest(here, strengthWordKind, 9)).items.map(({ row }) => row.word)).toEqual(['late', 'early']);
});

test('of a record that has left the tablet while a change to it waits, nothing half is shown', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await beginReflection(session, note).write('here');
  await sync(blue, session);
  const [here] = (await readNewest(session, reflectionKind, 1)).items;
  if (here) await openReflection(session, here).write('here, and more');
  await blue.database.rows.clear();
  expect((await readNewest(session, reflectionKind, 5)).items).toEqual([]);
  expect(await blue.database.outbox.count()).toBe(1);
});
