// From the link of a new server to a tablet in the room: one room tried, the programme lead's account, a second tablet by its six digits.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/kernel/clock';
import { codeOfStep, stepAt } from '../../src/server/one-time-codes';
import { entranceWords } from '../../src/ui/words/entrance';
import { frameWords } from '../../src/ui/words/frame';
import { matchDigitsWords } from '../../src/ui/words/match-digits';
import { officeWords } from '../../src/ui/words/office';
import { officePeopleWords } from '../../src/ui/words/office-people';
import { officeStartWords as words } from '../../src/ui/words/office-start';
import { officeTabletWords } from '../../src/ui/words/office-tablets';
import { say } from '../../src/ui/words/say';
import { setUpWords } from '../../src/ui/words/set-up';
import { tourWords } from '../../src/ui/words/tour';
import { fromBase32 } from '../support/base32';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type EmptyServer, emptyServer } from '../support/empty-server';
import { look } from '../support/look';
import { button, heading, isReadyForOffline, tilesShow } from '../support/tablet-screen';

const profile = newProfile();
let server: EmptyServer;
let browser: OpenBrowser;
let startLink: string;

beforeAll(async () => {
  server = await emptyServer();
  browser = await openChromium(profile);
  startLink = await server.startLink('desk');
});

afterAll(async () => {
  await browser?.kill();
  await server?.close();
  removeProfile(profile);
});

async function open(address: string): Promise<Page> {
  const page = await browser.context.newPage();
  page.on('pageerror', error => console.error(`an error in the page: ${error.message}`));
  await page.goto(address);
  return page;
}

const write = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
async function looksRight(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  expect(await look(page, `office, ${name}`)).toEqual([]);
}

const passphrase = 'seven quiet wrens at breakfast';

/** What a tablet asks once is left for later. */
async function toNames(page: Page): Promise<void> {
  await button(page, say(setUpWords.toNames)).click();
  await tilesShow(page);
}

test('the link of an empty server is a room with three people on this very device, a minute later', async () => {
  const page = await open(startLink);
  await button(page, say(words.tryIt)).waitFor();
  await looksRight(page, 'first start');
  await button(page, say(words.tryIt)).click();
  await write(page, say(words.nursery), 'Quince Street');
  await write(page, say(words.room), 'Wrens');
  await write(page, say(words.first), 'Helen');
  await write(page, say(words.second), 'Amina');
  await button(page, say(words.begin)).click();
  await heading(page, say(words.tried, { room: 'Wrens' })).waitFor();
  await looksRight(page, 'a room to try');
  const slips = await page.locator('.office-slip').allInnerTexts();
  expect(slips.map(slip => /^PIN of (\w+)/.exec(slip)?.[1])).toEqual(['Helen', 'Amina']);
  const pin =
    /(\d{3}) (\d{3})/
      .exec(slips[1] ?? '')
      ?.slice(1)
      .join('') ?? '';
  await link(page, say(words.openHere)).click();
  await toNames(page);
  await page.getByRole('button', { name: 'Amina' }).click();
  await heading(page, say(entranceWords.hello, { name: 'Amina' })).waitFor();
  await page.keyboard.type(pin);
  await button(page, say(tourWords.skip)).click();
  await button(page, say(frameWords.lock)).waitFor();
  await isReadyForOffline(page);
  await page.close();
});

/** The key as somebody reads it off the screen into her phone. */
async function codeNow(page: Page, stepsAhead = 0): Promise<string> {
  const secret = (await page.locator('.office-secret span:not(.listened)').allTextContents()).join('').replace(/\s/g, '');
  return codeOfStep(fromBase32(secret), stepAt(systemClock()) + stepsAhead);
}

test('the same link makes the programme lead’s account, and the room that was tried is in her list', async () => {
  const page = await open(startLink); // where a service worker of the app is by now
  await button(page, say(words.makeAccount)).click();
  await write(page, say(words.firstName), 'Denise');
  await write(page, say(words.signInName), 'denise');
  await write(page, say(words.passphrase), 'too short');
  await page.locator('.office-secret').waitFor();
  await write(page, say(words.factorCode), await codeNow(page));
  await button(page, say(words.finish)).click();
  await page.getByRole('alert').or(page.locator('.error-summary')).first().waitFor();
  expect(await page.getByLabel(say(words.signInName), { exact: true }).inputValue()).toBe('denise');
  await looksRight(page, 'an account');
  await write(page, say(words.factorCode), await codeNow(page)); // looking has taken its time
  await write(page, say(words.passphrase), passphrase);
  const next = await codeNow(page, 1);
  await button(page, say(words.finish)).click();
  await heading(page, say(words.recovery)).waitFor();
  expect(await page.locator('.office-codes li').count()).toBe(10);
  await button(page, say(words.recoveryDone)).click();
  await page.getByRole('link', { name: 'Quince Street' }).waitFor();
  expect(await page.getByText(say(officePeopleWords.counts, { rooms: 1, people: 2, tablets: 1 })).count()).toBe(1);
  await link(page, say(officeWords.account)).click();
  await heading(page, say(officeWords.account)).waitFor();
  await button(page, say(officeWords.signOut)).click();
  await heading(page, say(officeWords.signIn)).waitFor();
  await write(page, say(officeWords.signInName), 'Denise');
  await write(page, say(officeWords.passphrase), passphrase);
  await write(page, say(officeWords.code), next);
  await button(page, say(officeWords.signIn)).click();
  await heading(page, say(officeWords.account)).waitFor(); // she is where she was
  await page.close();
});

test('a second tablet is let in by the six digits that both screens show', async () => {
  const page = await open(`${server.origin('desk')}/office#tablets`);
  await button(page, say(officeTabletWords.add)).click();
  await write(page, say(officeTabletWords.name), 'Green');
  await button(page, say(officeTabletWords.makeCode)).click();
  const address = (await page.locator('.office-link').textContent()) ?? '';
  const code = /#enrol=[\w-]+/.exec(address)?.[0] ?? '';
  const tablet = await open(`${server.origin('green')}/${code}`);
  await heading(tablet, say(matchDigitsWords.title)).waitFor();
  await heading(page, say(officeTabletWords.compare, { name: 'Green' })).waitFor();
  await looksRight(page, 'six digits');
  const digits = async (screen: Page, of: string) => ((await screen.locator(of).textContent()) ?? '').replace(/\D/g, '');
  expect(await digits(page, '.office-digits')).toBe(await digits(tablet, '.match-digits'));
  await button(page, say(officeTabletWords.same)).click();
  await page.getByText(say(officeTabletWords.letIn, { name: 'Green' })).waitFor();
  await toNames(tablet);
  await tablet.getByRole('button', { name: 'Helen' }).waitFor();
  await button(page, say(officeTabletWords.toList)).click();
  await heading(page, 'Green').waitFor();
  await looksRight(page, 'tablets');
  await tablet.close();
  await page.close();
});
