// Where the browser keeps nothing at all (here: there is no IndexedDB, so that asking for it throws at once), the way in still works.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

beforeAll(() => {
  vi.stubGlobal('indexedDB', undefined);
  vi.resetModules(); // what has opened a database for an earlier file is asked anew
});
afterAll(() => vi.unstubAllGlobals());

test('preferences last until the page goes', async () => {
  const { openPreferences } = await import('../../src/features/me/preferences.store');
  const preferences = openPreferences();
  await preferences.ready;
  await preferences.keep('amina', { hand: 'left' });
  await preferences.keep('amina', { wasShownRound: true });
  expect(preferences.all.peek()).toEqual({ amina: { hand: 'left', wasShownRound: true } });
});

test('nothing was just set up, and no tiles are remembered', async () => {
  const { beginSetUp, endSetUp, isJustSetUp } = await import('../../src/features/set-up/set-up.store');
  const { readTiles } = await import('../../src/device/tiles');
  await beginSetUp();
  expect(await isJustSetUp()).toBe(false);
  await endSetUp();
  expect(await readTiles()).toBeNull();
});
