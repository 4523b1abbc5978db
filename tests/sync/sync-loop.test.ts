// The sync loop: who wakes it, when it tries again, and that nothing ends it.
import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { trouble } from '../../src/kernel/result';
import { nextTry } from '../../src/sync/back-off';
import { pushPath } from '../../src/sync/protocol';
import { type SyncLoop, type SyncParts, startSyncLoop } from '../../src/sync/sync-loop.store';
import { freshRoom } from '../support/room';
import { type Device, type Server, startServer, unlock } from '../support/world';

let server: Server;
let blue: Device;
let session: Session;
let loop: SyncLoop;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());
beforeEach(async () => {
  const room = await freshRoom(server);
  blue = room.blue;
  session = await unlock(server, blue, room.first);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  loop?.stop();
  vi.useRealTimers();
});

const start = (over: Partial<SyncParts> = {}): SyncLoop => {
  loop = startSyncLoop({
    tablet: session.tablet,
    http: blue.wire,
    session: () => session,
    alone: round => round(),
    chance: () => 0.5,
    ...over,
  });
  return loop;
};
const settled = (state: string) => vi.waitUntil(() => loop.status.value.state === state, { timeout: 10_000 });

test.each([
  [0, 0, 22_500],
  [0, 1, 37_500],
  [1, 0, 2_000],
  [1, 1, 4_000],
  [5, 1, 64_000],
  [1_000, 1, 300_000],
])('after %i failures and with the chance %f it tries again in %i ms', (failures, chance, wait) => {
  expect(nextTry(failures, chance)).toBe(wait);
});

test('what was written leaves at a nudge, and all is said to be sent', async () => {
  await beginReflection(session, { module: null, prompt: null }).write('words');
  start().nudge();
  await vi.waitUntil(async () => (await blue.database.outbox.count()) === 0, { timeout: 10_000 });
  await settled('idle');
  expect(loop.status.value).toEqual({ state: 'idle', lastSent: server.now, trouble: null, isStuck: false });
});

test('without a network it says so, keeps the words, and goes by itself when the network is back', async () => {
  await beginReflection(session, { module: null, prompt: null }).write('words');
  blue.wire.faults.push('cut', 'cut');
  start().nudge();
  await settled('offline');
  expect(await blue.database.outbox.count()).toBe(1);
  await vi.advanceTimersByTimeAsync(nextTry(1, 0.5));
  await settled('idle');
  await vi.waitUntil(async () => (await blue.database.outbox.count()) === 0, { timeout: 10_000 });
});

test('a bug in a round is reported and ends nothing', async () => {
  const reported: unknown[] = [];
  vi.stubGlobal('reportError', (fault: unknown) => reported.push(fault));
  let rounds = 0;
  const alone = async (round: () => Promise<void>) => {
    rounds += 1;
    if (rounds === 1) throw new Error('a bug');
    await round();
  };
  start({ alone }).nudge();
  await settled('waiting');
  expect(reported).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(nextTry(1, 0.5));
  await settled('idle');
  expect(rounds).toBe(2);
  vi.unstubAllGlobals();
});

test('with nobody unlocked everybody’s words leave, and nothing is fetched', async () => {
  await beginReflection(session, { module: null, prompt: null }).write('words');
  start({ session: () => null }).nudge();
  await settled('idle');
  const receipts = await server.db.selectFrom('receipts').select('verdict').where('tablet', '=', blue.id).execute();
  expect(receipts).toEqual([{ verdict: 'applied' }]);
  expect(await blue.database.cursors.count()).toBe(0);
});

test('after it was stopped nothing wakes it', async () => {
  start().stop();
  loop.nudge();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(loop.status.value.lastSent).toBe(null);
});

test('a server that takes no more for now gives no verdict: the words wait, the wait grows, and when it takes them they go', async () => {
  let isFull = true;
  const post: typeof blue.wire.post = async (path, body) =>
    isFull && path === pushPath ? trouble('too-many-requests') : blue.wire.post(path, body);
  await beginReflection(session, { module: null, prompt: null }).write('words');
  start({ http: { ...blue.wire, post } }).nudge();
  await settled('waiting');
  expect(loop.status.value.trouble).toBe('too-many-requests');
  await vi.advanceTimersByTimeAsync(nextTry(1, 0.5));
  await settled('waiting');
  expect([await blue.database.outbox.count(), await blue.database.quarantined.count()]).toEqual([1, 0]);
  isFull = false;
  await vi.advanceTimersByTimeAsync(nextTry(2, 0.5));
  await vi.waitUntil(async () => (await blue.database.outbox.count()) === 0, { timeout: 10_000 });
});
