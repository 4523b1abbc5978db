// A tablet in trouble, in a real browser: full, too old, taken out of use, its storage gone. Each says what is safe and what to do.
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pullPath } from '../../src/sync/protocol';
import { learnWords } from '../../src/ui/words/learn';
import { noticeWords } from '../../src/ui/words/notices';
import { pillWords } from '../../src/ui/words/pill';
import { reflectionWords } from '../../src/ui/words/reflections';
import { refusalWords } from '../../src/ui/words/refusals';
import { savedWords } from '../../src/ui/words/saved';
import { say } from '../../src/ui/words/say';
import { newProfile, openChromium, removeProfile } from '../support/browser';
import { copyBuild, type DemoServer, releaseNext, removeBuild, startDemo } from '../support/demo-server';
import {
  beginReflection,
  button,
  heading,
  isReadyForOffline,
  openMyReflections,
  openTablet,
  tilesShow,
  unlock,
  words,
  writeOn,
} from '../support/tablet-screen';

const megabyte = 1024 * 1024;
const build = copyBuild();
let demo: DemoServer;

beforeAll(async () => {
  demo = await startDemo(build);
});
afterAll(async () => {
  await demo?.stop();
  removeBuild(build);
});

/**
 * What the browser lets a tablet keep, in bytes: enough for its modules. It remembers for half a minute how much was left when it last
 * looked, so it is told before it looks first: of a large rest, much could be written before a smaller one is noticed.
 */
const allowed = 150 * megabyte;

/** Amina on a tablet that nobody has used before. */
async function withAmina(go: (page: Page, browser: CDPSession) => Promise<void>): Promise<void> {
  const profile = newProfile();
  const browser = await openChromium(profile);
  try {
    const address = demo.address('blue');
    const cdp = await browser.context.newCDPSession(await browser.context.newPage());
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(address).origin, quotaSize: allowed });
    const page = await openTablet(browser, address);
    await isReadyForOffline(page);
    await unlock(page, 'amina');
    await go(page, cdp);
  } finally {
    await browser.kill();
    removeProfile(profile);
  }
}

const isSaid = (page: Page, sentence: string) => page.getByText(sentence).first().waitFor();
const isGone = (page: Page, sentence: string) => page.getByText(sentence).first().waitFor({ state: 'detached' });
/** The tablet looks at its room again and finds so much; the browser's own answer is the same whatever is free. */
const tell = (page: Page, free: number) =>
  page.evaluate(left => {
    navigator.storage.estimate = async () => ({ quota: 1_000_000_000, usage: 1_000_000_000 - left });
    document.dispatchEvent(new Event('visibilitychange'));
  }, free);

/** The browser lets this tablet keep little more, and pictures take that: nothing fits, however small. */
async function fillUp(page: Page, cdp: CDPSession): Promise<void> {
  const { usage = 0 } = await cdp.send('Storage.getUsageAndQuota', { origin: new URL(page.url()).origin });
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: usage + 2_000_000 });
  await page.evaluate(async () => {
    const opening = indexedDB.open('pictures', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('all', { autoIncrement: true });
    await new Promise(done => {
      opening.onsuccess = done;
    });
    const picture = new Uint8Array(1_048_576);
    for (let at = 0; at < picture.length; at += 65_536) crypto.getRandomValues(picture.subarray(at, at + 65_536)); // no more at once
    const fits = (size: number) =>
      new Promise<boolean>(done => {
        const writing = opening.result.transaction('all', 'readwrite');
        writing.objectStore('all').put(picture.slice(0, size));
        writing.oncomplete = () => done(true);
        writing.onabort = () => done(false);
      });
    for (const size of [1_048_576, 65_536, 8_192, 1_024, 64]) while (await fits(size));
    opening.result.close();
  });
}

/** The pictures are taken off. */
async function makeRoom(page: Page, cdp: CDPSession): Promise<void> {
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin });
  await page.evaluate(() => new Promise(done => Object.assign(indexedDB.deleteDatabase('pictures'), { onsuccess: done, onblocked: done })));
}

test('little room is told before it is none; on a full tablet words stay on screen and are kept once there is room', () =>
  withAmina(async (page, cdp) => {
    await tell(page, 20 * megabyte);
    await isSaid(page, say(noticeWords.roomLowSafe));
    await page.getByRole('link', { name: say(noticeWords.makeRoom) }).click();
    await heading(page, say(learnWords.title)).waitFor();
    await button(page, say(noticeWords.notToday)).click();
    await isGone(page, say(noticeWords.roomLowSafe));

    await fillUp(page, cdp);
    await beginReflection(page);
    await writeOn(page, 'Mabel reached first.');
    await isSaid(page, say(refusalWords['storage-full']));
    await isSaid(page, say(noticeWords.storageFull));
    expect(await words(page).inputValue()).toBe('Mabel reached first.');

    await makeRoom(page, cdp);
    await writeOn(page, ' Then she laughed.');
    await isGone(page, say(noticeWords.storageFull));
    await page
      .getByText(say(reflectionWords.savedHere))
      .or(page.getByText(say(reflectionWords.sent)))
      .first()
      .waitFor();
  }));

test('a Larkrise that is too old says so, keeps every word, and is replaced at a tap', () =>
  withAmina(async page => {
    await page.route(`**${pullPath}`, route => route.fulfill({ status: 426, json: { refusal: 'update-needed' } }));
    await beginReflection(page);
    await writeOn(page, 'Liban slept');
    await isSaid(page, say(noticeWords.tooOld));
    await button(page, say(noticeWords.updateNow)).click();
    await isSaid(page, say(noticeWords.noUpdate));

    releaseNext(build, 'newer');
    await page.unroute(`**${pullPath}`);
    await page.route(`**${pullPath}`, route => route.fulfill({ status: 426, json: { refusal: 'update-needed' } }));
    await writeOn(page, ' on my arm.');
    await Promise.all([page.waitForEvent('load'), button(page, say(noticeWords.updateNow)).click()]);
    await page.unroute(`**${pullPath}`);
    await tilesShow(page);
    expect(await page.evaluate(() => document.documentElement.dataset.build)).toBe('newer');
    await unlock(page, 'amina');
    await openMyReflections(page);
    await page.getByRole('link', { name: 'Liban slept on my arm.' }).waitFor();
    expect(await page.getByText(say(noticeWords.tooOld)).count()).toBe(0);
  }));

test('a tablet that was taken out of use says so and leads to what she has kept', () =>
  withAmina(async page => {
    await page.route('**/api/v1/**', route => route.fulfill({ status: 403, json: { refusal: 'tablet-revoked' } }));
    await beginReflection(page);
    await writeOn(page, 'Still mine.');
    await isSaid(page, say(noticeWords.revoked));
    await button(page, say(noticeWords.seeKept)).click();
    const list = page.getByRole('dialog', { name: say(pillWords.title) });
    await list.getByText('Still mine.').waitFor();
    await list.getByRole('button', { name: say(savedWords.saveCopy) }).waitFor();
  }));
