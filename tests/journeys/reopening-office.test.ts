// In the office: a new PIN is asked for, agreed to by somebody else, waits three days, and comes on a slip with a card; one's own comes at once.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { minutes, systemClock } from '../../src/kernel/clock';
import { hashPassphrase, keepAccount } from '../../src/server/accounts';
import { codeOfStep, newFactor, stepAt } from '../../src/server/one-time-codes';
import { officeWords } from '../../src/ui/words/office';
import { officeReopeningWords as words } from '../../src/ui/words/office-reopening';
import { officeStartWords } from '../../src/ui/words/office-start';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { look } from '../support/look';
import { type OfficeWorld, officeWorld } from '../support/office-world';
import { button, heading } from '../support/tablet-screen';

const passphrase = 'seven quiet wrens at breakfast';
const profile = newProfile();
const factors = new Map<string, Buffer>();
let world: OfficeWorld;
let browser: OpenBrowser;
let page: Page;
let address: string;

/** Accounts that are old enough. */
async function makeAccount(person: string): Promise<void> {
  const factor = newFactor();
  factors.set(person, factor);
  const wanted = { person, signInName: person, passphraseHash: await hashPassphrase(passphrase), factor, step: 0 };
  await world.db.transaction().execute(tx => keepAccount({ ...world.changeLog, clock: () => 0 }, tx, wanted));
}

beforeAll(async () => {
  world = await officeWorld();
  browser = await openChromium(profile);
  page = await browser.context.newPage();
  const entrance = new URL(await world.entrance({ nursery: 'quince-street' }));
  address = `http://desk.localhost:${entrance.port}/office`;
  for (const person of ['helen', 'denise']) await makeAccount(person);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  removeProfile(profile);
});

const looksRight = async (name: string) => expect(await look(page, `office, ${name}`)).toEqual([]);
const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);

async function signIn(person: string, hash: string): Promise<void> {
  await world.db.updateTable('accounts').set({ factor_step: 0 }).execute(); // a code works once, and they last half a minute
  await page.goto('about:blank');
  await page.context().clearCookies();
  await page.goto(`${address}${hash}`);
  await fill(say(officeWords.signInName), person);
  await fill(say(officeWords.passphrase), passphrase);
  await fill(say(officeWords.code), codeOfStep(factors.get(person) ?? Buffer.alloc(20), stepAt(systemClock())));
  await button(page, say(officeWords.signIn)).click();
  await button(page, say(officeWords.signOut)).waitFor();
}

/** As if three days had gone by. */
const threeDaysLater = () =>
  world.db
    .updateTable('reopenings')
    .set(row => ({ asked_at: row('asked_at', '-', minutes(72 * 60)), agreed_at: row('agreed_at', '-', minutes(72 * 60)) }))
    .execute();

const openAmina = () => page.getByRole('button', { name: /Amina/ }).click();

test('a leader asks, the programme lead agrees, and both see from when on', async () => {
  await signIn('helen', '#nursery=quince-street');
  await openAmina();
  await button(page, say(words.ask)).click();
  await looksRight('asking for a new PIN');
  await button(page, say(words.askIt)).click();
  await page.getByText(/A second person has to agree/).waitFor();
  await looksRight('a second person is missing');
  await signIn('denise', '#nursery=quince-street');
  await page.getByText(say(words.tag)).waitFor();
  await looksRight('somebody for whom a PIN is asked');
  await openAmina();
  await button(page, say(words.agree)).click();
  await page.getByText(/one of the two can print her new PIN/).waitFor();
  await looksRight('seventy-two hours');
});

test('three days later the slip has her new PIN and a card', async () => {
  await threeDaysLater();
  await signIn('helen', '#nursery=quince-street');
  await openAmina();
  await button(page, say(words.print)).click();
  await page.getByText(say(officeStartWords.slipFor, { name: 'Amina' })).waitFor();
  await looksRight('a slip with a card');
});

test('her own PIN is made under her account', async () => {
  await signIn('denise', '#account');
  await heading(page, say(words.ownPin)).waitFor();
  await fill(say(words.passphrase), passphrase);
  await looksRight('her own PIN');
  await button(page, say(words.makeOwn)).click();
  await page.locator('.office-pin').waitFor();
});
