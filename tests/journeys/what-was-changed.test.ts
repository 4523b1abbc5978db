// What was said before is never gone: earlier versions from two tablets, one of them said again, and what gave way in a tie waits for its author.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardWords } from '../../src/ui/words/boards';
import { historyWords } from '../../src/ui/words/history';
import { kitWords } from '../../src/ui/words/kit';
import { pillWords } from '../../src/ui/words/pill';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { asideWords } from '../../src/ui/words/set-aside';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import {
  beginReflection,
  button,
  heading,
  isReadyForOffline,
  lookAgain,
  openBabies,
  openMyReflections,
  openTablet,
  sendNow,
  unlock,
  words,
  writeOn,
} from '../support/tablet-screen';

const parts = ['blue', 'green'] as const;
type Part = (typeof parts)[number];

const profile = newProfile();
let demo: DemoServer;
let browser: OpenBrowser;
let tabs: Record<Part, Page>;

/** Amina has both tablets before her; one browser shows them, each in a tab of its own origin. */
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
    await unlock(tablet, 'amina');
  }
});

afterAll(async () => {
  await browser?.kill();
  await demo?.stop();
  removeProfile(profile);
});

async function cutOff(): Promise<void> {
  await demo.cut(...parts);
}

/** The cables come back; each tablet sends what waits, then asks what is new. */
async function meetAgain(): Promise<void> {
  await demo.mend(...parts);
  for (const part of parts) await sendNow(await turnTo(part));
  for (const part of parts) await lookAgain(await turnTo(part), 'amina');
}

/** The page of the reflection that begins so. */
async function openReflection(tablet: Page, beginning: string): Promise<void> {
  await openMyReflections(tablet);
  await tablet.getByRole('main').getByRole('link', { name: beginning }).click();
  await words(tablet).waitFor();
}

const versions = (tablet: Page) => tablet.getByRole('main').getByRole('article');

test('a reflection written on two tablets shows each version with where it was written, and one tap says one again', async () => {
  const blue = await turnTo('blue');
  await beginReflection(blue);
  await writeOn(blue, 'Mabel reached for the spoon.');
  await blue.getByText(say(reflectionWords.sent), { exact: true }).waitFor();
  await lookAgain(await turnTo('green'), 'amina');
  await openReflection(tabs.green, 'Mabel reached');
  await cutOff();
  await turnTo('blue');
  await writeOn(blue, '\nOn Blue I saw her laugh.');
  await blue.getByText(say(reflectionWords.savedHere), { exact: true }).waitFor();
  const green = await turnTo('green');
  await writeOn(green, '\nOn Green I saw her sleep.');
  await green.getByText(say(reflectionWords.savedHere), { exact: true }).waitFor();
  await meetAgain();

  await openReflection(await turnTo('blue'), 'Mabel reached');
  await blue.getByRole('link', { name: say(reflectionWords.earlier) }).click();
  await heading(blue, say(historyWords.earlier)).waitFor();
  await versions(blue).first().waitFor();
  expect(await versions(blue).first().textContent()).toContain(say(historyWords.stands));
  await versions(blue).filter({ hasText: 'on Green' }).first().waitFor();
  expect(await versions(blue).filter({ hasText: 'on Blue' }).locator('ins').first().textContent()).toContain('On Blue I saw her laugh.');

  const onBlue = versions(blue).filter({ hasText: 'laugh' }).filter({ hasNotText: 'sleep' });
  await onBlue.getByRole('button', { name: say(historyWords.useWords) }).click();
  await button(blue, say(kitWords.undo)).waitFor();
  await sendNow(blue);
  await lookAgain(await turnTo('green'), 'amina');
  await openReflection(tabs.green, 'Mabel reached');
  expect(await words(tabs.green).inputValue()).toBe('Mabel reached for the spoon.\nOn Blue I saw her laugh.');
});

test('without a network the page says so plainly, and what was written stays', async () => {
  const blue = await turnTo('blue');
  await openReflection(blue, 'Mabel reached');
  await demo.cut('blue');
  await blue.getByRole('link', { name: say(reflectionWords.earlier) }).click();
  await heading(blue, say(historyWords.needsNetwork)).waitFor();
  await demo.mend('blue');
  await button(blue, say(historyWords.tryAgain)).click();
  await versions(blue).first().waitFor();
});

async function openBoard(tablet: Page): Promise<void> {
  await openBabies(tablet);
  await tablet.getByRole('main').getByRole('link', { name: 'Liban' }).click();
  await heading(tablet, say(boardWords.boardOf, { name: 'Liban' })).waitFor();
}

const takeBack = (tablet: Page, word: string) => button(tablet, say(boardWords.takeBackWord, { word })).click();

test('what gave way to another tablet’s change waits for its author, and one tap puts it right', async () => {
  const blue = await turnTo('blue');
  await openBoard(blue);
  await blue
    .getByRole('main')
    .getByRole('button', { name: say(boardWords.addWord) })
    .or(blue.getByRole('main').getByRole('button', { name: say(boardWords.addAnother) }))
    .last()
    .click();
  await blue.getByLabel(say(boardWords.word)).fill('steadfast');
  await button(blue, say(boardWords.add)).click();
  await blue.getByRole('dialog').waitFor({ state: 'detached' });
  await sendNow(blue);
  await lookAgain(await turnTo('green'), 'amina');
  await openBoard(tabs.green);
  await cutOff();
  await takeBack(await turnTo('blue'), 'steadfast');
  const green = await turnTo('green');
  await takeBack(green, 'steadfast');
  await button(green, say(kitWords.undo)).click();
  await button(green, say(boardWords.takeBackWord, { word: 'steadfast' })).waitFor();
  await meetAgain();

  await turnTo('blue');
  await blue.getByRole('button', { name: say(pillWords.needsYou, { count: 1 }) }).click();
  const list = blue.getByRole('dialog', { name: say(pillWords.title) });
  await list.getByRole('heading', { name: say(asideWords.part) }).waitFor();
  await list.getByText(/You also wrote this on Blue/).waitFor();
  await list.getByRole('button', { name: say(asideWords.useYours) }).click();
  await list.getByText(say(asideWords.isRight)).waitFor();
  await list.getByRole('button', { name: say(kitWords.close) }).click();
  await sendNow(blue);
  await lookAgain(await turnTo('green'), 'amina');
  await openBoard(tabs.green);
  expect(await button(tabs.green, say(boardWords.takeBackWord, { word: 'steadfast' })).count()).toBe(0);
  expect(await tabs.green.getByRole('button', { name: say(pillWords.needsYou, { count: 1 }) }).count()).toBe(0);
});
