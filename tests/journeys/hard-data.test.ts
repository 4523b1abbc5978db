// Names of 1 and of 60 letters, no pictures, emoji, other scripts, 40 tiles, 300 reflections, words not translated: all still look right.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardWords } from '../../src/ui/words/boards';
import { entranceWords } from '../../src/ui/words/entrance';
import { familyWords } from '../../src/ui/words/family';
import { frameWords } from '../../src/ui/words/frame';
import { pillWords } from '../../src/ui/words/pill';
import { say } from '../../src/ui/words/say';
import { tourWords } from '../../src/ui/words/tour';
import { newProfile, type OpenBrowser, removeProfile } from '../support/browser';
import { copyBuild, removeBuild } from '../support/demo-server';
import { author, boardOf, people, pin, reflectionAt } from '../support/hard-people';
import { forgetSentences, type HardWorld, hardWorld } from '../support/hard-world';
import { look } from '../support/look';
import { go, type Screen } from '../support/screens';
import { closeAll } from '../support/states';
import { button, isReadyForOffline, openTablet, tilesShow } from '../support/tablet-screen';
import { openForLooking, tabletSize } from '../support/walk';

/** A copy, because some of its Urdu is taken away. */
const build = copyBuild();
const forgotten = [familyWords.whatTitle, familyWords.put, familyWords.stillEmpty];

let world: HardWorld;
let profile: string;
let browser: OpenBrowser;
let page: Page;

beforeAll(async () => {
  const pages = join(build, 'dist/app');
  forgetSentences(
    pages,
    'ur',
    forgotten.map(({ id }) => id),
  );
  world = await hardWorld(pages);
  profile = newProfile();
  browser = await openForLooking(profile);
  page = await openTablet(browser, world.entrance);
  await page.setViewportSize(tabletSize);
  await isReadyForOffline(page);
});

afterAll(async () => {
  await browser?.close();
  removeProfile(profile);
  await world?.close();
  removeBuild(build);
});

const tapTileOf = async (name: string): Promise<void> => {
  await page
    .getByRole('button')
    .filter({ has: page.getByText(name, { exact: true }) })
    .click();
  await page.getByLabel(say(entranceWords.pin), { exact: true }).waitFor();
};

const isOpen = () => button(page, say(frameWords.lock));

/** Whatever the test before has left. */
async function toTiles(): Promise<void> {
  await closeAll(page);
  const [notMe, open] = [button(page, say(entranceWords.notMe)), isOpen()];
  if (await notMe.isVisible()) await notMe.click();
  if (await open.isVisible()) await open.click();
  await tilesShow(page);
}

async function unlockAs(name: string): Promise<void> {
  await toTiles();
  await tapTileOf(name);
  for (const digit of pin) await button(page, digit).click();
  const skip = button(page, say(tourWords.skip));
  await skip.or(isOpen()).waitFor();
  if (await skip.isVisible()) await skip.click();
  await isOpen().waitFor();
}

async function looksRight(name: string): Promise<void> {
  expect(await look(page, `hard ${name}`)).toEqual([]);
}

test('40 tiles', async () => {
  await tilesShow(page);
  expect(await page.getByRole('listitem').count()).toBe(people.length);
  await looksRight('tiles');
});

test.each([author, people[2], people[5], people[7]].flatMap(one => one ?? []))('the PIN of $name', async ({ name }) => {
  await toTiles();
  await tapTileOf(name);
  await looksRight(`PIN of ${name}`);
});

const at = (name: string, path: string): Screen => ({ name, open: () => go(page, path) });

test.each([
  at('Today', '/'),
  at('300 reflections', '/reflections'),
  at('a reflection of one letter', reflectionAt(0)),
  at('a reflection that nothing breaks', reflectionAt(1)),
  at('a reflection in two directions', reflectionAt(2)),
  at('a very long reflection', reflectionAt(5)),
  at('babies', '/babies'),
  at('a full board', boardOf(0)),
  at('an empty board without a picture', boardOf(2)),
  at('a board in Arabic', boardOf(7)),
  at('Me', '/me'),
])('with a name of 60 letters: $name', async ({ name, open }) => {
  await closeAll(page);
  if (!(await isOpen().isVisible())) await unlockAs(author.name);
  await open(page);
  await looksRight(name);
});

test('a page in Urdu that is not translated to the end', async () => {
  await go(page, `${boardOf(2)}/family?in=ur`);
  for (const sentence of forgotten.slice(0, 2)) {
    const shown = page.getByText(say(sentence), { exact: true }).first();
    await shown.waitFor();
    expect(await shown.evaluate(one => getComputedStyle(one).direction)).toBe('ltr');
    expect(await shown.evaluate(one => one.closest('[lang]')?.getAttribute('lang'))).toBe('en-GB');
  }
  await looksRight('half in Urdu');
});

test('adding a word for a baby of 60 letters', async () => {
  await go(page, boardOf(0));
  await page
    .getByRole('button', { name: say(boardWords.addAnother) })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
  await looksRight('adding a word');
});

test('the saved list with what waits', async () => {
  await closeAll(page);
  await page.context().setOffline(true);
  await go(page, boardOf(0));
  await page.getByRole('button', { name: say(pillWords.open) }).click();
  await page.getByRole('dialog').waitFor();
  await looksRight('saved list');
  await closeAll(page);
  await page.context().setOffline(false);
});

test.each(['مريم', 'A', '🌻🐝 Zuzanna 👩🏽‍🍼'])('Today and Me of %s', async name => {
  await unlockAs(name);
  await go(page, '/');
  await looksRight(`Today of ${name}`);
  await go(page, '/me');
  await looksRight(`Me of ${name}`);
});
