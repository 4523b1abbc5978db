// When words wait although there is a network: after ten minutes of it in all, and never for a tablet that only slept or had none.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { minutes } from '../../src/kernel/clock';
import { isStuck, lookAt, type Overdue, type Seen } from '../../src/sync/saved/watchdog';
import { watchWaiting } from '../../src/sync/saved/watchdog.store';
import { unlocked } from '../support/unlocked';

const half = minutes(0.5);
/** So many looks, one like the other. */
const after = (looks: number, seen: Seen, from: Overdue | null = null): Overdue | null =>
  Array.from({ length: looks }).reduce<Overdue | null>(before => lookAt(before, seen), from);
const waiting: Seen = { oldest: 7, isOnline: true, passed: half };

test.each<[string, Overdue | null, boolean]>([
  ['nothing waits', after(100, { ...waiting, oldest: null }), false],
  ['it has waited for nine minutes and a half', after(20, waiting), false],
  ['it has waited for ten minutes', after(21, waiting), true],
  ['it has waited for an hour without a network', after(121, { ...waiting, isOnline: false }), false],
  ['the tablet slept for a night', after(2, { ...waiting, passed: minutes(600) }), false],
  ['the clock was put back', after(30, { ...waiting, passed: -half }), false],
  ['a part of a long queue has left', after(1, { ...waiting, oldest: 8 }, after(30, waiting)), false],
  ['everything has left', after(1, { ...waiting, oldest: null }, after(30, waiting)), false],
  ['five minutes in the morning and five at noon', after(10, waiting, after(11, waiting)), true],
])('%s', (_, overdue, stuck) => {
  expect(isStuck(overdue, true)).toBe(stuck);
});

test('while there is no network nobody is told', () => {
  expect(isStuck(after(30, waiting), false)).toBe(false);
});

let session: Session;
let now: number;
let isOnline: boolean;
const told: boolean[] = [];
const watch = () =>
  watchWaiting({ database: session.tablet.database, clock: () => now, isOnline: () => isOnline, tell: stuck => told.push(stuck) });
const looked = async (times: number, look: () => void) => {
  for (let time = 0; time < times; time += 1) {
    now += half;
    const before = told.length;
    look();
    await vi.waitUntil(() => told.length > before);
  }
};

beforeEach(async () => {
  session = await unlocked();
  now = session.tablet.clock();
  isOnline = true;
  told.length = 0;
});
afterEach(() => session.tablet.database.close());

test('words that wait for ten minutes, Larkrise closed and opened in between, are spoken of until they have left', async () => {
  await beginReflection(session, { module: null, prompt: null }).write('words');
  const morning = watch();
  await vi.waitUntil(() => told.length === 1);
  await looked(10, morning.look);
  const kept = async () => ((await session.tablet.database.settings.toArray())[0]?.value as Overdue | undefined)?.waited;
  await vi.waitUntil(async () => (await kept()) === minutes(5));
  morning.stop();
  now += minutes(240);
  const noon = watch();
  await vi.waitUntil(() => told.length === 12);
  expect(told).not.toContain(true);
  await looked(10, noon.look);
  expect(told.at(-1)).toBe(true);
  isOnline = false;
  await looked(1, noon.look);
  expect(told.at(-1)).toBe(false);
  isOnline = true;
  await looked(1, noon.look);
  expect(told.at(-1)).toBe(true);
  await session.tablet.database.outbox.clear();
  await looked(1, noon.look);
  expect(told.at(-1)).toBe(false);
  await vi.waitUntil(async () => (await session.tablet.database.settings.count()) === 0);
  noon.stop();
});

test('a storage that fails is no end of looking', async () => {
  await beginReflection(session, { module: null, prompt: null }).write('words');
  const { settings } = session.tablet.database;
  const put = vi.spyOn(settings, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
  const watching = watch();
  await vi.waitUntil(() => told.length === 1);
  await looked(20, watching.look);
  expect(told.at(-1)).toBe(true);
  expect(put).toHaveBeenCalled();
  watching.stop();
});
