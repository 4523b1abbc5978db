// From a code to the first page: what a tablet asks once, what a person is shown once, and how few acts lie before her work.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleStaff } from '../../src/sample/nurseries';
import { entranceWords } from '../../src/ui/words/entrance';
import { frameWords } from '../../src/ui/words/frame';
import { installWords } from '../../src/ui/words/install';
import { meWords } from '../../src/ui/words/me';
import { say } from '../../src/ui/words/say';
import { setUpWords } from '../../src/ui/words/set-up';
import { tourWords } from '../../src/ui/words/tour';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import { button, heading, tapTile, tilesShow } from '../support/tablet-screen';

const profile = newProfile();
let demo: DemoServer;
let browser: OpenBrowser;

beforeAll(async () => {
  demo = await startDemo();
  browser = await openChromium(profile);
});

afterAll(async () => {
  await browser?.kill();
  await demo?.stop();
  removeProfile(profile);
});

const pinOf = (person: string) => sampleStaff.find(({ id }) => id === person)?.pin ?? '';
const inside = (page: Page) => button(page, say(frameWords.lock));
const asked = (page: Page) => heading(page, say(setUpWords.title));

/** Types the PIN on the pad. */
async function typePin(page: Page, person: string): Promise<void> {
  for (const digit of pinOf(person)) await button(page, digit).click();
}

test('a tablet just set up asks its two things until they are answered, and then never again', async () => {
  const page = await browser.context.newPage();
  await page.goto(demo.address('blue'));
  await asked(page).waitFor();
  expect(await page.getByText(say(installWords.whenFull)).count()).toBe(1);
  await page.reload();
  await asked(page).waitFor();
  await button(page, say(setUpWords.toNames)).click();
  await tilesShow(page);
  await page.reload();
  await tilesShow(page);
  expect(await asked(page).count()).toBe(0);
  await page.close();
});

test('from her tile to her page lie two acts besides the PIN the first time, one after that, and the field is ready for typing', async () => {
  const page = await browser.context.newPage();
  await page.goto(demo.address('blue'));
  await tapTile(page, 'kasia'); // one
  await page.keyboard.type(pinOf('kasia'));
  await button(page, say(tourWords.skip)).click(); // two
  await inside(page).click();
  await tilesShow(page);
  await tapTile(page, 'kasia');
  await typePin(page, 'kasia');
  await inside(page).waitFor();
  await page.close();
});

test('the left hand has its own side, for her alone and only while she is there', async () => {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.goto(`${demo.address('blue')}me`);
  await tapTile(page, 'kasia');
  const before = await button(page, '5').boundingBox();
  await typePin(page, 'kasia');
  await page.getByRole('radio', { name: say(meWords.left) }).check();
  const hand = () => page.evaluate(() => document.documentElement.dataset.hand ?? 'right');
  expect(await hand()).toBe('left');
  await inside(page).click();
  await tilesShow(page);
  expect(await hand()).toBe('right');
  await tapTile(page, 'kasia');
  const after = await button(page, '5').boundingBox();
  expect(before?.x).toBeGreaterThan(512);
  expect(after?.x).toBeLessThan(512);
  await button(page, say(entranceWords.notMe)).click();
  await tapTile(page, 'amina');
  expect((await button(page, '5').boundingBox())?.x).toBe(before?.x);
  await page.close();
});

test('the PIN fits the screen without scrolling, upright and lying', async () => {
  const page = await browser.context.newPage();
  await page.goto(demo.address('blue'));
  await tapTile(page, 'precious');
  for (const [width, height] of [
    [360, 740],
    [768, 1024],
    [1024, 768],
    [1280, 800],
  ] as const) {
    await page.setViewportSize({ width, height });
    const hidden = await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
    expect(hidden, `${width} by ${height}`).toBe(0);
  }
  await page.close();
});
