// A tablet is taken out of use, and a baby is erased: the words are with the server first, and then nothing is left on the tablet's disk.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reflectionWords } from '../../src/ui/words/reflections';
import { refusalWords } from '../../src/ui/words/refusals';
import { say } from '../../src/ui/words/say';
import { takenOutWords } from '../../src/ui/words/taken-out';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type OfficeWorld, officeWorld } from '../support/office-world';
import { readableIn } from '../support/raw-profile';
import {
  beginReflection,
  heading,
  isReadyForOffline,
  openTablet,
  stored,
  tapTile,
  tilesShow,
  unlock,
  writeOn,
} from '../support/tablet-screen';

const unsent = 'Zugunruhe before the first swallows';
const alsoUnsent = 'Wanderlust of the storks';
const names = ['Shabnam', 'Farida', 'Callum'];

let world: OfficeWorld;
let profile: string;
let browser: OpenBrowser;
let page: Page;

beforeAll(async () => {
  [world, profile] = [await officeWorld(), newProfile()];
  browser = await openChromium(profile);
  page = await openTablet(browser, await world.entrance({ nursery: 'osier-wharf' }));
  await isReadyForOffline(page);
});
afterAll(async () => {
  await browser?.kill();
  await world?.close();
  removeProfile(profile);
});

const lookAgain = () => page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
const written = async () => (await world.db.selectFrom('records').select('id').where('author', '=', 'shabnam').execute()).length;
const folders = () =>
  page.evaluate(async () => {
    const found: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) found.push(name);
    return found;
  });

test('the tablet keeps a secret for each person in the browser’s private folder, and nobody’s beside her tile', async () => {
  expect(await folders()).toContain('leases');
  const people = await stored(page, 'people');
  const leases = await world.db.selectFrom('leases').selectAll().execute();
  expect(leases.map(({ person }) => person).sort()).toEqual(people.map(({ id }) => String(id)).sort());
  for (const { id } of leases)
    expect(await world.db.selectFrom('keys').select('id').where('id', '=', `lease:${id}`).execute()).toHaveLength(1);
  for (const { wrap } of people) expect(JSON.parse(String(wrap))).toMatchObject({ v: 2 });
  await unlock(page, 'shabnam');
});

test('without its secret her wrap opens with no PIN, and the tablet says how it opens again; then it does', async () => {
  const own = await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('leases');
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    for (const name of names) await folder.removeEntry(name);
    return names.length;
  });
  expect(own).toBeGreaterThan(3);
  await browser.context.setOffline(true);
  await page.reload();
  await tilesShow(page);
  await tapTile(page, 'shabnam');
  await page.keyboard.type('509247');
  await page.getByText(say(refusalWords['lease-over'])).waitFor();
  await browser.context.setOffline(false);
  await page.reload();
  await tilesShow(page);
  await expect.poll(async () => (await stored(page, 'settings')).length).toBeGreaterThan(0);
  await page.waitForResponse(answer => answer.url().includes('/tablets/people') && answer.ok()).catch(() => undefined);
  await unlock(page, 'shabnam');
});

test('taken out of use, it hands over what waited, also what another tab was writing, empties itself and says so', async () => {
  const other = await openTablet(browser, await page.evaluate(() => location.origin));
  await unlock(other, 'shabnam');
  await browser.context.setOffline(true);
  await beginReflection(other);
  await writeOn(other, alsoUnsent);
  await beginReflection(page);
  await writeOn(page, unsent);
  await page.getByText(say(reflectionWords.savedHere)).first().waitFor();
  const before = await written();
  const [{ id = '' } = {}] = await world.db.selectFrom('tablets').select('id').execute();
  expect(await world.larkrise('tablets', 'revoke', id)).toContain('Done');
  await browser.context.setOffline(false);
  await lookAgain();
  for (const tab of [page, other]) await heading(tab, say(takenOutWords.empty)).waitFor();
  await other.close();
  expect(await written()).toBe(before + 2);
  expect(await world.larkrise('tablets')).toContain('taken out of use and emptied');
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0);
  expect(await folders()).toEqual([]);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

test('nothing of it can be read on its disk any more', async () => {
  await browser.close();
  expect(readableIn(profile, [unsent, alsoUnsent, ...names])).toEqual([]);
});
