// Start without a PIN, with the cable out: one tap plays, one tap is back at the tiles; who was there counts it for herself, and for nobody else.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secondsInWords } from '../../src/features/modules/module-steps';
import type { Room } from '../../src/features/modules/room';
import { frameWords } from '../../src/ui/words/frame';
import { kitWords } from '../../src/ui/words/kit';
import { learnWords } from '../../src/ui/words/learn';
import { roomWords } from '../../src/ui/words/room';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import { button, heading, isCutOff, isReadyForOffline, lookAgain, openTablet, stored, tilesShow, unlock } from '../support/tablet-screen';

/** The room has come to the second part of module 4, which neither Amina nor Kasia has watched; Kasia has watched the first. */
const watchedBefore = {
  'strengths-of-every-baby': ['look-again', 'what-babies-bring', 'words-that-notice', 'ask-the-family', 'make-the-board'],
  'tuning-in': ['a-language-of-their-own', 'wait-watch-wonder', 'answer-and-pause'],
  'key-person-and-attachment': ['somebody-of-mine', 'a-safe-place-to-leave-from', 'when-you-are-away'],
  'awe-and-wonder': ['what-wonder-looks-like'],
};

let demo: DemoServer;
let profile: string;
let browser: OpenBrowser;

/** The evening before: both were on this tablet once, and what the room watches next has come. */
beforeAll(async () => {
  demo = await startDemo();
  profile = newProfile();
  browser = await openChromium(profile);
  const page = await openTablet(browser, demo.address('blue'));
  await isReadyForOffline(page);
  await roomIsAt(page, watchedBefore);
  for (const person of ['amina', 'kasia']) {
    await unlock(page, person);
    await lookAgain(page, person);
    await button(page, say(frameWords.lock)).click();
  }
  await page.getByText(say(roomWords.forRoomTwo, { module: 4, first: 2, last: 3 })).waitFor();
  await start(page).waitFor();
  await demo.cut('blue');
  await browser.kill();
  browser = await openChromium(profile);
});

afterAll(async () => {
  await browser?.close();
  removeProfile(profile);
  await demo?.stop();
});

/** Many mornings in one write: what the tablet would have noted while the room watched. */
const roomIsAt = (page: Page, parts: Readonly<Record<string, readonly string[]>>): Promise<void> =>
  page.evaluate(
    known =>
      new Promise<void>((done, fail) => {
        const ways = Object.fromEntries(Object.entries(known).map(([module, chapters]) => [module, { position: 0, chapters }]));
        const opening = indexedDB.open('larkrise');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction('settings', 'readwrite');
          writing.objectStore('settings').put({ name: 'room', value: { ways, sittings: [] } });
          writing.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
    parts,
  );

const start = (page: Page) => button(page, say(roomWords.start));
const second = (page: Page) => page.locator('video').evaluate(video => (video as HTMLVideoElement).currentTime);
const seekTo = (page: Page, to: number) => page.getByLabel(say(learnWords.position), { exact: true }).fill(`${to}`);

/** On her page of modules: how many parts of module 4 are hers. */
async function seesWatched(page: Page, watched: number): Promise<void> {
  await page
    .getByRole('navigation', { name: say(frameWords.places) })
    .getByRole('link', { name: say(frameWords.learn) })
    .click();
  await heading(page, say(learnWords.title)).waitFor();
  const module = page.getByRole('listitem').filter({ hasText: say(learnWords.number, { number: 4 }) });
  await module.getByRole('img', { name: say(learnWords.watchedParts, { watched, all: 3 }) }).waitFor();
}

async function roomsPlace(page: Page): Promise<number> {
  const room = (await stored(page, 'settings')).find(({ name }) => name === 'room') as { readonly value: Room } | undefined;
  return room?.value.ways['awe-and-wonder']?.position ?? 0;
}

test('a cold tablet without a network plays in one tap, and is back at the tiles in one; Amina counts it, and nothing is counted for Kasia', async () => {
  const page = await openTablet(browser, demo.address('blue'));
  expect(await isCutOff(page)).toBe(true);

  await start(page).click();
  await expect.poll(() => second(page), { timeout: 20_000 }).toBeGreaterThan(13);
  expect(await page.getByText(/Amina|Kasia/).count(), 'nobody’s name is on the screen').toBe(0);
  await seekTo(page, 24);
  await page.getByText(say(learnWords.partWatched), { exact: true }).nth(1).waitFor();
  const at = await second(page);
  await button(page, say(roomWords.toNames)).click();
  await tilesShow(page);
  await expect.poll(() => roomsPlace(page), { message: 'the room’s place is kept to the second' }).toBeGreaterThanOrEqual(Math.floor(at));

  await start(page)
    .or(button(page, say(roomWords.goOn)))
    .click();
  await page.locator('video').waitFor();
  await page.goBack();
  await tilesShow(page);

  await unlock(page, 'amina');
  await page.getByText(/^The room watched module 4, part 2 at \d+:\d\d[ap]m\.$/).waitFor();
  await button(page, say(roomWords.countIt)).click();
  await page.getByText(say(roomWords.counted)).waitFor();
  await seesWatched(page, 1);
  await button(page, say(frameWords.lock)).click();
  await tilesShow(page);

  await unlock(page, 'kasia');
  await heading(page, say(roomWords.wereYouThere)).waitFor();
  await seesWatched(page, 1);
});

test('the player stops where the sentence ends, keeps the place, and goes on when she says so', async () => {
  const page = await openTablet(browser, demo.address('blue'));
  await unlock(page, 'amina');
  // A stop in the middle of what is said from 0:00.9 to 0:06.4.
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/learn/awe-and-wonder/watch?from=0&until=3&play' });
    document.body.append(link);
    link.click();
  });
  await heading(page, say(learnWords.goodPlace)).waitFor();
  const stopped = await second(page);
  expect(stopped).toBeGreaterThan(6.2);
  expect(stopped).toBeLessThan(6.8);
  await button(page, say(learnWords.goOn)).click();
  await expect.poll(() => second(page), { timeout: 10_000 }).toBeGreaterThan(8);
  await button(page, say(learnWords.pause)).click();
  const left = await second(page);
  await page.getByRole('link', { name: say(kitWords.back), exact: true }).click();
  await page.getByRole('link', { name: say(learnWords.goOnAt, { time: secondsInWords(left) }), exact: true }).waitFor();
  await page.reload();
  await tilesShow(page);
  await unlock(page, 'amina');
  await page.goto(`${demo.address('blue')}learn/awe-and-wonder/watch`);
  await unlock(page, 'amina');
  await expect.poll(() => second(page), { message: 'she goes on where she left', timeout: 10_000 }).toBeGreaterThan(left - 2);
  expect(await page.locator('video').evaluate(video => (video as HTMLVideoElement).paused)).toBe(true);
});
