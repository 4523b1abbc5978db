// Live reads: several at a time leave each other alone, and one that fails says so to whoever asks after the storage.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TabletDatabase } from '../../src/device/database';
import { type Live, live } from '../../src/device/live';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { liveCounts, liveReasons } from '../../src/sync/saved/saved-counts.store';
import { liveSent, liveWaiting } from '../../src/sync/saved/saved-list.store';
import { unlocked } from '../support/unlocked';

let session: Session;
let database: TabletDatabase;
const running: Live<unknown>[] = [];
const begin = <Value>(one: Live<Value>): Live<Value> => {
  running.push(one);
  return one;
};
const write = (text: string) => beginReflection(session, { module: null, prompt: null }).write(text);

beforeEach(async () => {
  session = await unlocked();
  database = session.tablet.database;
});
afterEach(() => {
  for (const one of running.splice(0)) one.stop();
  database.close();
});

test('reads that run at the same moment do not end each other’s transactions', async () => {
  const waiting = begin(liveWaiting(session));
  begin(liveSent(session, ['reflection', 'gap-task-try']));
  begin(liveCounts(session));
  begin(liveReasons(session));
  begin(
    live(
      () => twoReads(),
      async both => both,
    ),
  );
  for (const text of ['one', 'two', 'three', 'four', 'five']) {
    await write(text);
    await new Promise(done => setTimeout(done, 50));
  }
  await vi.waitUntil(() => waiting.signal.value?.waiting.length === 5);
  expect(running.map(({ trouble }) => trouble.value)).toEqual(running.map(() => null));
});

/** As a store writes it: an async function inside a query that is none. */
async function twoReads() {
  const people = await database.people.toArray();
  return [...people, ...(await database.media.toArray())];
}

test('a read that fails says why, to the page and to whoever asks after the storage, until it works again', async () => {
  let isFull = false;
  const read = begin(
    live(
      async () => {
        const count = await database.outbox.count();
        if (isFull) throw new DOMException('full', 'QuotaExceededError');
        return count;
      },
      async count => count,
      database.health,
    ),
  );
  await vi.waitUntil(() => read.signal.value === 0);
  isFull = true;
  await write('one');
  await vi.waitUntil(() => read.trouble.value === 'storage-full');
  expect(database.health.trouble.value).toBe('storage-full');
  isFull = false;
  await write('two');
  await vi.waitUntil(() => read.signal.value === 2);
  expect([read.trouble.value, database.health.trouble.value]).toEqual([null, null]);
});

test('a database that was closed under a page is told, which Dexie itself does not', async () => {
  const read = begin(
    live(
      () => database.outbox.count(),
      async count => count,
      database.health,
    ),
  );
  await vi.waitUntil(() => read.signal.value === 0);
  database.close();
  const again = begin(
    live(
      () => database.outbox.count(),
      async count => count,
      database.health,
    ),
  );
  await vi.waitUntil(() => again.trouble.value === 'storage-closed');
  expect(database.health.trouble.value).toBe('storage-closed');
});

test('a read that was stopped troubles nobody any more', async () => {
  database.close();
  const read = live(
    () => database.outbox.count(),
    async count => count,
    database.health,
  );
  await vi.waitUntil(() => database.health.trouble.value === 'storage-closed');
  read.stop();
  expect(database.health.trouble.value).toBe(null);
});
