// However the tab that syncs ends, the other one has taken over within five seconds; and new words are on another tablet's screen at once.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { roundLock } from '../../src/device/one-round';
import { pokePath, pushPath } from '../../src/sync/protocol';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { newProfile, openChromium, removeProfile } from '../support/browser';
import { button, openSharedWords, openTablet, unlock } from '../support/tablet-screen';
import { allSent, freeze, type TwoTabs, twoTabs, write } from '../support/two-tabs';

const handOver = 5_000;
const tabs = twoTabs();

/** What the browser would tell the tab when somebody looks at another one, or comes back. */
const look = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate(so => {
    Object.defineProperty(document, 'visibilityState', { value: so, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

/** Each ends the tab that syncs; the other one must push what is written next, soon. */
const ends: readonly (readonly [string, (tabs: TwoTabs) => Promise<unknown>])[] = [
  ['is closed', ({ first }) => first.close()],
  ['crashes', async ({ first, browser }) => void (await browser.context.newCDPSession(first)).send('Page.crash').catch(() => undefined)],
  ['is frozen', both => freeze(both, both.first)],
  [
    'is frozen in the middle of a round',
    async both => {
      await both.first.evaluate(lock => void navigator.locks.request(lock, () => new Promise(() => undefined)), roundLock);
      await freeze(both, both.first);
    },
  ],
  ['goes out of sight', ({ first }) => look(first, 'hidden')],
];
test.each(ends)('when the tab that syncs %s, the other one has taken over within five seconds', async (_, end) => {
  const { second, askedBy } = tabs();
  await unlock(second, 'amina');
  expect(askedBy(second)).toEqual([]);
  const from = performance.now();
  const taken = second.waitForRequest(`**${pokePath}`, { timeout: 30_000 });
  await end(tabs());
  await taken;
  const after = performance.now() - from;
  console.info(`taken over after ${Math.round(after)} ms`);
  expect(after).toBeLessThan(handOver);
  await write(second, 'Liban held the spoon.');
  await second.getByText(say(reflectionWords.sent), { exact: true }).waitFor();
  expect(askedBy(second)).toContain(pushPath);
});

let told = 0;
/** What no attempt has told before: they share a server. */
const news = (): string => {
  told += 1;
  return `Mabel reached first, ${told}.`;
};

test('new words are on the mentor’s screen at once, and nobody touches it', async () => {
  const { demo, first } = tabs();
  const [other, words] = [newProfile(), news()];
  const mentors = await openChromium(other);
  try {
    const mentor = await openTablet(mentors, demo.address('mentor'));
    await unlock(mentor, 'ruth');
    await openSharedWords(mentor);
    await allSent(mentor);
    await write(first, words);
    await first.getByText(say(reflectionWords.sent), { exact: true }).waitFor();
    await button(first, say(reflectionWords.send)).click();
    await first
      .getByRole('dialog')
      .getByRole('button', { name: say(reflectionWords.send) })
      .click();
    const from = performance.now();
    await mentor.getByRole('link', { name: words }).waitFor();
    const after = performance.now() - from;
    console.info(`on the mentor's screen after ${Math.round(after)} ms`);
    expect(after).toBeLessThan(5_000); // 2 s on a quiet machine; without pokes it takes half a minute
  } finally {
    await mentors.kill();
    removeProfile(other);
  }
});
