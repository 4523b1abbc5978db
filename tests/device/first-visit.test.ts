// A browser that never kept anything of a tablet's is known at once; where it cannot be told, the tablet is opened to see.
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { TabletDatabase } from '../../src/device/database';
import { isFirstVisit } from '../../src/device/first-visit';

afterEach(() => vi.restoreAllMocks());

test('it is a first visit until the tablet’s database is there, whatever else is', async () => {
  indexedDB.open('keyval-store');
  expect(await isFirstVisit()).toBe(true);
  const database = new TabletDatabase();
  await database.open();
  expect(await isFirstVisit()).toBe(false);
  database.close();
});

test('a browser that does not list its databases, or whose storage is closed, is not called new', async () => {
  const listing = vi.spyOn(indexedDB, 'databases');
  listing.mockRejectedValueOnce(new DOMException('closed', 'InvalidStateError'));
  expect(await isFirstVisit()).toBe(false);
  Object.defineProperty(indexedDB, 'databases', { value: undefined, configurable: true });
  expect(await isFirstVisit()).toBe(false);
});
