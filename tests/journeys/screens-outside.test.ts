// What shows before anybody is unlocked: a tablet not set up, its set-up, the names, the room's film, the PIN, the first minute, an update.
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { entranceWords } from '../../src/ui/words/entrance';
import { frameWords } from '../../src/ui/words/frame';
import { installWords } from '../../src/ui/words/install';
import { roomWords } from '../../src/ui/words/room';
import { say } from '../../src/ui/words/say';
import { setUpWords } from '../../src/ui/words/set-up';
import { tourWords } from '../../src/ui/words/tour';
import { copyBuild, releaseNext, removeBuild } from '../support/demo-server';
import { look } from '../support/look';
import { button, heading, isReadyForOffline, tapTile, tilesShow } from '../support/tablet-screen';
import { tabletSize, walkScreens } from '../support/walk';

/** A copy, because its next version is released here. */
const build = copyBuild();
afterAll(() => removeBuild(build));
const walk = walkScreens(() => build);

/** A part of the demo that is not enrolled here: only its first address would lead to a code. */
async function stranger(path: string, prepare: (page: Page) => Promise<unknown> = async () => undefined): Promise<Page> {
  const page = await walk().browser.context.newPage();
  await page.setViewportSize(tabletSize);
  await prepare(page);
  await page.goto(`${walk().demo.address('office')}${path}`);
  return page;
}

const anyCode = '#enrol=AAAAAAAAAAAAAAAAAAAAAAAA';
const isThere = (page: Page, title: string): Promise<void> => heading(page, title).waitFor();

async function looksRight(page: Page, name: string): Promise<void> {
  expect(await look(page, name)).toEqual([]);
}

/** Looked at, and closed. */
async function strangerLooksRight(name: string, page: Page, title: string): Promise<void> {
  await isThere(page, title);
  await looksRight(page, name);
  await page.close();
}

test('the first page of the demo', async () => {
  const page = await walk().browser.context.newPage();
  await page.setViewportSize(tabletSize);
  await page.goto(walk().demo.address('blue').replace('blue.', ''));
  await strangerLooksRight('first page of the demo', page, 'Larkrise');
});

test('a tablet that is not set up', async () => {
  await strangerLooksRight('not set up', await stranger('learn'), say(entranceWords.notSetUp));
});

test('a code that is used up', async () => {
  await strangerLooksRight('code used up', await stranger(`learn${anyCode}`), say(entranceWords.setUpFailed));
});

test('a set-up under way', async () => {
  const page = await stranger(`learn${anyCode}`, one => one.route('**/api/v1/**', () => undefined));
  await strangerLooksRight('setting up', page, say(entranceWords.settingUp));
});

/** The browser says that the store is damaged, as it does after a disk fault. */
function damaged(): void {
  indexedDB.open = () => {
    const request = Object.assign(new EventTarget(), { error: new DOMException('damaged for a test', 'UnknownError') });
    const failed = Object.defineProperty(new Event('error', { cancelable: true }), 'target', { value: request });
    setTimeout(() => (request as unknown as IDBOpenDBRequest).onerror?.call(request as unknown as IDBOpenDBRequest, failed));
    return request as unknown as IDBOpenDBRequest;
  };
}

/** The browser is set to keep nothing of any page. */
function forbidden(): void {
  indexedDB.open = () => {
    throw new DOMException('forbidden for a test', 'SecurityError');
  };
}

test.each([
  ['damaged', damaged],
  ['forbidden', forbidden],
])('a store that is %s', async (how, prepare) => {
  const page = await stranger('learn', one => one.addInitScript(prepare));
  await strangerLooksRight(`store ${how}`, page, say(frameWords.storageClosed));
});

const tablets = {
  iPad: [
    'Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
    'Apple Computer, Inc.',
  ],
  'Fire tablet': [
    'Mozilla/5.0 (Linux; Android 11; KFTRWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/120.4.1 like Chrome/120.0.0.0 Safari/537.36',
    'Google Inc.',
  ],
} as const;

/** Says of itself what the browser of that tablet says. */
const disguised = (tablet: keyof typeof tablets) => (page: Page) =>
  page.addInitScript(([agent, vendor]) => {
    Object.defineProperty(navigator, 'userAgent', { get: () => agent });
    Object.defineProperty(navigator, 'vendor', { get: () => vendor });
    addEventListener('beforeinstallprompt', offer => offer.stopImmediatePropagation()); // neither of them makes this offer
  }, tablets[tablet]);

test('on an iPad: first the home screen, then the code', async () => {
  const page = await stranger(`learn${anyCode}`, disguised('iPad'));
  await strangerLooksRight('iPad before the code', page, say(installWords.firstTitle));
});

test.each(['iPad', 'Fire tablet'] as const)('on an %s: what is asked once after the set-up', async tablet => {
  const page = await walk().browser.context.newPage();
  await disguised(tablet)(page);
  await page.setViewportSize(tabletSize);
  await page.goto(walk().demo.address(tablet === 'iPad' ? 'mentor' : 'green'));
  const here = button(page, say(installWords.setUpHere));
  await here.or(heading(page, say(setUpWords.title))).waitFor();
  if (await here.isVisible()) await here.click();
  await strangerLooksRight(`${tablet} after the set-up`, page, say(setUpWords.title));
});

/** Whatever the test before has left. */
async function atTheNames(): Promise<Page> {
  const page = await walk().page('blue', null);
  await page.reload();
  await tilesShow(page);
  return page;
}

test('the names, with a film that the room can watch', async () => {
  const page = await walk().page('blue', null);
  await page.getByRole('button', { name: say(roomWords.start) }).waitFor({ timeout: 60_000 });
  await looksRight(page, 'names');
});

test('the room watches without a PIN', async () => {
  const page = await walk().page('blue', null);
  await page.getByRole('button', { name: say(roomWords.start) }).click();
  await page.locator('video').waitFor();
  await looksRight(page, 'room watches');
});

test('the PIN, and a wrong one', async () => {
  const page = await atTheNames();
  await tapTile(page, 'amina');
  await looksRight(page, 'PIN');
  for (const digit of '123123') await button(page, digit).click();
  await page.locator('#pin-said[data-trouble]').waitFor();
  await looksRight(page, 'wrong PIN');
});

test('the first minute', async () => {
  const page = await atTheNames();
  await tapTile(page, 'tom');
  for (const digit of '714250') await button(page, digit).click();
  for (const card of [1, 2, 3]) {
    await page.getByText(say(tourWords.card, { at: card, count: 3 })).waitFor();
    await looksRight(page, `first minute ${card}`);
    await button(page, say(card < 3 ? tourWords.next : tourWords.begin)).click();
  }
});

test('a new version is offered over any page', async () => {
  const page = await walk().page('blue', null);
  await isReadyForOffline(page);
  releaseNext(build, 'next');
  await page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
  await page.getByText(say(frameWords.newVersion)).waitFor();
  await looksRight(page, 'update offered');
});
