// The acts of an ordinary morning, one after the other, each by what the screen calls it; what each was felt like goes to `felt`.
import type { Locator, Page } from 'playwright-core';
import { sampleStaff } from '../../src/sample/nurseries';
import { boardWords } from '../../src/ui/words/boards';
import { entranceWords } from '../../src/ui/words/entrance';
import { frameWords } from '../../src/ui/words/frame';
import { gapTaskWords } from '../../src/ui/words/gap-tasks';
import { kitWords } from '../../src/ui/words/kit';
import { learnWords } from '../../src/ui/words/learn';
import { longListWords } from '../../src/ui/words/long-list';
import { meWords } from '../../src/ui/words/me';
import { pillWords } from '../../src/ui/words/pill';
import { placeWords } from '../../src/ui/words/places';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { todayWords } from '../../src/ui/words/today';
import { button, heading, words } from '../support/tablet-screen';
import type { Felt, Glass } from './felt';

/** Takes down what one act, or one of several of its kind, was felt like. */
export type TakeDown = (act: string, felt: Felt) => void;

interface Walker {
  readonly page: Page;
  readonly glass: Glass;
  readonly felt: TakeDown;
  readonly touch: (act: string, target: Locator, shows: Locator) => Promise<void>;
}

export const personCalled = (id: string) => {
  const found = sampleStaff.find(one => one.id === id);
  if (!found) throw new Error(`nobody called ${id} is in the sample`);
  return found;
};

export const tileOf = (page: Page, person: string): Locator =>
  page.getByRole('button', { name: new RegExp(`\\b${personCalled(person).firstName}\\b`) });

const link = (page: Page, name: string | RegExp): Locator => page.getByRole('main').getByRole('link', { name });
const place = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: say(frameWords.places), exact: true }).getByRole('link', { name, exact: true });
const titled = (page: Page, name: string | RegExp): Locator => page.getByRole('main').getByRole('heading', { level: 1, name });

async function comeIn({ page, felt, touch, glass }: Walker, person: string): Promise<void> {
  const { firstName, pin } = personCalled(person);
  await touch('tap her tile', tileOf(page, person), heading(page, say(entranceWords.hello, { name: firstName })));
  const field = page.getByLabel(say(entranceWords.pin), { exact: true });
  for (const digit of pin.slice(0, -1)) felt('a digit of the PIN', await glass.touch(button(page, digit), field));
  await touch('the last digit, and her Today', button(page, pin.slice(-1)), titled(page, firstName));
}

async function lookRound({ page, touch }: Walker): Promise<void> {
  for (const count of [10, 3, 5]) {
    const choice = page.getByRole('radio', { name: say(todayWords.min, { count }), exact: true });
    await touch('choose the minutes', page.getByText(say(todayWords.min, { count }), { exact: true }), choice);
  }
  await touch('open Learn', place(page, say(frameWords.learn)), titled(page, say(learnWords.title)));
  await touch('open a module', link(page, /Tuning in/i).first(), titled(page, /Tuning in/i));
  await touch('open Babies', place(page, say(frameWords.babies)), titled(page, say(boardWords.title)));
  await touch('open Me', place(page, say(frameWords.me)), titled(page, say(meWords.title)));
  await touch('open the plus', button(page, say(frameWords.add)), page.getByRole('dialog'));
  await touch(
    'close the plus',
    page.getByRole('dialog').getByRole('button', { name: say(kitWords.close) }),
    titled(page, say(meWords.title)),
  );
}

async function write({ page, glass, felt, touch }: Walker): Promise<void> {
  await touch('open Today', place(page, say(frameWords.today)), link(page, say(todayWords.reflect)));
  await touch('begin a reflection', link(page, say(todayWords.reflect)), words(page));
  await touch('tap into the field', words(page), words(page));
  felt('a key while writing', await glass.type('Nell looked up when I stopped humming.'));
  await page.getByText(say(reflectionWords.savedHere)).first().waitFor();
  await touch('ask to send it', button(page, say(reflectionWords.send)), page.getByRole('dialog'));
  const keep = page.getByRole('dialog').getByRole('button', { name: say(reflectionWords.keepForMe) });
  await touch('keep it for me', keep, words(page));
}

async function lookBack({ page, touch }: Walker): Promise<void> {
  await place(page, say(frameWords.me)).click();
  const list = titled(page, say(reflectionWords.title));
  await touch('open 200 reflections', link(page, say(placeWords.myReflections)), list);
  await touch('show more of them', button(page, say(longListWords.showMore, { count: 20 })), list);
  await touch('open one of them', link(page, /^\d+\. She held/).first(), words(page));
}

async function tryAndSay({ page, touch }: Walker): Promise<void> {
  await place(page, say(frameWords.today)).click();
  await touch('open the gap task', link(page, say(todayWords.gapTask)), button(page, say(gapTaskWords.tried)));
  await touch('I tried it', button(page, say(gapTaskWords.tried)), button(page, say(gapTaskWords.well)));
  await touch('it went well', button(page, say(gapTaskWords.well)), button(page, say(gapTaskWords.keep)));
  await touch('keep the try', button(page, say(gapTaskWords.keep)), page.getByText(say(gapTaskWords.kept), { exact: true }));
  await place(page, say(frameWords.babies)).click();
  await touch('open a board', link(page, /Mabel/), titled(page, /Mabel/));
  const another = page
    .getByRole('main')
    .getByRole('button', { name: say(boardWords.addAnother) })
    .first();
  await touch('add a word', another, page.getByRole('dialog'));
  await touch('leave it', page.getByRole('dialog').getByRole('button', { name: say(kitWords.close) }), another);
}

async function leave({ page, touch }: Walker): Promise<void> {
  await place(page, say(frameWords.today)).click();
  const pill = page.getByRole('button', { name: new RegExp(say(pillWords.open)) });
  const list = page.getByRole('dialog', { name: say(pillWords.title), exact: true });
  await touch('open the saved list', pill, list.getByRole('listitem').first());
  await touch('close the saved list', list.getByRole('button', { name: say(kitWords.close) }), pill);
  await touch('lock', button(page, say(frameWords.lock)), heading(page, say(entranceWords.whoIsHere)));
}

/** From the names to the names. */
export async function walkOnce(glass: Glass, person: string, felt: TakeDown): Promise<void> {
  const { page } = glass;
  const touch: Walker['touch'] = async (act, target, shows) => felt(act, await glass.touch(target, shows));
  const walker: Walker = { page, glass, felt, touch };
  for (const part of [(one: Walker) => comeIn(one, person), lookRound, write, lookBack, tryAndSay, leave]) await part(walker);
}
