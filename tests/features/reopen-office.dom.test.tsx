// A new PIN in the office: one asks, another agrees, both see from when on, and the slip stands above every page; one's own comes at once.
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { minutes } from '../../src/kernel/clock';
import { officeTroubleWords, officeWords } from '../../src/ui/words/office';
import { officeReopeningWords as words } from '../../src/ui/words/office-reopening';
import { officeStartWords } from '../../src/ui/words/office-start';
import { say } from '../../src/ui/words/say';
import { type Desk, openDesk, passphrase, quince } from '../support/office-desk';
import { openOffice, press, type } from '../support/office-shown';

let desk: Desk;
beforeEach(async () => {
  vi.stubGlobal('scrollTo', () => {});
  desk = await openDesk();
});
afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await desk.stop();
});

const hours = (count: number) => desk.server.clock.move(minutes(60 * count));
/** So old that her word counts. */
const grown = async () => void (await desk.server.db.updateTable('accounts').set({ made_at: 0 }).execute());
const openAmina = async () => fireEvent.click(await screen.findByRole('button', { name: /^A?Amina/ }));

/** Signs in over whatever is there, after a while in which the session has ended. */
async function openFor(person: string): Promise<void> {
  cleanup();
  hours(9);
  await openOffice(desk, person, `#nursery=${quince}`);
  await grown();
  await openAmina();
}

test('one asks, another agrees, and three days later the slip with PIN and card is there, once', async () => {
  await openFor('helen');
  await press(say(words.ask));
  await screen.findByText(say(words.askHelp));
  await press(say(words.askIt));
  await screen.findByText(/A second person has to agree/);
  expect(screen.queryByRole('button', { name: say(words.agree) })).toBeNull();
  await openFor('marcia');
  await screen.findByText(/^Helen asked for it on/);
  await press(say(words.agree));
  await screen.findByText(/From 2\d November 2026, .*, one of the two can print her new PIN/);
  expect(screen.queryByRole('button', { name: say(words.print) })).toBeNull();
  hours(72);
  await openFor('helen');
  await screen.findByText('Marcia has agreed.');
  await press(say(words.print));
  await screen.findByText(say(officeStartWords.slipFor, { name: 'Amina' }));
  expect(document.querySelector('.office-slip-code')?.textContent).toMatch(/^([0-9A-Z]{4} ){6}$/);
  await press(say(officeStartWords.slipsDone));
  await openFor('marcia');
  await screen.findByRole('button', { name: say(words.ask) });
});

test('the line of somebody for whom a PIN is asked says so to whoever leads', async () => {
  await openFor('helen');
  await press(say(words.ask));
  await press(say(words.askIt));
  await screen.findByText(/A second person has to agree/);
  expect((await screen.findAllByText(say(words.tag))).length).toBe(1);
  await press(say(words.withdraw));
  await screen.findByRole('button', { name: say(words.ask) });
  await waitFor(() => expect(screen.queryByText(say(words.tag))).toBeNull());
});

test('an account that is too young is told so, and nothing was asked', async () => {
  await openOffice(desk, 'helen', `#nursery=${quince}`);
  await openAmina();
  await press(say(words.ask));
  await press(say(words.askIt));
  await screen.findByText(say(officeTroubleWords['account-too-new']));
  expect(await desk.server.db.selectFrom('reopenings').select('id').execute()).toEqual([]);
});

test('her own PIN comes at once for her passphrase; a wrong one is said and makes none', async () => {
  const { code } = await openOffice(desk, 'helen', '#account');
  await type(say(words.passphrase), 'not this one at all');
  await press(say(words.makeOwn));
  await screen.findByText(say(officeTroubleWords['passphrase-wrong']));
  hours(0.2);
  await type(say(words.passphrase), passphrase);
  await press(say(words.makeOwn));
  await type(say(officeWords.code), code());
  await press(say(officeWords.goOn));
  await screen.findByText(say(officeStartWords.slipFor, { name: 'Helen' }));
  expect(document.querySelector('.office-slip-code')).toBeNull();
});
