// Hostile hands on a tablet, with its real stores in Node. The same cases run in Chromium and Firefox: tests/journeys/hostile-*-tablets.test.ts.
import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { aroundServer, endServer, hostileServer } from '../support/hostile-server';
import { memoryFiles, sharedLocks } from '../support/memory-files';
import { cable, type TestServer } from '../support/server-parts';
import { hostileCases } from './on-tablets/cases';
import { type Around, hostileTablet } from './on-tablets/hostile-tablet';

let server: TestServer;
beforeEach(async () => {
  server = await hostileServer();
  return () => endServer(server);
});

/** A disk for each tablet that asks, in their order, and one browser's locks. */
const here = (): Around => ({
  ...aroundServer(server),
  http: cable(server.app),
  files: async () => memoryFiles().open,
  alone: sharedLocks(),
});

test.each(hostileCases.map(one => [one.name, one] as const))('%s', async (_, { play, sees }) => {
  const tablet = await hostileTablet(here());
  const seen = (await play(tablet)) ?? null;
  tablet.database.close();
  expect(JSON.parse(JSON.stringify(seen))).toEqual(sees);
});
