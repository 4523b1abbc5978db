// Words that a server does not get although there is a network: people hear of it, carry them away in a file, and the operator takes them in.
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markName } from '../../src/device/outbox-mark';
import { overdueAfter } from '../../src/sync/saved/watchdog';
import { noticeWords } from '../../src/ui/words/notices';
import { pillWords } from '../../src/ui/words/pill';
import { savedWords } from '../../src/ui/words/saved';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type OfficeServer, startOffice } from '../support/office-server';
import { beginReflection, button, openTablet, stored, tilesShow, unlock, writeOn } from '../support/tablet-screen';

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

/** A server that is there and takes nothing. */
const refuse = (context: BrowserContext) => context.route('**/api/v1/sync/push', route => route.fulfill({ status: 503, body: '' }));

/** As if the tablet had tried for ten minutes before it was opened again. */
async function tenMinutesPass(page: Page): Promise<void> {
  const [oldest] = await stored(page, 'outbox');
  await page.evaluate(
    value =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('larkrise');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('settings', 'readwrite');
          writing.objectStore('settings').put({ name: 'waiting-while-online', value });
          writing.oncomplete = () => done();
          writing.onabort = () => fail(writing.error);
        };
      }),
    { seq: Number(oldest?.seq), waited: overdueAfter },
  );
  await page.reload();
  await tilesShow(page);
}

async function saveCopy(page: Page): Promise<string> {
  await button(page, say(noticeWords.toCopy)).click();
  const list = page.getByRole('dialog', { name: say(pillWords.title) });
  await list.getByRole('button', { name: say(savedWords.saveCopy) }).click();
  await list.getByText(say(savedWords.copyMeansClosed)).waitFor();
  const saving = page.waitForEvent('download');
  await list.getByRole('button', { name: say(savedWords.saveFile) }).click();
  return (await saving).path();
}

test('words that wait for ten minutes are spoken of; a colleague saves them, closed, and the operator takes them in, once', async () => {
  const page = await openTablet(browser, office.address('blue'));
  await unlock(page, 'amina');
  await refuse(browser.context);
  await beginReflection(page);
  await writeOn(page, 'Liban held the spoon.');
  await page.getByRole('button', { name: /^Saved here 1/ }).waitFor();
  await tenMinutesPass(page);
  await unlock(page, 'helen');
  await page.getByText(say(noticeWords.stuck)).waitFor();

  const file = await saveCopy(page);
  expect(readFileSync(file, 'utf8')).not.toContain('Liban');
  expect(await office.verdicts('amina')).toEqual([]);
  expect(await office.larkrise('take-in', file)).toBe('1 change from the tablet Blue: 1 applied\n');
  expect(await office.verdicts('amina')).toEqual(['applied']);
  expect(await office.larkrise('take-in', file)).toBe('1 change from the tablet Blue: 1 already-have\n');

  await browser.context.unroute('**/api/v1/sync/push');
  await page.getByRole('button', { name: say(savedWords.sendNow) }).click();
  await page.getByText(say(savedWords.nothingWaits)).waitFor();
  await page.getByText(say(noticeWords.stuck)).waitFor({ state: 'detached' });
  const answered = async () => Number((await stored(page, 'numbers')).find(({ author }) => author === markName)?.n);
  const open = async () => {
    const upTo = await answered();
    return (await stored(page, 'outbox')).filter(({ seq }) => Number(seq) > upTo);
  };
  await expect.poll(open).toEqual([]);
  expect(await office.verdicts('amina')).toEqual(['applied']);
  await page.reload();
  await tilesShow(page);
  await unlock(page, 'amina');
  await page.getByRole('button', { name: /^All sent/ }).waitFor();
  expect(await stored(page, 'quarantined')).toEqual([]);
});
