// Numbers of what is written: one after the other whoever writes, and a write comes to its end even where nothing is as it is likely to be.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { TabletDatabase } from '../../src/device/database';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { ok } from '../../src/kernel/result';
import { freshRoom, keptApart, sync, texts } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

const free = { module: null, prompt: null };
let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

const write = async (session: Session, words: string) =>
  expect(await beginReflection(session, free).write(words)).toEqual(ok('saved-here'));

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

async function countedBy({ tablet: { database } }: Session, author: string) {
  const entries = await database.outbox.orderBy('seq').toArray();
  return { seq: entries.map(({ seq }) => seq), n: entries.filter(one => one.author === author).map(({ n }) => n) };
}

test('two tabs and two people take turns, and no number is missing or there twice', async () => {
  const { blue, first, second } = await freshRoom(server);
  const here = await unlock(server, blue, first);
  const other = await unlock(server, blue, second);
  const tab = { ...here, tablet: { ...here.tablet, database: new TabletDatabase(blue.id) } };
  for (const session of [here, tab, tab, other, here, other, tab]) await write(session, 'in turn');
  await Promise.all([here, tab, other, here, tab, other].map(session => write(session, 'at once')));
  expect(await countedBy(here, first.id)).toEqual({ seq: upTo(13), n: upTo(9) });
  expect(await countedBy(here, second.id)).toEqual({ seq: upTo(13), n: upTo(4) });
  tab.tablet.database.close();
});

test('what is written ends even where the database reads late', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  const { numbers, outbox } = session.tablet.database;
  const later = <Read extends (...words: never[]) => unknown>(read: Read) =>
    (async (...words: Parameters<Read>) => {
      await outbox.count(); // by then everything else has been sent
      return read.apply(numbers, words);
    }) as never;
  const [get, bulkGet] = [later(numbers.get), later(numbers.bulkGet)];
  vi.spyOn(numbers, 'get').mockImplementation(get);
  vi.spyOn(numbers, 'bulkGet').mockImplementation(bulkGet);
  await write(session, 'one');
  await write(session, 'two');
  expect(await texts(session)).toEqual(['one', 'two']);
  expect(await countedBy(session, first.id)).toEqual({ seq: [1, 2], n: [1, 2] });
  vi.restoreAllMocks();
});

test('where the counts were lost, the next words go on after those that still wait', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await write(session, 'one');
  await write(session, 'two');
  await session.tablet.database.numbers.clear();
  await write(session, 'three');
  expect(await texts(session)).toEqual(['one', 'three', 'two']);
  expect(await countedBy(session, first.id)).toEqual({ seq: upTo(3), n: upTo(3) });
});

test('what another tab has written and sent meanwhile leaves its numbers behind', async () => {
  const { blue, first } = await freshRoom(server);
  const here = await unlock(server, blue, first);
  const tab = { ...here, tablet: { ...here.tablet, database: new TabletDatabase(blue.id) } };
  await write(here, 'one');
  await write(tab, 'two');
  expect((await sync(blue, tab)).ok).toBe(true);
  expect(await countedBy(here, first.id)).toEqual({ seq: [], n: [] });
  await write(here, 'three');
  expect(await countedBy(here, first.id)).toEqual({ seq: [3], n: [3] });
  expect((await sync(blue, here)).ok).toBe(true);
  expect([await texts(here), await keptApart(blue)]).toEqual([['one', 'three', 'two'], []]);
  tab.tablet.database.close();
});
