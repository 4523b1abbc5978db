// One locks, the next one taps her tile: of what the first had before her nothing is left in the page, its memory, its history or its caches.
import { randomInt } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameWords } from '../../src/ui/words/frame';
import { kitWords } from '../../src/ui/words/kit';
import { pillWords } from '../../src/ui/words/pill';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import { heldInMemory } from '../support/heap';
import { readableIn } from '../support/raw-profile';
import {
  beginReflection,
  button,
  isCutOff,
  isReadyForOffline,
  openMyReflections,
  openTablet,
  tilesShow,
  unlock,
  words,
} from '../support/tablet-screen';

const [first, second] = ['amina', 'kasia'];
/** Each stands for something that nobody but the first may read; none shares a run of letters with another. */
const secrets = Array.from({ length: 50 }, (_, at) => `${'kvwxz'[at % 5]}${at}quill${randomInt(1e9, 9e9).toString(36)}`);
const inEach = 10;

const profile = newProfile();
let demo: DemoServer;
let browser: OpenBrowser;
let page: Page;

async function writeReflection(text: string): Promise<void> {
  await beginReflection(page);
  await words(page).fill(text);
  await page.getByText(say(reflectionWords.savedHere), { exact: true }).waitFor();
}

/** As a person leaves traces: she writes, reads her list, opens one again and looks at what waits. */
async function workAsFirst(): Promise<void> {
  for (let at = 0; at < secrets.length; at += inEach) await writeReflection(secrets.slice(at, at + inEach).join(' '));
  await openMyReflections(page);
  await page.getByRole('link', { name: String(secrets[0]) }).click();
  await words(page).waitFor();
  await page.getByRole('button', { name: say(pillWords.open) }).click();
  const list = page.getByRole('dialog', { name: say(pillWords.title) });
  await list.getByText(String(secrets[0])).first().waitFor();
  await list.getByRole('button', { name: say(kitWords.close) }).click();
}

/** Everything that the page shows or has in its fields, and what this browser keeps for it beside its sealed tables. Runs in the page. */
async function withinReach(): Promise<string> {
  const fields = [...document.querySelectorAll('input, textarea')].map(field => (field as HTMLInputElement).value);
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), JSON.stringify(history.state), location.href, document.title];
  const timed = performance.getEntries().map(({ name }) => name);
  const cached: string[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) cached.push(request.url, (await (await cache.match(request))?.text()) ?? '');
  }
  return [document.documentElement.outerHTML, ...fields, ...kept, ...timed, ...cached].join('\n');
}

const shown = async (): Promise<readonly string[]> => {
  const all = await page.evaluate(withinReach);
  return secrets.filter(secret => all.includes(secret));
};

beforeAll(async () => {
  demo = await startDemo();
  browser = await openChromium(profile);
  page = await openTablet(browser, demo.address('blue'));
  await isReadyForOffline(page);
  await demo.cut('blue');
  expect(await isCutOff(page)).toBe(true);
  await unlock(page, first);
  await workAsFirst();
});
afterAll(async () => {
  await browser?.kill();
  await demo?.stop();
  removeProfile(profile);
});

test('while she writes, her words are in the page’s memory: the search finds what is there', async () => {
  expect((await heldInMemory(page, secrets)).length).toBeGreaterThan(inEach);
});

test('once she has locked and the next is in, with the cable out, none of her 50 words is in the page, its memory, its history or its caches', async () => {
  await button(page, say(frameWords.lock)).click();
  await tilesShow(page);
  expect(await shown()).toEqual([]);
  await unlock(page, second);
  expect(await shown()).toEqual([]);
  expect(await heldInMemory(page, secrets)).toEqual([]);
});

test('the way back shows the next one nothing of hers', async () => {
  const steps = await page.evaluate(() => history.length);
  for (let step = 0; step < Math.min(steps, 12); step += 1) {
    await page.evaluate(() => history.back());
    await page.waitForTimeout(150);
    if (!page.url().startsWith('http')) break;
    expect(await shown()).toEqual([]);
  }
});

test('nothing of it can be read on the disk of the locked tablet', async () => {
  await browser.close();
  expect(readableIn(profile, secrets)).toEqual([]);
});
