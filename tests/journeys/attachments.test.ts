// A voice note on a reflection and a photo of a try, with Chromium's own fake microphone and camera: kept offline, cut off, sent, heard elsewhere.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameWords } from '../../src/ui/words/frame';
import { gapTaskWords } from '../../src/ui/words/gap-tasks';
import { kitWords } from '../../src/ui/words/kit';
import { photoWords } from '../../src/ui/words/photos';
import { pillWords } from '../../src/ui/words/pill';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { todayWords } from '../../src/ui/words/today';
import { voiceNoteWords } from '../../src/ui/words/voice-notes';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import {
  beginReflection,
  button,
  isReadyForOffline,
  lookAgain,
  openMyReflections,
  openTablet,
  stored,
  tilesShow,
  unlock,
  writeOn,
} from '../support/tablet-screen';

const devices = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'];
const profile = newProfile();
let browser: OpenBrowser;
let demo: DemoServer;

beforeAll(async () => {
  demo = await startDemo();
  browser = await openChromium(profile, devices);
});
afterAll(async () => {
  await browser?.kill();
  await demo?.stop();
  removeProfile(profile);
});

const place = (page: Page, name: string) => page.getByRole('navigation', { name: say(frameWords.places) }).getByRole('link', { name });
const listen = (page: Page) => page.getByRole('button', { name: /^Listen, / });
const blobs = async (page: Page, state: string) => (await stored(page, 'blobs')).filter(blob => blob.state === state);

/** Speaks until the recorder shows so many seconds. */
async function speak(page: Page, seconds: number): Promise<void> {
  await page.getByText(say(voiceNoteWords.recording), { exact: true }).waitFor();
  const length = page.getByRole('timer');
  await expect.poll(() => length.textContent(), { timeout: 20_000 }).toBe(`0:0${seconds}`);
}

/** The network is back, and the tablet notices: until the server has everything. */
async function allIsSent(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => blobs(page, 'waits'), { timeout: 60_000 }).toEqual([]);
}

/** Plays to where a second has been heard. */
async function isHeard(page: Page): Promise<void> {
  await listen(page).first().click();
  await page.waitForFunction(() => {
    const audio = document.querySelector('audio');
    return audio !== null && audio.currentTime > 1;
  });
}

test('a voice note recorded without a network is kept, sent after the words, and heard on her other tablet', async () => {
  const page = await openTablet(browser, demo.address('blue'));
  await isReadyForOffline(page);
  await unlock(page, 'amina');
  await demo.cut('blue');
  await beginReflection(page);
  await writeOn(page, 'Liban laughed at the spoon.');
  await page.getByText(say(reflectionWords.savedHere), { exact: true }).waitFor();
  await button(page, say(voiceNoteWords.record)).click();
  await speak(page, 2);
  await button(page, say(voiceNoteWords.pause)).click();
  const stands = await page.getByRole('timer').textContent();
  await page.waitForTimeout(1_500);
  expect(await page.getByRole('timer').textContent()).toBe(stands);
  await button(page, say(voiceNoteWords.goOn)).click();
  await speak(page, 4);
  await button(page, say(voiceNoteWords.stop)).click();
  await page.getByText(say(voiceNoteWords.kept), { exact: true }).waitFor();
  expect(await blobs(page, 'waits')).toMatchObject([{ what: 'voice', offset: null }]);
  await isHeard(page);
  await demo.mend('blue');
  await allIsSent(page);
  expect((await blobs(page, 'sent')).map(({ what }) => what)).toEqual(['voice']);

  const other = await openTablet(browser, demo.address('green'));
  await unlock(other, 'amina');
  await openMyReflections(other);
  await other.getByRole('link', { name: /Liban laughed at the spoon/ }).click();
  await listen(other).waitFor();
  expect(await stored(other, 'blobs')).toEqual([]);
  await isHeard(other);
  expect(await blobs(other, 'held')).toHaveLength(1);
  await other.close();
  await page.close();
});

test('a recording that the lock interrupts is kept whole; one that is killed is kept to its last second', async () => {
  const page = await openTablet(browser, demo.address('blue'));
  await unlock(page, 'amina');
  await beginReflection(page);
  await button(page, say(voiceNoteWords.record)).click();
  await speak(page, 3);
  await button(page, say(frameWords.lock)).click();
  await tilesShow(page);
  await unlock(page, 'amina');
  await page.getByRole('button', { name: `Listen, 0:03` }).waitFor();
  await button(page, say(voiceNoteWords.recordAnother)).click();
  await speak(page, 4);
  await browser.kill();
  browser = await openChromium(profile, devices);
  const again = await openTablet(browser, demo.address('blue'));
  expect(await blobs(again, 'making')).toMatchObject([{ what: 'voice' }]);
  await unlock(again, 'amina');
  await openMyReflections(again);
  await again
    .getByRole('link', { name: say(reflectionWords.untitled) })
    .first()
    .click();
  await expect.poll(() => listen(again).count(), { timeout: 30_000 }).toBe(2);
  const last = await listen(again).last().getAttribute('aria-label');
  expect(last).toMatch(/^Listen, 0:0[34]$/);
  await again.close();
});

test('a photo is kept with its try without a network, goes after the words, and is large on the other tablet when it is asked for', async () => {
  const page = await openTablet(browser, demo.address('blue'));
  await isReadyForOffline(page);
  await unlock(page, 'amina');
  // The second half of the killed recording is still on its way.
  await allIsSent(page);
  await demo.cut('blue');
  await place(page, say(frameWords.today)).click();
  await page.getByRole('link', { name: say(todayWords.gapTask), exact: true }).click();
  await button(page, say(gapTaskWords.tried)).click();
  await button(page, say(gapTaskWords.well)).click();
  await button(page, say(photoWords.add)).click();
  await page.getByText(say(photoWords.noFaces), { exact: true }).waitFor();
  await button(page, say(photoWords.take)).click();
  await button(page, say(photoWords.use)).click();
  await button(page, say(photoWords.addAnother)).waitFor();
  await button(page, say(gapTaskWords.keep)).click();
  await page.getByText(say(gapTaskWords.kept), { exact: true }).waitFor();
  await page.getByRole('button', { name: say(photoWords.look, { number: 1 }) }).waitFor();
  const stillHere = page.getByText(say(photoWords.stillHere, { count: 1 }), { exact: true });
  await stillHere.waitFor();
  expect((await blobs(page, 'waits')).map(({ what }) => what).sort()).toEqual(['photo', 'thumbnail']);
  await demo.mend('blue');
  await allIsSent(page);
  await stillHere.waitFor({ state: 'detached' });

  const other = await openTablet(browser, demo.address('green'));
  await unlock(other, 'amina');
  await lookAgain(other, 'amina');
  const held = async () => new Set((await blobs(other, 'held')).map(({ what }) => what));
  await expect.poll(held, { timeout: 60_000 }).toContain('thumbnail');
  expect(await held()).not.toContain('photo');
  await place(other, say(frameWords.today)).click();
  await other.getByRole('link', { name: say(todayWords.gapTask), exact: true }).click();
  await other.getByRole('button', { name: say(photoWords.look, { number: 1 }) }).click();
  const large = other.getByRole('img', { name: say(photoWords.whole) });
  await large.waitFor();
  const width = await large.evaluate(image => (image as HTMLImageElement).decode().then(() => (image as HTMLImageElement).naturalWidth));
  expect(width).toBeGreaterThanOrEqual(640);
  await other.getByRole('button', { name: say(kitWords.close) }).click();
  await other.getByRole('button', { name: say(pillWords.open) }).waitFor();
  await other.close();
  await page.close();
});
