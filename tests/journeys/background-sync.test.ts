// Words that wait when Larkrise is closed leave by themselves as soon as the browser finds a network, and no page is open for it.
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wakeTag } from '../../src/device/waking-push';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type OfficeServer, startOffice } from '../support/office-server';
import { beginReflection, isReadyForOffline, openTablet, stored, unlock, writeOn } from '../support/tablet-screen';

const profile = newProfile();
let office: OfficeServer;
let browser: OpenBrowser;

beforeAll(async () => {
  office = await startOffice();
  browser = await openChromium(profile);
});
afterAll(async () => {
  await browser?.kill();
  await office?.stop();
  removeProfile(profile);
});

/** What the browser does when it finds a network for a page that has asked to be woken. */
async function wakes(page: Page): Promise<() => Promise<void>> {
  const cdp: CDPSession = await browser.context.newCDPSession(page);
  const known = new Promise<string>(done =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === office.address('blue'));
      if (ours) done(ours.registrationId);
    }),
  );
  await cdp.send('ServiceWorker.enable');
  const registrationId = await known;
  const origin = new URL(office.address('blue')).origin;
  return async () => void (await cdp.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag: wakeTag, lastChance: false }));
}

/** The names under which this page has asked to be woken. */
const asked = (page: Page) =>
  page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.ready) as unknown as { sync: { getTags(): Promise<string[]> } };
    return registration.sync.getTags();
  });

/** She turns to something else: the browser says so to the page. */
const turnAway = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });

test('words written without a network leave while no page is open, and are settled by the next one', async () => {
  const page = await openTablet(browser, office.address('blue'));
  await isReadyForOffline(page);
  await unlock(page, 'amina');
  await page.getByRole('button', { name: /^All sent/ }).waitFor();
  await turnAway(page);
  await page.waitForTimeout(500);
  expect(await asked(page)).toEqual([]); // nothing waits
  await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true }));

  await office.turn('blue', 'cut');
  await beginReflection(page);
  await writeOn(page, 'Liban held the spoon.');
  await page.getByRole('button', { name: /^Saved here 1/ }).waitFor();
  await turnAway(page);
  await expect.poll(() => asked(page), { timeout: 20_000 }).toEqual([wakeTag]);
  const elsewhere = await browser.context.newPage();
  const wake = await wakes(elsewhere);
  await page.close();
  await office.turn('blue', 'mended');
  expect(await office.verdicts('amina')).toEqual([]);
  await wake();
  await expect.poll(() => office.verdicts('amina'), { timeout: 20_000 }).toEqual(['applied']);

  const again = await openTablet(browser, office.address('blue'));
  await unlock(again, 'amina');
  await again.getByRole('button', { name: /^All sent/ }).waitFor();
  await expect.poll(() => stored(again, 'outbox'), { timeout: 20_000 }).toEqual([]);
  expect(await office.verdicts('amina')).toEqual(['applied']);
});
