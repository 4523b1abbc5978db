// Where the browser keeps nothing at all (here: there is no IndexedDB, so that asking for it throws at once), the way in still works.
import { expect, test } from 'vitest';
import { readTiles } from '../../src/device/tiles';
import { openPreferences } from '../../src/features/me/preferences.store';
import { beginSetUp, endSetUp, isJustSetUp } from '../../src/features/set-up/set-up.store';

test('preferences last until the page goes', async () => {
  const preferences = openPreferences();
  await preferences.ready;
  await preferences.keep('amina', { hand: 'left' });
  await preferences.keep('amina', { wasShownRound: true });
  expect(preferences.all.peek()).toEqual({ amina: { hand: 'left', wasShownRound: true } });
});

test('nothing was just set up, and no tiles are remembered', async () => {
  await beginSetUp();
  expect(await isJustSetUp()).toBe(false);
  await endSetUp();
  expect(await readTiles()).toBeNull();
});
