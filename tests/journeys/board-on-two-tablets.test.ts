// A baby's strengths board, written on two tablets at once with both cables out: no word is lost, on neither of them.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardWords } from '../../src/ui/words/boards';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import { heading, isCutOff, isReadyForOffline, lookAgain, openBabies, openTablet, sendNow, unlock } from '../support/tablet-screen';

/** Both work in the Wrens room; one sits with each tablet. */
const people = { blue: 'kasia', green: 'donna' } as const;
type Part = keyof typeof people;
const parts = ['blue', 'green'] as const;

const profile = newProfile();
let demo: DemoServer;
let browser: OpenBrowser;
let tabs: Record<Part, Page>;

/** One browser shows both tablets, each in a tab of its own origin: she turns to the one that she touches. */
async function turnTo(part: Part): Promise<Page> {
  await tabs[part].bringToFront();
  return tabs[part];
}

beforeAll(async () => {
  demo = await startDemo();
  browser = await openChromium(profile);
  tabs = { blue: await openTablet(browser, demo.address('blue')), green: await openTablet(browser, demo.address('green')) };
  for (const part of parts) {
    const tablet = await turnTo(part);
    await isReadyForOffline(tablet);
    await unlock(tablet, people[part]);
  }
});

afterAll(async () => {
  await browser?.kill();
  await demo?.stop();
  removeProfile(profile);
});

type Side = 'family' | 'educators';

const side = (tablet: Page, whose: Side) =>
  tablet.locator('section').filter({ has: tablet.getByRole('heading', { name: say(boardWords[whose]), exact: true }) });
const tileOf = (tablet: Page, whose: Side, word: string) => side(tablet, whose).getByRole('listitem').filter({ hasText: word });
const wordsOn = (tablet: Page, whose: Side) => side(tablet, whose).locator('.word').allTextContents();

/** Both boards are open, and both cables are out. */
async function cutOffAtTheBoardOf(baby: string): Promise<void> {
  for (const part of parts) {
    const tablet = await turnTo(part);
    await openBabies(tablet);
    await tablet.getByRole('link', { name: baby }).click();
    await heading(tablet, say(boardWords.boardOf, { name: baby })).waitFor();
  }
  await demo.cut(...parts);
  for (const part of parts) expect(await isCutOff(tabs[part])).toBe(true);
}

async function putOnBoard(part: Part, whose: Side, word: string): Promise<void> {
  const tablet = await turnTo(part);
  const empty = say(whose === 'family' ? boardWords.waitingForFamily : boardWords.addWord);
  await side(tablet, whose).getByRole('button', { name: empty }).first().click();
  const dialog = tablet.getByRole('dialog');
  await dialog.getByLabel(say(boardWords.word), { exact: true }).fill(word);
  await dialog.getByRole('button', { name: say(boardWords.add) }).click();
  await tileOf(tablet, whose, word).waitFor();
}

/** The cables come back; each tablet sends what waits, then asks what is new. */
async function meetAgain(): Promise<void> {
  await demo.mend(...parts);
  for (const part of parts) await sendNow(await turnTo(part));
  for (const part of parts) await lookAgain(await turnTo(part), people[part]);
}

test('a word from the family on one tablet and a word of an educator on the other are both on both boards', async () => {
  await cutOffAtTheBoardOf('Liban');
  await putOnBoard('blue', 'family', 'furfuran');
  await putOnBoard('green', 'educators', 'patient');
  expect(await wordsOn(tabs.blue, 'educators')).not.toContain('patient');
  expect(await wordsOn(tabs.green, 'family')).not.toContain('furfuran');

  await meetAgain();
  for (const part of parts) {
    await tileOf(tabs[part], 'family', 'furfuran').waitFor();
    await tileOf(tabs[part], 'educators', 'patient').waitFor();
    expect((await wordsOn(tabs[part], 'family')).sort()).toEqual(['deggan', 'furfuran', 'geesi']);
    expect((await wordsOn(tabs[part], 'educators')).sort()).toEqual(['gentle', 'observant', 'patient']);
  }
  for (const whose of ['family', 'educators'] as const) expect(await wordsOn(tabs.blue, whose)).toEqual(await wordsOn(tabs.green, whose));
  await tileOf(tabs.blue, 'educators', 'patient')
    .getByText(say(boardWords.said, { name: 'Donna' }))
    .waitFor();
  await tileOf(tabs.green, 'family', 'furfuran')
    .getByText(say(boardWords.writtenDownBy, { name: 'Kasia' }))
    .waitFor();
});

test('when two educators fill the same last tile, one word shows, the other is kept behind it, and both tablets agree', async () => {
  await cutOffAtTheBoardOf('Jeevan');
  await putOnBoard('blue', 'educators', 'sunny');
  await putOnBoard('green', 'educators', 'daring');
  await meetAgain();
  for (const part of parts) {
    await tabs[part].getByText(say(boardWords.more, { count: 1 })).waitFor();
    expect(await wordsOn(tabs[part], 'educators')).toEqual(['expressive', 'strong', 'sunny']);
  }
});
