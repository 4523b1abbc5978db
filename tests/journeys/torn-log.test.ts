// A browser is killed in the middle of writing a record, opened, killed again: the words, the tablet and its people are still there.
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import { beginReflection, isReadyForOffline, openMyReflections, openTablet, unlock, words } from '../support/tablet-screen';

const profile = newProfile();
const kept = ['The first words, before any kill', 'Words behind a torn record', 'Words behind the next one'];
let demo: DemoServer;
let browser: OpenBrowser;

async function open(): Promise<Page> {
  browser = await openChromium(profile);
  return openTablet(browser, demo.address('blue'));
}

async function write(page: Page, text: string): Promise<void> {
  await unlock(page, 'amina');
  await beginReflection(page);
  await words(page).fill(text);
  await page.getByText(say(reflectionWords.savedHere), { exact: true }).waitFor();
}

/** Something that no person waits for, and the last that is written. Runs in the page. */
const writeForNobody = (): Promise<void> =>
  new Promise((done, fail) => {
    const opening = indexedDB.open('nobody', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('nothing');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('nothing', 'readwrite', { durability: 'strict' });
      writing.objectStore('nothing').put('of importance '.repeat(20), 'here');
      writing.oncomplete = () => done();
    };
  });

/** As if the kill had come in the middle of the last record. */
function tear(): void {
  const databases = join(profile, 'Default/IndexedDB');
  const folder = join(databases, readdirSync(databases).find(name => name.includes('blue.localhost')) ?? '');
  const logs = readdirSync(folder).filter(name => name.endsWith('.log'));
  const newest = join(folder, logs.sort().at(-1) ?? '');
  truncateSync(newest, statSync(newest).size - 5);
}

beforeAll(async () => {
  demo = await startDemo();
  const page = await open();
  await isReadyForOffline(page);
  await demo.cut('blue');
});
afterAll(async () => {
  await browser?.kill();
  await demo?.stop();
  removeProfile(profile);
});

test('words that were called saved outlive a torn record, twice, with the cable out', async () => {
  await browser.kill();
  for (const text of kept) {
    const page = await open();
    await write(page, text);
    await page.evaluate(writeForNobody);
    await browser.kill();
    if (text !== kept.at(-1)) tear();
  }
  const page = await open();
  await unlock(page, 'amina');
  await openMyReflections(page);
  for (const text of kept) await page.getByRole('link', { name: text }).waitFor();
  expect(await page.getByRole('link', { name: 'Words behind' }).count()).toBe(2);
});
