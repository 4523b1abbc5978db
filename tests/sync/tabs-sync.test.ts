// Several tabs of one tablet: only the one that leads speaks to the server, and everybody’s words and pages go their way all the same.
import 'fake-indexeddb/auto';
import { type Signal, signal } from '@preact/signals-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Tabs } from '../../src/device/leader-tab';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import type { SyncLoop } from '../../src/sync/sync-loop.store';
import { startTabsSync } from '../../src/sync/tabs-sync.store';
import { freshRoom, type Room } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

interface Tab {
  readonly leads: Signal<boolean>;
  readonly sync: SyncLoop;
  readonly rounds: number[];
}

let server: Server;
let room: Room;
let first: Session;
let second: Session;
let hears: ((said: unknown) => void)[];
const open: Tab[] = [];
const reported: unknown[] = [];

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());
beforeEach(async () => {
  room = await freshRoom(server);
  first = await unlock(server, room.blue, room.first);
  second = await unlock(server, room.blue, room.second);
  hears = [];
  reported.length = 0;
  vi.stubGlobal('reportError', (fault: unknown) => reported.push(fault));
});
afterEach(() => {
  for (const { sync } of open.splice(0)) sync.stop();
  expect(reported).toEqual([]);
  vi.unstubAllGlobals();
});

/** A tab of Blue in which this person is unlocked. */
function openTab(session: Session | null, isLeading: boolean): Tab {
  const leads = signal(isLeading);
  const own: ((said: unknown) => void)[] = [];
  const tabs: Tabs = {
    leads,
    say: said => {
      for (const hear of hears) if (!own.includes(hear)) hear(structuredClone(said));
    },
    listen: hear => {
      own.push(hear);
      hears.push(hear);
    },
    leave: () => undefined,
  };
  const rounds: number[] = [];
  const alone = async (round: () => Promise<void>) => {
    rounds.push(rounds.length);
    await round();
  };
  const parts = { tablet: first.tablet, http: room.blue.wire, session: () => session, alone, chance: () => 0.5 };
  const tab = { leads, sync: startTabsSync({ ...parts, tabs, lead: () => () => undefined }), rounds };
  open.push(tab);
  return tab;
}
const isIdle = ({ sync }: Tab) =>
  vi.waitUntil(() => sync.status.value.state === 'idle' && sync.status.value.lastSent !== null, { timeout: 10_000 });
const hasPagesOf = (session: Session) =>
  vi.waitUntil(async () => (await room.blue.database.cursors.where('holder').equals(session.person.id).count()) > 0, { timeout: 10_000 });

test('a tab that follows sends nothing itself: it hands its nudge over, and shows what the other tells', async () => {
  const leading = openTab(first, true);
  await isIdle(leading);
  const following = openTab(first, false);
  await isIdle(following);
  await beginReflection(first, { module: null, prompt: null }).write('words');
  following.sync.nudge();
  await vi.waitUntil(async () => (await room.blue.database.outbox.count()) === 0, { timeout: 10_000 });
  expect(following.rounds).toEqual([]);
  room.blue.wire.faults.push('cut', 'cut', 'cut');
  await beginReflection(first, { module: null, prompt: null }).write('more');
  following.sync.nudge();
  await vi.waitUntil(() => following.sync.status.value.state === 'offline', { timeout: 10_000 });
});

test('whoever is unlocked only in a tab that follows gets her pages there, in a turn of its own', async () => {
  const following = openTab(second, false);
  const leading = openTab(first, true);
  await isIdle(leading);
  await hasPagesOf(first);
  await hasPagesOf(second);
  expect(following.rounds.length).toBeGreaterThan(0);
});

test('a tab that takes over goes on at once, with what it was told so far; the other one stops', async () => {
  const old = openTab(first, true);
  await isIdle(old);
  const next = openTab(first, false);
  await isIdle(next);
  const told = next.sync.status.value.lastSent;
  old.leads.value = false;
  const before = old.rounds.length;
  await beginReflection(first, { module: null, prompt: null }).write('words');
  next.leads.value = true;
  expect(next.sync.status.value.lastSent).toBe(told);
  await vi.waitUntil(async () => (await room.blue.database.outbox.count()) === 0, { timeout: 10_000 });
  old.sync.nudge();
  await isIdle(old);
  expect(old.rounds).toHaveLength(before);
});

test('what another version of Larkrise says in another tab harms nobody', async () => {
  const tab = openTab(first, false);
  for (const said of [null, 7, 'words', {}, { status: 3 }, { nudge: {} }]) for (const hear of hears) hear(said);
  expect(tab.rounds).toEqual([]);
  tab.leads.value = true;
  await isIdle(tab);
});
