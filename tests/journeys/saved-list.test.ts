// Everything that somebody keeps without a network is in her list by name, goes along as a file, is sent, and is nobody else's to see.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardWords } from '../../src/ui/words/boards';
import { frameWords } from '../../src/ui/words/frame';
import { gapTaskWords } from '../../src/ui/words/gap-tasks';
import { kitWords } from '../../src/ui/words/kit';
import { pillWords } from '../../src/ui/words/pill';
import { placeWords } from '../../src/ui/words/places';
import { reflectionWords } from '../../src/ui/words/reflections';
import { savedWords } from '../../src/ui/words/saved';
import { say } from '../../src/ui/words/say';
import { todayWords } from '../../src/ui/words/today';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import {
  beginReflection,
  button,
  isCutOff,
  isReadyForOffline,
  lookAgain,
  openBabies,
  openTablet,
  sendNow,
  tilesShow,
  unlock,
  words,
  writeOn,
} from '../support/tablet-screen';

const reflection = 'Liban held the spoon by the wrong end & laughed.';
const line = 'He waited for my answer.';
const word = 'наполеглива';

const profile = newProfile();
let browser: OpenBrowser;
let demo: DemoServer;

beforeAll(async () => {
  demo = await startDemo();
  browser = await openChromium(profile);
});
afterAll(async () => {
  await browser?.kill();
  await demo?.stop();
  removeProfile(profile);
});

const place = (page: Page, name: string) => page.getByRole('navigation', { name: say(frameWords.places) }).getByRole('link', { name });

async function keepThree(page: Page): Promise<void> {
  await beginReflection(page);
  await writeOn(page, reflection);
  await page.getByText(say(reflectionWords.savedHere), { exact: true }).waitFor();

  await place(page, say(frameWords.today)).click();
  await page.getByRole('link', { name: say(todayWords.gapTask), exact: true }).click();
  await button(page, say(gapTaskWords.tried)).click();
  await button(page, say(gapTaskWords.mixed)).click();
  await page.getByLabel(say(gapTaskWords.line)).fill(line);
  await button(page, say(gapTaskWords.keep)).click();
  await page.getByText(say(gapTaskWords.kept), { exact: true }).waitFor();

  await openBabies(page);
  await page.getByRole('main').getByRole('link', { name: 'Mabel' }).click();
  await page
    .getByRole('main')
    .getByRole('button', { name: say(boardWords.addAnother) })
    .last()
    .click();
  await page.getByLabel(say(boardWords.word)).fill(word);
  await button(page, say(boardWords.add)).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function openList(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: say(pillWords.open) }).click();
  const list = page.getByRole('dialog', { name: say(pillWords.title) });
  await list.waitFor();
  return list;
}

const close = (list: Locator) => list.getByRole('button', { name: say(kitWords.close) }).click();

/** The items of one part of the list, each as the words on it. */
const itemsOf = (list: Locator, part: string) =>
  list
    .locator('section')
    .filter({ has: list.page().getByRole('heading', { level: 3, name: part, exact: true }) })
    .getByRole('listitem');

const tagged = (items: Locator, what: string, hers: string, tag: string) =>
  items.filter({ hasText: what }).filter({ hasText: hers }).filter({ hasText: tag });

/** What each of the three is called in the list, and her words in it. */
const kinds = [
  [say(placeWords.reflection), reflection],
  [say(placeWords.gapTaskTry), line],
  [say(placeWords.strengthWord), word],
] as const;

/** Saves the copy, as a file that names all three. */
async function takeAlong(page: Page, list: Locator): Promise<void> {
  await list.getByRole('button', { name: say(savedWords.saveCopy) }).click();
  await list.getByText(say(savedWords.copyMeans)).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    list.getByRole('button', { name: say(savedWords.saveFile) }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^larkrise-amina-\d{4}-\d\d-\d\d\.txt$/);
  const copy = readFileSync(await download.path(), 'utf8');
  for (const [what, hers] of kinds) expect(copy).toMatch(new RegExp(`\n${what}\nAmina[^]*\n${hers}\n`));
}

test('what is kept without a network is found by name, taken along as a file, and sent; a colleague sees none of it', async () => {
  const page = await openTablet(browser, demo.address('blue'));
  await isReadyForOffline(page);
  await unlock(page, 'amina');
  await lookAgain(page, 'amina');
  await demo.cut('blue');
  expect(await isCutOff(page)).toBe(true);
  await keepThree(page);

  const list = await openList(page);
  const waits = itemsOf(list, say(savedWords.partWaits));
  for (const [what, hers] of kinds) await tagged(waits, what, hers, say(pillWords.itemHere)).waitFor();
  expect(await waits.count()).toBe(3);
  await waits.filter({ hasText: 'Amina, for Mabel' }).waitFor();

  await takeAlong(page, list);

  await waits.filter({ hasText: reflection }).getByRole('link').click();
  await words(page).waitFor();
  expect(await words(page).inputValue()).toBe(reflection);
  expect(await page.getByRole('dialog').count()).toBe(0);

  await button(page, say(frameWords.lock)).click();
  await tilesShow(page);
  await unlock(page, 'kasia');
  const others = await openList(page);
  await others.getByText(say(savedWords.others, { count: 3 })).waitFor();
  for (const [, hers] of kinds) expect(await others.getByText(hers).count()).toBe(0);
  await close(others);
  await button(page, say(frameWords.lock)).click();
  await tilesShow(page);

  await demo.mend('blue');
  await unlock(page, 'amina');
  await sendNow(page);
  const after = await openList(page);
  const sent = itemsOf(after, say(savedWords.partSent));
  for (const [what, hers] of kinds) await tagged(sent, what, hers, say(pillWords.itemSent)).waitFor();
  expect(await itemsOf(after, say(savedWords.partWaits)).count()).toBe(0);
  await close(after);

  await button(page, say(frameWords.lock)).click();
  await tilesShow(page);
  await unlock(page, 'kasia');
  const hers = await openList(page);
  await hers.getByText(say(savedWords.nothingWaits)).waitFor();
  for (const [, text] of kinds) expect(await hers.getByText(text).count()).toBe(0);
});
