// Taking data away in a real browser: a leader lets somebody leave, who fetches her own words elsewhere; a baby's report; a nursery's data.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/kernel/clock';
import { hashPassphrase, keepAccount } from '../../src/server/accounts';
import { codeOfStep, newFactor, stepAt } from '../../src/server/one-time-codes';
import { officeWords } from '../../src/ui/words/office';
import { exportWords, ownLinkWords as own } from '../../src/ui/words/office-exports';
import { keepingWords } from '../../src/ui/words/office-keeping';
import { officePeopleWords } from '../../src/ui/words/office-people';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { look } from '../support/look';
import { type OfficeWorld, officeWorld } from '../support/office-world';
import { button, heading } from '../support/tablet-screen';
import { unzipped } from '../support/taking-away';

const profile = newProfile();
const passphrase = 'seven quiet wrens at breakfast';
const nursery = 'quince-street';
let world: OfficeWorld;
let browser: OpenBrowser;
let office: string;
let factor: Uint8Array;

beforeAll(async () => {
  world = await officeWorld();
  browser = await openChromium(profile);
  office = `${new URL(await world.entrance({ nursery })).origin}/office`;
  factor = newFactor();
  const wanted = { person: 'helen', signInName: 'helen', passphraseHash: await hashPassphrase(passphrase), factor, step: 0 };
  await world.db.transaction().execute(tx => keepAccount({ ...world.changeLog, clock: systemClock }, tx, wanted));
});

afterAll(async () => {
  await browser?.kill();
  await world?.close();
  removeProfile(profile);
});

async function open(address: string): Promise<Page> {
  const page = await browser.context.newPage();
  page.on('pageerror', error => console.error(`an error in the page: ${error.message}`));
  await page.goto(address);
  return page;
}

const write = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);

async function looksRight(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  expect(await look(page, `taking away, ${name}`)).toEqual([]);
}

/** Anew each time, because what follows wants her six digits within five minutes. */
async function signedIn(hash: string): Promise<Page> {
  await browser.context.clearCookies();
  const page = await open(`${office}#${hash}`);
  await write(page, say(officeWords.signInName), 'helen');
  await write(page, say(officeWords.passphrase), passphrase);
  await write(page, say(officeWords.code), codeOfStep(factor, stepAt(systemClock())));
  await button(page, say(officeWords.signIn)).click();
  return page;
}

/** What the browser has put into its downloads. */
async function downloaded(page: Page, act: string) {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, act).click()]);
  return { name: download.suggestedFilename(), entries: unzipped(readFileSync(await download.path())) };
}

test('who leaves is given a link by her leader, and fetches her own words on a device of her own with her PIN', async () => {
  const page = await signedIn(`nursery=${nursery}`);
  await page.getByRole('button', { name: /^Amina/ }).click();
  await button(page, say(own.make)).waitFor();
  await button(page, say(officePeopleWords.leave)).click();
  await button(page, say(officePeopleWords.leaveIt)).click();
  await heading(page, say(own.hasLeft, { name: 'Amina' })).waitFor();
  await button(page, say(own.make)).click();
  const link = ((await page.locator('.office-link').textContent()) ?? '').replace(/^.*?(http)/s, '$1');
  await looksRight(page, 'a link for her');
  await button(page, say(own.done)).click();
  await heading(page, say(own.leavers)).waitFor();
  await looksRight(page, 'who has left');
  const hers = await open(link);
  await write(hers, say(own.pin), '735 182');
  await looksRight(hers, 'her PIN');
  await button(hers, say(own.open)).click();
  await heading(hers, say(own.inIt)).waitFor();
  await looksRight(hers, 'what is in it');
  const { name, entries } = await downloaded(hers, say(own.fetch));
  expect(name).toMatch(/^larkrise-mine-\d{4}-\d\d-\d\d\.zip$/);
  expect(entries.get('index.html')?.toString('utf8')).toContain('Reflections');
  await button(hers, say(own.haveIt)).click();
  await looksRight(hers, 'she has it');
  await button(hers, say(own.haveItYes)).click();
  await heading(hers, say(own.ended)).waitFor();
  await page.close();
  await hers.close();
});

test('a leader makes a baby’s report, asks for the nursery’s data, and is told what goes', async () => {
  const page = await signedIn(`exports=${nursery}`);
  await button(page, say(exportWords.babyShow)).click();
  await page.getByLabel(say(exportWords.babyWhich), { exact: true }).selectOption({ index: 1 });
  await looksRight(page, 'which baby');
  expect((await downloaded(page, say(exportWords.makeFile))).name).toMatch(/^larkrise-baby-/);
  await button(page, say(exportWords.ask)).click();
  await button(page, say(exportWords.stop)).waitFor();
  await button(page, say(keepingWords.show)).click();
  await heading(page, say(keepingWords.going)).waitFor();
  await looksRight(page, 'asked for');
  await page.goto(`${office}#nursery=${nursery}`);
  await page.getByText(say(exportWords.pending, { name: 'Helen' })).waitFor();
  await looksRight(page, 'somebody asked');
  await page.close();
});
