// What a person does at a tablet's screen: taps what she can read, types her PIN, follows the links; nothing reaches behind the glass.
import type { Page } from 'playwright-core';
import { sampleStaff } from '../../src/sample/nurseries';
import { pullPath } from '../../src/sync/protocol';
import { entranceWords } from '../../src/ui/words/entrance';
import { frameWords } from '../../src/ui/words/frame';
import { kitWords } from '../../src/ui/words/kit';
import { mentoringWords } from '../../src/ui/words/mentoring';
import { pillWords } from '../../src/ui/words/pill';
import { placeWords } from '../../src/ui/words/places';
import { reflectionWords } from '../../src/ui/words/reflections';
import { savedWords } from '../../src/ui/words/saved';
import { say } from '../../src/ui/words/say';
import { setUpWords } from '../../src/ui/words/set-up';
import { todayWords } from '../../src/ui/words/today';
import { tourWords } from '../../src/ui/words/tour';
import type { OpenBrowser } from './browser';

const personCalled = (id: string) => {
  const found = sampleStaff.find(one => one.id === id);
  if (!found) throw new Error(`nobody called ${id} is in the sample`);
  return found;
};

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const tile = (page: Page, person: string) => page.getByRole('button', { name: personCalled(person).firstName });

/** Opens Larkrise in a tab of its own, and leaves for later what a tablet just set up asks; done when the tiles are there. An error that the app did not catch fails the test. */
export async function openTablet({ context }: OpenBrowser, address: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', error => console.error(`an error in the page: ${error.message}`));
  await page.goto(address);
  const toNames = button(page, say(setUpWords.toNames));
  await toNames.or(whoIsHere(page)).waitFor();
  if (await toNames.isVisible()) await toNames.click();
  await tilesShow(page);
  return page;
}

const whoIsHere = (page: Page) => heading(page, say(entranceWords.whoIsHere));
export const tilesShow = (page: Page): Promise<void> => whoIsHere(page).waitFor();

/** The first visit is over: everything that a day without a network needs is on the tablet. */
export const isReadyForOffline = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise(taken => navigator.serviceWorker.addEventListener('controllerchange', taken, { once: true }));
  });
};

/** True when nothing at all comes back: the service worker answers only for the app's own files. */
export const isCutOff = (page: Page): Promise<boolean> =>
  page.evaluate(() =>
    fetch('/healthz', { cache: 'no-store' }).then(
      () => false,
      () => true,
    ),
  );

/** Taps her tile: the PIN is asked for. */
export async function tapTile(page: Page, person: string): Promise<void> {
  await tile(page, person).click();
  await page.getByLabel(say(entranceWords.pin), { exact: true }).waitFor();
}

/** Unlocks; at her first time on this tablet she skips the cards that show her round. */
export async function unlock(page: Page, person: string): Promise<void> {
  await tapTile(page, person);
  for (const digit of personCalled(person).pin) await button(page, digit).click();
  const [skip, inside] = [button(page, say(tourWords.skip)), button(page, say(frameWords.lock))];
  await skip.or(inside).waitFor();
  if (await skip.isVisible()) await skip.click();
  await inside.waitFor();
}

async function lock(page: Page): Promise<void> {
  await button(page, say(frameWords.lock)).click();
  await tilesShow(page);
}

/** Locks and unlocks: the tablet asks the server at once what is new; done when it has taken that in. Her page is as she left it. */
export async function lookAgain(page: Page, person: string): Promise<void> {
  const asAlways = async () => {
    await lock(page);
    await unlock(page, person);
  };
  await Promise.all([page.waitForResponse(answer => answer.url().endsWith(pullPath) && answer.ok()), asAlways()]);
  // A round of sync holds this lock until everything that it fetched is stored.
  await page.evaluate(() => navigator.locks.request('larkrise-sync', async () => undefined));
}

/** Opens the pill and has what waits sent now; done when nothing of hers waits. */
export async function sendNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: say(pillWords.open) }).click();
  const dialog = page.getByRole('dialog', { name: say(pillWords.title) });
  const [send, done] = [dialog.getByRole('button', { name: say(savedWords.sendNow) }), dialog.getByText(say(savedWords.nothingWaits))];
  await send.or(done).waitFor();
  // Tapped if it is still there: the tablet may have begun to send by itself.
  await send.evaluateAll(there => there.map(one => (one as HTMLElement).click()));
  await done.waitFor();
  await dialog.getByRole('button', { name: say(kitWords.close) }).click();
}

const place = (page: Page, name: string) => page.getByRole('navigation', { name: say(frameWords.places) }).getByRole('link', { name });

export async function openMyReflections(page: Page): Promise<void> {
  await place(page, say(frameWords.me)).click();
  await link(page, say(placeWords.myReflections)).click();
  await heading(page, say(reflectionWords.title)).waitFor();
}

/** A mentor's list of what was sent to her. */
export async function openSharedWords(page: Page): Promise<void> {
  await place(page, say(placeWords.shared)).click();
  await heading(page, say(mentoringWords.title)).waitFor();
}

export async function openBabies(page: Page): Promise<void> {
  await place(page, say(frameWords.babies)).click();
}

export const words = (page: Page) => page.getByLabel(say(reflectionWords.yourWords), { exact: true });

/** From Today: an empty page to write on. */
export async function beginReflection(page: Page): Promise<void> {
  await place(page, say(frameWords.today)).click();
  await link(page, say(todayWords.reflect)).click();
  await words(page).click();
}

/** Types at the end of what is there, as fingers do: key by key. */
export async function writeOn(page: Page, text: string): Promise<void> {
  await words(page).press('Control+End');
  await words(page).pressSequentially(text);
}

/** What lies in one of the tablet's tables, as it lies there. */
export const stored = (page: Page, table: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  page.evaluate(
    name =>
      new Promise((done, fail) => {
        const opening = indexedDB.open('larkrise');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const found = opening.result.transaction(name).objectStore(name).getAll();
          found.onerror = () => fail(found.error);
          found.onsuccess = () => {
            opening.result.close();
            // What is sealed or a key does not travel out of the page; what is asked about is in clear.
            done(found.result.map(row => Object.fromEntries(Object.entries(row).filter(([, value]) => !(value instanceof Uint8Array)))));
          };
        };
      }),
    table,
  );
