// The walking skeleton's promise in one line: words written with the cable out reach the person they are for, and no other words do.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedReflectionId } from '../../src/features/reflections/reflection';
import { mentoringWords } from '../../src/ui/words/mentoring';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import {
  beginReflection,
  button,
  heading,
  isCutOff,
  isReadyForOffline,
  lookAgain,
  openMyReflections,
  openSharedWords,
  openTablet,
  sendNow,
  stored,
  unlock,
  words,
  writeOn,
} from '../support/tablet-screen';

const sent = 'Liban held the spoon by the wrong end & laughed – “again”!\n\nTomorrow I wait longer.';
const kept = ' This part is for me alone.';

const profiles = { blue: newProfile(), mentor: newProfile() };
const opened: OpenBrowser[] = [];
let demo: DemoServer;

const open = async (part: keyof typeof profiles): Promise<{ browser: OpenBrowser; page: Page }> => {
  const browser = await openChromium(profiles[part]);
  opened.push(browser);
  return { browser, page: await openTablet(browser, demo.address(part)) };
};

beforeAll(async () => {
  demo = await startDemo();
});

afterAll(async () => {
  for (const browser of opened) await browser.kill();
  await demo?.stop();
  for (const profile of Object.values(profiles)) removeProfile(profile);
});

const isSaid = (page: Page, words: string) => page.getByText(words, { exact: true }).waitFor();
const theirLetter = (page: Page) => page.getByRole('article').getByText('Liban held the spoon');

/** The mentor's tablet asks anew; what it holds of this reflection afterwards. */
async function mentorHolds(mentor: Page, id: string): Promise<number> {
  await lookAgain(mentor, 'ruth');
  return (await stored(mentor, 'rows')).filter(row => row.id === sharedReflectionId('amina', id)).length;
}

test('an educator writes with the cable out, her browser is killed, and her mentor reads exactly what she sends, until she takes it back', async () => {
  const { page: mentor } = await open('mentor');
  await unlock(mentor, 'ruth');
  await openSharedWords(mentor);

  const first = await open('blue');
  await isReadyForOffline(first.page);
  await demo.cut('blue');
  expect(await isCutOff(first.page)).toBe(true);
  await unlock(first.page, 'amina');
  await beginReflection(first.page);
  await writeOn(first.page, sent);
  await isSaid(first.page, say(reflectionWords.savedHere));
  await first.browser.kill();

  const { page: blue } = await open('blue');
  expect(await isCutOff(blue)).toBe(true);
  await unlock(blue, 'amina');
  await openMyReflections(blue);
  await blue.getByRole('link', { name: 'Liban held the spoon' }).click();
  await words(blue).waitFor();
  expect(await words(blue).inputValue()).toBe(sent);
  const id = decodeURIComponent(new URL(blue.url()).pathname.replace('/reflections/', ''));

  await button(blue, say(reflectionWords.send)).click();
  const asking = blue.getByRole('dialog', { name: say(reflectionWords.askTitle) });
  expect(await asking.getByRole('blockquote').textContent()).toBe(sent);
  await asking.getByRole('button', { name: say(reflectionWords.send) }).click();
  await isSaid(blue, say(reflectionWords.onItsWay));
  expect(await mentorHolds(mentor, id)).toBe(0);

  await demo.mend('blue');
  await sendNow(blue);
  expect(await mentorHolds(mentor, id)).toBe(1);
  await mentor.getByRole('link', { name: 'Liban held the spoon' }).click();
  await theirLetter(mentor).waitFor();
  expect(await theirLetter(mentor).textContent()).toBe(sent);

  await writeOn(blue, kept);
  await isSaid(blue, say(reflectionWords.changedSince));
  await isSaid(blue, say(reflectionWords.sent));
  expect(await mentorHolds(mentor, id)).toBe(1);
  expect(await theirLetter(mentor).textContent()).toBe(sent);

  await button(blue, say(reflectionWords.takeBack)).click();
  await isSaid(blue, say(reflectionWords.takenBack));
  await sendNow(blue);
  expect(await mentorHolds(mentor, id)).toBe(0);
  await isSaid(mentor, say(mentoringWords.gone));
  await mentor.getByRole('link', { name: say(mentoringWords.toList) }).click();
  await heading(mentor, say(mentoringWords.title)).waitFor();
  expect(await mentor.getByText('Liban held the spoon').count()).toBe(0);
  expect(await words(blue).inputValue()).toBe(sent + kept);
});
