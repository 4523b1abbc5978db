// Fifteen minutes before the doors open, counted: on a cold tablet with the cable out, by what the screen says and by nothing else.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleStaff } from '../../src/sample/nurseries';
import { boardWords } from '../../src/ui/words/boards';
import { frameWords } from '../../src/ui/words/frame';
import { gapTaskWords } from '../../src/ui/words/gap-tasks';
import { kitWords } from '../../src/ui/words/kit';
import { learnWords } from '../../src/ui/words/learn';
import { pillWords } from '../../src/ui/words/pill';
import { placeWords } from '../../src/ui/words/places';
import { reflectionWords } from '../../src/ui/words/reflections';
import { roomWords } from '../../src/ui/words/room';
import { savedWords } from '../../src/ui/words/saved';
import { say } from '../../src/ui/words/say';
import { todayWords } from '../../src/ui/words/today';
import { tourWords } from '../../src/ui/words/tour';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type CountingHand, countingHand } from '../support/counting-hand';
import { type DemoServer, startDemo } from '../support/demo-server';
import { button, isCutOff, isReadyForOffline, lookAgain, openTablet, sendNow, stored } from '../support/tablet-screen';

const amina = sampleStaff.find(({ id }) => id === 'amina')!;
const herTile = new RegExp(`\\b${amina.firstName}\\b`);

let demo: DemoServer;
let profile: string;
let browser: OpenBrowser;
/** What it took somebody who had never been on this tablet. */
let firstTime: { acts: number; digits: number };

/** The evening before: the tablet has a network, the next module comes, and Amina has been on it once. */
beforeAll(async () => {
  demo = await startDemo();
  profile = newProfile();
  browser = await openChromium(profile);
  const page = await openTablet(browser, demo.address('blue'));
  await isReadyForOffline(page);
  const hand = countingHand(page);
  await unlockBy(page, hand);
  firstTime = hand.counted();
  await lookAgain(page, amina.id);
  await button(page, say(frameWords.lock)).click();
  await room(page)
    .getByRole('button', { name: say(roomWords.start), exact: true })
    .waitFor();
  await demo.cut('blue');
});

afterAll(async () => {
  await browser.close();
  removeProfile(profile);
  await demo.stop();
});

const room = (page: Page): Locator => page.getByRole('region', { name: say(roomWords.forTheRoom), exact: true });

/** The tablet was off: its browser is killed and opened again, with no network. */
async function morning(): Promise<{ page: Page; hand: CountingHand }> {
  await browser.kill();
  browser = await openChromium(profile);
  const page = await openTablet(browser, demo.address('blue'));
  expect(await isCutOff(page)).toBe(true);
  return { page, hand: countingHand(page) };
}

async function unlockBy(page: Page, hand: CountingHand): Promise<void> {
  await hand.tap('button', herTile);
  await hand.typePin(amina.pin);
  const [skip, inside] = [button(page, say(tourWords.skip)), button(page, say(frameWords.lock))];
  await skip.or(inside).first().waitFor();
  if (await skip.isVisible()) await hand.tap('button', say(tourWords.skip));
  await inside.waitFor();
}

/** Moving pictures, not a frozen first one. */
const plays = (page: Page) =>
  page.waitForFunction(() => {
    const film = document.querySelector('video');
    return film !== null && !film.paused && film.currentTime > 1 && film.videoWidth > 0;
  });

async function reflect(page: Page, hand: CountingHand, words: string): Promise<void> {
  await hand.tap('link', say(todayWords.reflect));
  await hand.write(say(reflectionWords.yourWords), words);
  await page.getByText(say(reflectionWords.savedHere), { exact: true }).waitFor();
}

test('from opening to playing it takes one tap, and nobody’s PIN', async () => {
  const { page, hand } = await morning();
  await hand.tap('button', say(roomWords.start), room(page));
  await plays(page);
  expect(hand.counted()).toEqual({ acts: 1, digits: 0 });
});

test('from her tile to unlocked it takes at most two acts besides the PIN, her very first time included', async () => {
  const { page, hand } = await morning();
  await unlockBy(page, hand);
  const usually = hand.counted();
  for (const { acts, digits } of [firstTime, usually]) {
    expect(digits).toBe(amina.pin.length);
    expect(acts).toBeLessThanOrEqual(2);
  }
});

