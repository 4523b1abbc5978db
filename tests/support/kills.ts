// Writes on a real tablet and kills its browser at random moments, again and again: whatever the screen had called saved must be there.
//
// What SIGKILL proves: nothing that was called saved was only in the browser's memory. It does not prove survival of a power cut.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from './browser';
import { type DemoServer, startDemo } from './demo-server';
import { seededChance } from './seeded-chance';
import {
  beginReflection,
  isReadyForOffline,
  lookAgain,
  openMyReflections,
  openTablet,
  sendNow,
  stored,
  unlock,
  words,
} from './tablet-screen';

/** One reflection: how it begins, all keys that were meant to be typed, and the longest text that the screen called saved. */
interface Written {
  readonly mark: string;
  planned: string;
  claimed: string;
}

declare global {
  interface Window {
    called?: (saved: string) => void;
  }
}

/** Runs in the page: tells each text as soon as the screen says that it is saved. */
function watchTheScreen(saved: string): void {
  let last = '';
  const look = () => {
    const field = document.querySelector('textarea');
    const isSaid = [...document.querySelectorAll('[role=status]')].some(one => one.textContent?.startsWith(saved));
    if (!field || !isSaid || field.value === last) return;
    last = field.value;
    window.called?.(last);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  // A key changes no node: had the screen left "saved" standing beside the new letter, that would be a claim as well.
  addEventListener('input', () => requestAnimationFrame(() => setTimeout(look)), { capture: true });
}

/** Every reflection on her list, newest first, as it can be read there. */
async function listed(page: Page): Promise<readonly string[]> {
  await openMyReflections(page);
  const items = page.getByRole('main').getByRole('listitem').getByRole('link');
  await items.first().waitFor();
  const more = page.getByRole('main').getByRole('button', { name: /^Show \d+ more/ });
  while (await more.isVisible()) await more.click();
  return items.evaluateAll(links => links.map(link => link.querySelector('bdi')?.textContent ?? ''));
}

/** Throws where words that were called saved are not there, are there twice, or never were typed so. */
function checkList(texts: readonly string[], before: readonly string[], all: readonly Written[]): void {
  for (const { mark, planned, claimed } of all) {
    const found = texts.filter(text => text.startsWith(mark));
    expect(found.length, `how often "${mark}" is there`).toBeLessThanOrEqual(1);
    const [text = ''] = found;
    expect(planned.startsWith(text), `"${text}" was typed so`).toBe(true);
    expect(text.length, `of "${claimed}", which was called saved, "${text}" is there`).toBeGreaterThanOrEqual(claimed.trimEnd().length);
  }
  expect(texts.filter(text => !all.some(({ mark }) => text.startsWith(mark)))).toEqual(before);
}

/** A tablet whose browser is killed and opened again on the same profile. */
interface Killable {
  /** Opens a part of the demo and unlocks it. */
  start(part: string): Promise<Page>;
  kill(): Promise<void>;
  /** Who is told what the screen calls saved. */
  heard: (text: string) => void;
}

function killable(demo: DemoServer, profile: string): Killable {
  let browser: OpenBrowser | null = null;
  const tablet: Killable = {
    heard: () => undefined,
    start: async part => {
      if (!browser) {
        browser = await openChromium(profile);
        await browser.context.exposeBinding('called', (_, text: string) => tablet.heard(text));
        await browser.context.addInitScript(watchTheScreen, say(reflectionWords.savedHere));
      }
      const page = await openTablet(browser, demo.address(part));
      await unlock(page, 'amina');
      return page;
    },
    kill: async () => {
      await browser?.kill();
      browser = null;
      tablet.heard = () => undefined;
    },
  };
  return tablet;
}

/** Chance, in the units of this test. */
const fortune = (seed: number) => {
  const chance = seededChance(seed);
  const between = (from: number, to: number) => Math.floor(from + chance() * (to - from + 1));
  const letters = (count: number) => Array.from({ length: count }, () => String.fromCharCode(between(97, 122))).join('');
  return { happens: (share: number) => chance() < share, between, letters };
};
type Fortune = ReturnType<typeof fortune>;

/** Opens a new reflection, or goes on with one from before. */
async function openOne(page: Page, all: Written[], round: number, { between }: Fortune): Promise<Written> {
  const old = all.filter(({ claimed }) => claimed !== '')[between(0, all.length * 2)];
  if (old) {
    await page.getByRole('link', { name: old.mark }).click();
    await words(page).press('Control+End');
    old.planned = await words(page).inputValue();
    return old;
  }
  await beginReflection(page);
  const fresh = { mark: `Round ${round}:`, planned: '', claimed: '' };
  all.push(fresh);
  return fresh;
}

/** Types a few words, pauses, types a few words, until the browser is killed under it. */
async function typeOn(page: Page, one: Written, { between, letters }: Fortune): Promise<void> {
  const bits = Array.from({ length: 6 }, () => ({ text: letters(between(4, 14)), pause: between(380, 700) }));
  const delay = between(5, 30);
  if (one.planned === '') bits.unshift({ text: one.mark, pause: 0 });
  one.planned += bits.map(({ text }) => text).join('');
  for (const { text, pause } of bits) {
    await words(page).pressSequentially(text, { delay });
    await page.waitForTimeout(pause);
  }
}

/** Some moment of the writing: as soon as something is called saved, or any other. Notes all that is called saved until then. */
function momentOfDeath(tablet: Killable, one: Written, { happens, between }: Fortune): Promise<unknown> {
  const [isAtClaim, nth, late, any] = [happens(0.6), between(1, 3), between(0, 15), between(200, 2_500)];
  let count = 0;
  return new Promise(now => {
    tablet.heard = text => {
      count += 1;
      one.claimed = text;
      if (isAtClaim && count === nth) setTimeout(now, late);
    };
    if (!isAtClaim) setTimeout(now, any);
  });
}

/** The cable is back: everything is at the server once, and her other tablet shows the same list. */
async function endsWell(tablet: Killable, before: readonly string[], all: readonly Written[]): Promise<void> {
  const blue = await tablet.start('blue');
  await sendNow(blue);
  await lookAgain(blue, 'amina');
  const texts = await listed(blue);
  checkList(texts, before, all);
  expect([await stored(blue, 'outbox'), await stored(blue, 'quarantined')]).toEqual([[], []]);
  const green = await tablet.start('green');
  await lookAgain(green, 'amina');
  expect(await listed(green)).toEqual(texts);
}

async function writeAndDie(tablet: Killable, demo: DemoServer, kills: number, luck: Fortune): Promise<readonly Written[]> {
  const all: Written[] = [];
  const first = await tablet.start('blue');
  await isReadyForOffline(first);
  await lookAgain(first, 'amina');
  const before = await listed(first);
  for (let round = 1; round <= kills; round++) {
    await tablet.kill();
    await (luck.happens(0.5) ? demo.cut('blue') : demo.mend('blue'));
    const page = await tablet.start('blue');
    checkList(await listed(page), before, all);
    const one = await openOne(page, all, round, luck);
    const typing = typeOn(page, one, luck).catch(() => undefined);
    await Promise.race([momentOfDeath(tablet, one, luck), typing]);
    await tablet.kill();
    await typing;
  }
  await demo.mend('blue');
  await endsWell(tablet, before, all);
  return all;
}

export async function surviveKills(kills: number, seed: number): Promise<void> {
  const profile = newProfile();
  const demo = await startDemo();
  const tablet = killable(demo, profile);
  try {
    const all = await writeAndDie(tablet, demo, kills, fortune(seed));
    const called = all.filter(({ claimed }) => claimed !== '');
    console.info(`seed ${seed}: ${kills} kills, ${all.length} reflections, of ${called.length} something was called saved`);
    expect(called.length).toBeGreaterThan(all.length / 2);
  } finally {
    await tablet.kill();
    await demo.stop();
    removeProfile(profile);
  }
}
