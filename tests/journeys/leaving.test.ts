// Somebody leaves, a baby moves, a mentoring ends: what is not theirs any more leaves the tablet's screen, its tables and its disk.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type OfficeWorld, officeWorld } from '../support/office-world';
import { findInProfile, readableIn } from '../support/raw-profile';
import {
  beginReflection,
  isReadyForOffline,
  lookAgain,
  openBabies,
  openTablet,
  sendNow,
  stored,
  tapTile,
  tilesShow,
  unlock,
  writeOn,
} from '../support/tablet-screen';

/** Whoever has the disk must not read these at any time. */
const secret = { sent: 'Zugunruhe before the first swallows', unsent: 'Ailurophile by the radiator', baby: 'Danylo' };
/** The names on the tiles are in clear, for as long as there is a tile. */
const names = { leaver: 'Bukola', leader: 'Gillian' };
const [leaver, leader, mentor] = ['bukola', 'gillian', 'ruth'];

const profiles = { shared: newProfile(), own: newProfile() };
const opened: OpenBrowser[] = [];
let world: OfficeWorld;
let browser: OpenBrowser;
let page: Page;
let baby: string;

async function open(profile: string, address: string): Promise<Page> {
  browser = await openChromium(profile);
  opened.push(browser);
  return openTablet(browser, address);
}

beforeAll(async () => {
  world = await officeWorld();
  page = await open(profiles.shared, await world.entrance({ nursery: 'larch-fold' }));
  await isReadyForOffline(page);
});
afterAll(async () => {
  for (const one of opened) await one.kill();
  await world?.close();
  for (const profile of Object.values(profiles)) removeProfile(profile);
});

/** What of all these can be read on the disk, after the browser has ended so; then it is started again. */
async function onDisk(how: 'kill' | 'close'): Promise<readonly string[]> {
  const address = new URL('/', page.url()).href;
  await browser[how]();
  const planted = [...Object.values(secret), ...Object.values(names)];
  const found = readableIn(profiles.shared, planted);
  if (found.some(text => text !== names.leader && text !== names.leaver)) console.error(findInProfile(profiles.shared, found));
  page = await open(profiles.shared, address);
  return found;
}

const link = (name: string) => page.getByRole('main').getByRole('link', { name });
const holdersOf = async (id: string) => (await stored(page, 'rows')).filter(row => row.id === id).map(row => row.holder);
const bucketsOf = async (id: string) => (await stored(page, 'people')).find(row => row.id === id)?.buckets;
const writtenBy = async (person: string) =>
  (await world.db.selectFrom('records').select('id').where('author', '=', person).execute()).length;

test('while she is unlocked and after she has locked, nothing but the names on the tiles can be read on the disk', async () => {
  await unlock(page, leaver);
  await beginReflection(page);
  await writeOn(page, secret.sent);
  await sendNow(page);
  await openBabies(page);
  await link(secret.baby).click();
  await page.getByRole('heading', { name: secret.baby }).waitFor();
  baby = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  expect(await holdersOf(baby)).toEqual(['larch-fold']);
  expect(await onDisk('kill')).toEqual(Object.values(names));
  await tapTile(page, leaver);
  expect(await onDisk('close')).toEqual(Object.values(names));
});

test('a baby who moves to another room and then leaves goes from the educator with all that was said, and stays with the leader', async () => {
  await unlock(page, leaver);
  const words = async () => (await stored(page, 'rows')).filter(row => row.about === baby).map(row => row.holder);
  expect(new Set(await words())).toEqual(new Set(['larch-fold']));
  expect(await world.larkrise('baby', 'move', baby, 'catkins')).toContain('Done');
  await lookAgain(page, leaver);
  await openBabies(page);
  await expect.poll(() => link(secret.baby).count()).toBe(0);
  await world.larkrise('baby', 'leave', baby);
  await lookAgain(page, leaver);
  await expect.poll(() => holdersOf(baby)).not.toContain('larch-fold');
  expect(await words()).not.toContain('larch-fold');
  await lookAgain(page, leaver);
  await page.reload();
  await tilesShow(page);
  await unlock(page, leader);
  await expect.poll(() => holdersOf(baby)).toEqual([leader]);
  await expect.poll(words).toContain(leader);
});

test('who leads no more loses what only leaders have', async () => {
  await lookAgain(page, leader);
  expect(await bucketsOf(leader)).toContain('leaders:larch-fold');
  await world.larkrise('people', 'role', leader, 'larch-fold', 'educator');
  await lookAgain(page, leader);
  await expect.poll(() => bucketsOf(leader)).not.toContain('leaders:larch-fold');
  await expect.poll(() => holdersOf(baby)).toEqual([]);
  expect(await onDisk('close')).toEqual(Object.values(names));
});

test('when somebody leaves, her tile, her rows and her name are gone from the tablet, and what she had not sent is with the server', async () => {
  await unlock(page, leaver);
  await browser.context.setOffline(true);
  await beginReflection(page);
  await writeOn(page, secret.unsent);
  await page.getByText(say(reflectionWords.savedHere), { exact: true }).waitFor();
  const before = await writtenBy(leaver);
  expect(await world.larkrise('people', 'leave', leaver)).toContain('Done');
  await browser.context.setOffline(false);
  await tilesShow(page); // the next contact has told it, and she is locked out
  const tile = (name: string) => page.getByRole('button', { name });
  await tile(names.leader).waitFor();
  expect(await tile(names.leaver).count()).toBe(0);
  await expect.poll(() => writtenBy(leaver)).toBe(before + 1);
  await page.reload();
  await tilesShow(page);
  await expect.poll(() => stored(page, 'outbox')).toEqual([]);
  for (const table of ['rows', 'people', 'cursors', 'quarantined', 'contacts', 'staged', 'damaged'])
    expect(
      (await stored(page, table)).filter(row => [row.holder, row.author, row.person].includes(leaver)),
      table,
    ).toEqual([]);
  expect((await stored(page, 'people')).map(({ id }) => id)).not.toContain(leaver);
  await unlock(page, leader); // what her colleagues could read of her is sealed under their key, and goes when one of them is here
  await expect.poll(() => holdersOf(leaver)).toEqual([]);
  expect(await onDisk('close')).toEqual([names.leader]);
});

test("when a mentoring ends, what was shared leaves the mentor's own tablet", async () => {
  page = await open(profiles.own, await world.entrance({ person: mentor }));
  await unlock(page, mentor);
  const shared = async () => (await stored(page, 'rows')).filter(row => String(row.buckets).startsWith('mentoring:amina@')).length;
  await expect.poll(shared).toBeGreaterThan(0);
  await world.larkrise('people', 'mentoring-ends', mentor, 'amina');
  await lookAgain(page, mentor);
  await expect.poll(shared).toBe(0);
});