test('a reflection is kept with at most three acts more, and is there after the tablet went off', async () => {
  const { page, hand } = await morning();
  await unlockBy(page, hand);
  hand.counted();
  await reflect(page, hand, 'Liban waited for me.');
  expect(hand.counted().acts).toBeLessThanOrEqual(3);

  const next = await morning();
  await unlockBy(next.page, next.hand);
  const kept = await openKept(next.page, next.hand);
  await part(kept, say(savedWords.partWaits)).getByText('Liban waited for me.').waitFor();
});

async function openKept(page: Page, hand: CountingHand): Promise<Locator> {
  await hand.tap('button', new RegExp(say(pillWords.open)));
  return page.getByRole('dialog', { name: say(pillWords.title), exact: true });
}

/** The part of the screen under this heading. */
const part = (of: Locator, title: string): Locator =>
  of.locator('section').filter({ has: of.page().getByRole('heading', { name: title, exact: true }) });

const goTo = (hand: CountingHand, page: Page, name: string) =>
  hand.tap('link', name, page.getByRole('navigation', { name: say(frameWords.places), exact: true }));

/** What a kept thing is called in the list, and words of hers that stand in no other of its kind. */
type KeptThing = readonly [called: string, words: string];

/** One of each kind that an educator can keep. */
async function keepOneOfEach(page: Page, hand: CountingHand): Promise<readonly KeptThing[]> {
  await reflect(page, hand, 'Mabel clapped first.');
  await hand.tap('button', say(reflectionWords.send));
  await hand.tap('button', say(reflectionWords.send), page.getByRole('dialog'));
  await page.getByText(say(reflectionWords.onItsWay), { exact: true }).waitFor();

  await goTo(hand, page, say(frameWords.today));
  await hand.tap('link', say(todayWords.gapTask));
  await hand.tap('button', say(gapTaskWords.tried));
  await hand.tap('button', say(gapTaskWords.well));
  await hand.write(say(gapTaskWords.line), 'He reached for the spoon.');
  await hand.tap('button', say(gapTaskWords.keep));
  await page.getByText(say(gapTaskWords.kept), { exact: true }).waitFor();

  await goTo(hand, page, say(frameWords.babies));
  await hand.tap('link', /Mabel/);
  await hand.tap('button', say(boardWords.addAnother), part(page.getByRole('main'), say(boardWords.educators)));
  await hand.write(say(boardWords.word), 'thunderous');
  await hand.tap('button', say(boardWords.add));

  await goTo(hand, page, say(frameWords.today));
  await hand.tap('link', new RegExp(`^(${say(todayWords.start)}|${say(todayWords.goOn)})`));
  await plays(page);
  await hand.tap('button', say(learnWords.pause));
  return [
    [say(placeWords.reflection), 'Mabel clapped first.'],
    [say(placeWords.sharedReflection), 'Mabel clapped first.'],
    [say(placeWords.gapTaskTry), 'He reached for the spoon.'],
    [say(placeWords.strengthWord), 'thunderous'],
    [say(placeWords.moduleProgress), ''],
  ];
}

async function allFound(within: Locator, kept: readonly KeptThing[]): Promise<void> {
  for (const [called, words] of kept) {
    const found = within
      .getByRole('listitem')
      .filter({ has: within.page().getByRole('heading', { name: called, exact: true }) })
      .filter({ hasText: words });
    await expect.poll(() => found.count(), { message: `${called}: ${words}` }).toBeGreaterThan(0);
  }
}

/** The things of hers that wait, as the tablet itself counts them: a thing that was changed twice is one thing. */
const waitingThings = async (page: Page): Promise<number> =>
  new Set((await stored(page, 'outbox')).map(({ kind, row }) => `${kind} ${row}`)).size;

test('everything that was kept is found in the saved list: where it waits, and once the network is back, where it was sent', async () => {
  const { page, hand } = await morning();
  await unlockBy(page, hand);
  const kept = await keepOneOfEach(page, hand);
  const list = await openKept(page, hand);
  await allFound(part(list, say(savedWords.partWaits)), kept);
  expect(await part(list, say(savedWords.partWaits)).getByRole('listitem').count()).toBe(await waitingThings(page));
  await hand.tap('button', say(kitWords.close), list);

  await demo.mend('blue');
  await sendNow(page);
  const again = await openKept(page, hand);
  await allFound(part(again, say(savedWords.partSent)), kept);
  expect(await waitingThings(page)).toBe(0);
});
