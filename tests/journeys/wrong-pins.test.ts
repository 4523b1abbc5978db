// A PIN that is changed without a network, and wrong ones until the tablet opens no more: in a real browser, on the files that it keeps.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameWords } from '../../src/ui/words/frame';
import { pinWords } from '../../src/ui/words/pin';
import { say } from '../../src/ui/words/say';
import { tabletTroubleWords } from '../../src/ui/words/tablet-troubles';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import { follow } from '../support/screens';
import { button, heading, isReadyForOffline, openTablet, stored, tapTile, tilesShow, unlock } from '../support/tablet-screen';

const wrong = '111111';
const chosen = '482915';
const profile = newProfile();
let demo: DemoServer;
let browser: OpenBrowser;
let page: Page;

beforeAll(async () => {
  demo = await startDemo();
  browser = await openChromium(profile);
  page = await openTablet(browser, demo.address('blue'));
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  removeProfile(profile);
});

/** One digit after the other, once the last try has had its answer. */
async function type(pin: string): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('main[aria-busy="true"]'));
  for (const digit of pin) await button(page, digit).click();
  await page.waitForFunction(() => !document.querySelector('main[aria-busy="true"]'));
}

const says = (text: string) => page.getByText(text).first().waitFor();

async function loadAgain(person: string): Promise<void> {
  await page.reload();
  await tilesShow(page);
  await tapTile(page, person);
}

/** The names of the files in one of the tablet's folders. */
const filesIn = (folder: string): Promise<readonly string[]> =>
  page.evaluate(async name => {
    const names: string[] = [];
    for await (const file of (await (await navigator.storage.getDirectory()).getDirectoryHandle(name)).keys()) names.push(file);
    return names;
  }, folder);

/** Nine wrong PINs take a quarter of an hour: what the file would say after them. */
const afterNine = (person: string): Promise<void> =>
  page.evaluate(async name => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('attempts');
    const writing = await (await folder.getFileHandle(name)).createWritable();
    await writing.write('{"misses":9,"at":0}');
    await writing.close();
  }, person);

test('a PIN that is changed with the cable out opens the tablet after a reload, and the server hears of it once the cable is back', async () => {
  await unlock(page, 'amina');
  await isReadyForOffline(page);
  await demo.cut('blue');
  await follow(page, '/me/pin');
  await heading(page, say(pinWords.title)).waitFor();
  await page.getByLabel(say(pinWords.now)).fill('735182');
  await page.getByLabel(say(pinWords.next), { exact: true }).fill(chosen);
  await page.getByLabel(say(pinWords.again)).fill(chosen);
  await button(page, say(pinWords.change)).click();
  await heading(page, say(pinWords.changed)).waitFor();
  await loadAgain('amina');
  await type('735182');
  await says(say(tabletTroubleWords['wrong-pin']));
  await type(chosen);
  await button(page, say(frameWords.lock)).waitFor();
  const waiting = async () => (await stored(page, 'settings')).filter(({ name }) => String(name).startsWith('pin-change:')).length;
  expect(await waiting()).toBe(1);
  await demo.mend('blue');
  await page.reload();
  await expect.poll(waiting, { timeout: 30_000 }).toBe(0);
});

test('after the fifth wrong PIN she has to wait, and a reload wins nothing', async () => {
  await tilesShow(page);
  await tapTile(page, 'kasia');
  for (let count = 1; count <= 5; count += 1) await type(wrong);
  await says('Please wait 30 seconds');
  await loadAgain('kasia');
  await says('Please wait');
  expect(await button(page, '7').isDisabled()).toBe(true);
});

test('the tenth takes the secret of her lease from the disk, and says what is safe and who can help', async () => {
  const before = await filesIn('leases');
  await afterNine('kasia');
  await loadAgain('kasia');
  await says('One more wrong PIN');
  await type(wrong);
  await says('Every word that you wrote here is safe');
  expect((await filesIn('leases')).length).toBe(before.length - 1);
  expect((await stored(page, 'people')).find(({ id }) => id === 'kasia')?.wrap).toBe('');
  await page.reload();
  await tilesShow(page);
  await page.getByRole('button', { name: 'Kasia' }).click();
  await says('Every word that you wrote here is safe');
});
