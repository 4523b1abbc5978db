// Erasure beyond one nursery: what gave way there goes along wherever its author lives, and each leader reads of her own tablets alone.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { childKind } from '../../src/features/roster/child';
import { makeNursery, makePerson } from '../../src/server/people';
import { applyChange, takePlaces } from '../../src/sync/change-log.server';
import { type ErasureRow, erasureRecord } from '../../src/sync/erasures/erasure';
import { erase } from '../../src/sync/erasures/erasure.server';
import { setAsideKind } from '../../src/sync/history/set-aside';
import { loadFacts } from '../../src/sync/policy.server';
import { loadRecord } from '../../src/sync/record-store.server';
import { inTransaction } from '../../src/sync/work.server';
import type { TestServer } from '../support/server-parts';
import { partsOf, quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

const zosia = '0193b3a0-0000-7000-8000-000000000001';
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched
let server: TestServer;
let tablets: WholeTablet[];

/** Iris leads Plum Lane, where she is at home, and Quince Street. */
beforeEach(async () => {
  [server, tablets] = [await quinceStreet(), []];
  await makeNursery(server, { id: 'plum-lane', name: 'Plum Lane', rooms: [{ id: 'robins', name: 'Robins' }] });
  const memberships = ['plum-lane', 'quince-street'].map(nursery => ({ nursery, room: null, role: 'leader' as const }));
  await makePerson(server, { id: 'iris', name: 'iris', hue: 'teal', home: 'plum-lane', pin: '915346', memberships });
});
afterEach(async () => {
  for (const { database } of tablets) database.close();
  await server.app.close();
});

const eraseParts = () => ({ ...partsOf(server), eraseBlobs: async () => undefined, remember: async () => undefined });

interface Said {
  readonly by: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly base: Readonly<Record<string, string>>;
  readonly at: number;
}

async function write({ by, set, base, at }: Said): Promise<string> {
  const change = { change: randomUUID(), kind: childKind.name, id: zosia, set, base: { ...base }, at, version: childKind.version };
  await inTransaction(partsOf(server), async work => {
    const writer = await loadFacts(work.tx, by, { now: server.clock(), toldAt: null });
    expect((await applyChange(work, { change, writer: writer!, tablet: 'set-up', receivedAt: server.clock() })).ok).toBe(true);
    await takePlaces(work);
  });
  return change.change;
}

const idsOf = async (kind: string) => (await server.db.selectFrom('records').select('id').where('kind', '=', kind).execute()).length;

test('what somebody from another nursery once wrote of an erased baby, and what gave way, is erased as well', async () => {
  const now = server.clock();
  const first = await write({ by: 'helen', set: { room: 'wrens', name: 'Zosia', ageInMonths: 9 }, base: {}, at: now - 3 });
  await write({ by: 'helen', set: { name: 'Zosia K' }, base: { name: first }, at: now - 1 });
  await write({ by: 'iris', set: { name: 'Zosia from Mill Lane' }, base: { name: first }, at: now - 2 });
  expect(await idsOf(setAsideKind.name)).toBe(1);
  const erased = await erase(eraseParts(), 'child', zosia);
  expect(await idsOf(setAsideKind.name)).toBe(0);
  expect(erased.ok && [erased.value.records.length, [...erased.value.counters].sort()]).toEqual([2, ['plum-lane', 'quince-street']]);
});

test('the leader of one nursery reads nothing of another one’s tablets', async () => {
  const blue = await wholeTablet(server, 'Blue');
  const own = await wholeTablet(server, 'Iris’s own', 'iris' as never);
  tablets.push(blue, own);
  await server.db
    .updateTable('tablets')
    .set({ name: 'Plum tablet', nursery: 'plum-lane', person: null })
    .where('id', '=', own.identity.id)
    .execute();
  const erased = await erase(eraseParts(), 'person', 'iris');
  const told = async (nursery: string) =>
    inTransaction(partsOf(server), async work => {
      const record = await loadRecord(work, erasureRecord(erased.ok ? erased.value.id : '', nursery));
      return record?.state.values as unknown as ErasureRow;
    });
  expect(await told('quince-street')).toMatchObject({ tablets: 1, done: 0, waiting: [{ name: 'Blue', seenAt: null }] });
  expect(await told('plum-lane')).toMatchObject({ tablets: 1, done: 0, waiting: [{ name: 'Plum tablet', seenAt: null }] });
});
