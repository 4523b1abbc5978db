// What syncing shows on its worse days, in every size, by day and at nap time: bytes on their way, two tablets that met, what was kept apart or erased, a tablet taken out of use.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptApartWords } from '../../src/ui/words/kept-apart';
import { say } from '../../src/ui/words/say';
import { takenOutWords } from '../../src/ui/words/taken-out';
import * as attachments from '../support/attachment-states';
import { newProfile, type OpenBrowser, removeProfile } from '../support/browser';
import { look } from '../support/look';
import { type OfficeWorld, officeWorld } from '../support/office-world';
import { go, goBehind, type Screen } from '../support/screens';
import { closeAll, saveCopy } from '../support/states';
import * as states from '../support/sync-states';
import { heading, isReadyForOffline, lookAgain, openTablet, unlock } from '../support/tablet-screen';
import { openForLooking, tabletSize } from '../support/walk';

const nursery = 'quince-street';
const profile = newProfile();
let world: OfficeWorld;
let browser: OpenBrowser;
let blue: Page;
let green: Page;

async function open(tabletName: string, person: string): Promise<Page> {
  const page = await openTablet(browser, await world.entrance({ nursery, tabletName }));
  await page.setViewportSize(tabletSize);
  await isReadyForOffline(page);
  await unlock(page, person);
  return page;
}

beforeAll(async () => {
  world = await officeWorld();
  browser = await openForLooking(profile, attachments.fakeDevices);
  blue = await open('Blue', 'amina');
  green = await open('Green', 'amina');
});
afterAll(async () => {
  await browser?.kill();
  await world?.close();
  removeProfile(profile);
});

async function looksRight({ name, open }: Screen, page = blue): Promise<void> {
  await page.bringToFront();
  await open(page);
  expect(await look(page, `syncing, ${name}`)).toEqual([]);
}

test('earlier versions, and one of them said again', async () => {
  await looksRight(states.versions(blue, green));
  await looksRight(states.saidAgain);
});

/** How high the head is with the longest that the pill says, in CSS px: two rows would be more than a hundred. */
async function headOnAPhone(page: Page): Promise<number> {
  await page.getByRole('button', { name: /^Words safe/ }).waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  const { height = 0 } = (await page.getByRole('banner').boundingBox()) ?? {};
  await page.setViewportSize(tabletSize);
  return height;
}

test('a voice note and a photo, while they are made and while they are on their way', async () => {
  await attachments.holdBytes(blue);
  await looksRight(attachments.recording);
  await looksRight(attachments.recorded);
  await looksRight(attachments.camera);
  await looksRight(attachments.photoTaken);
  await looksRight(attachments.photoAdded);
  await looksRight(attachments.photoKept);
  expect(await headOnAPhone(blue)).toBeLessThan(80);
  await looksRight(attachments.photoLarge);
  await closeAll(blue);
  await looksRight(attachments.onTheWay);
  await closeAll(blue);
  await attachments.letBytesGo(blue);
});

test('two tablets that met in one word: which of the two she wants', async () => {
  await looksRight(states.setAside(blue, green));
  await looksRight(states.leftAside);
  await closeAll(blue);
});

test('words that wait too long although there is a network', async () => {
  await looksRight(states.stuck);
  await looksRight(saveCopy);
  await closeAll(blue);
});

test('what was kept apart, as its leader sees it: on her Today and in a list', async () => {
  await states.changeTo(green, 'helen');
  await states.keepApart(world, await states.babyCalled(green, 'Liban'));
  await lookAgain(green, 'helen');
  const notTakenIn = {
    name: 'a leader’s Today with something to look at',
    open: async (page: Page) => {
      await go(page, '/');
      await page.getByText(say(keptApartWords.card, { count: 3 })).waitFor();
    },
  };
  await looksRight(notTakenIn, green);
  await looksRight({ name: 'not taken in', open: page => go(page, '/not-taken-in') }, green);
});

test('what was erased, with tablets that still have to do it', async () => {
  const [written] = await world.db
    .selectFrom('records')
    .select('id')
    .where('author', '=', 'amina')
    .where('kind', '=', 'reflection')
    .execute();
  await blue.close(); // it stays behind
  expect(await world.larkrise('erase', 'record', written?.id ?? '')).toContain('Tablets that erase at their next contact: 2');
  await lookAgain(green, 'helen');
  await looksRight({ name: 'erased', open: page => goBehind(page, '/me/erased', { on: '/me' }) }, green);
});

test('a tablet taken out of use', async () => {
  const [tablet] = await world.db.selectFrom('tablets').select('id').where('name', '=', 'Green').execute();
  await world.larkrise('tablets', 'revoke', tablet?.id ?? '');
  await green.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
  await looksRight({ name: 'taken out of use', open: page => heading(page, say(takenOutWords.empty)).waitFor() }, green);
});
