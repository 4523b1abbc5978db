// The office's pages in front of the real server: nothing typed is lost, what is asked again goes on by itself, and PINs are not let go of.
import { cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OfficeApp } from '../../src/features/office/OfficeApp';
import { minutes } from '../../src/kernel/clock';
import { makeInvitation } from '../../src/server/office-links';
import { codeOfStep, stepAt } from '../../src/server/one-time-codes';
import { officeTroubleWords, officeWords } from '../../src/ui/words/office';
import { listTroubleWords, officePeopleWords as people } from '../../src/ui/words/office-people';
import { officeStartWords } from '../../src/ui/words/office-start';
import { officeTabletWords as tablets } from '../../src/ui/words/office-tablets';
import { say } from '../../src/ui/words/say';
import { fromBase32 } from '../support/base32';
import { type Desk, openDesk, passphrase, quince } from '../support/office-desk';
import { cableTo, fillSignIn, go, openOffice, press, type } from '../support/office-shown';

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

const inQuince = async () =>
  (await desk.server.db.selectFrom('people').select('name').where('home', '=', quince).execute()).map(one => one.name);
const slipOf = (name: string) => screen.findByText(say(officeStartWords.slipFor, { name }));

const pressPerson = async (name: string) => void (await screen.findByRole('button', { name: new RegExp(`^${name}`) })).click();

async function beginToAdd(name: string): Promise<void> {
  await press(say(people.addPerson));
  await type(say(people.firstName), name);
}

test('who was signed out while she typed signs in over it, and what she had begun is done', async () => {
  const { code } = await openOffice(desk, 'helen', `#nursery=${quince}`);
  await beginToAdd('Kasia');
  desk.server.clock.move(minutes(31));
  await press(say(people.add, { name: 'Kasia' }));
  await screen.findByRole('heading', { name: say(officeWords.signInAgain) });
  await fillSignIn('helen', code());
  await slipOf('Kasia');
  expect(await inQuince()).toContain('Kasia');
});

test('the six digits are asked once more where it matters; wrong ones change nothing, right ones let it go on', async () => {
  const { code } = await openOffice(desk, 'helen', `#nursery=${quince}`);
  await beginToAdd('Kasia');
  desk.server.clock.move(minutes(6));
  await press(say(people.add, { name: 'Kasia' }));
  await type(say(officeWords.code), '000000x');
  await press(say(officeWords.goOn));
  await screen.findByText(say(officeTroubleWords['code-wrong']));
  expect(await inQuince()).not.toContain('Kasia');
  await type(say(officeWords.code), code());
  await press(say(officeWords.goOn));
  await slipOf('Kasia');
});

test('who would rather not give them goes back to what she typed, and nothing is changed', async () => {
  await openOffice(desk, 'helen', `#nursery=${quince}`);
  await beginToAdd('Kasia');
  desk.server.clock.move(minutes(6));
  await press(say(people.add, { name: 'Kasia' }));
  const asking = (await screen.findByRole('heading', { name: say(officeWords.prove) })).closest('dialog') as HTMLElement;
  within(asking).getByRole('button', { name: 'Close' }).click();
  await screen.findByText(say(officeTroubleWords['prove-again']));
  expect((screen.getByLabelText(say(people.firstName)) as HTMLInputElement).value).toBe('Kasia');
  expect(await inQuince()).not.toContain('Kasia');
});

test('without a network what was typed stays, and goes when there is one', async () => {
  const { http } = await openOffice(desk, 'helen', `#nursery=${quince}`);
  await beginToAdd('Kasia');
  http.isCut = true;
  await press(say(people.add, { name: 'Kasia' }));
  await screen.findByText(say(officeTroubleWords['no-network']));
  http.isCut = false;
  await press(say(people.add, { name: 'Kasia' }));
  await slipOf('Kasia');
});

test('a wrong sign-in says one thing and keeps the name', async () => {
  await openOffice(desk, 'helen');
  await press(say(officeWords.signOut));
  await fillSignIn('helen', '000000x');
  await screen.findByText(say(officeTroubleWords['sign-in-wrong']));
  expect((screen.getByLabelText(say(officeWords.signInName)) as HTMLInputElement).value).toBe('helen');
});

test('new PINs stay above every page until she says that they are kept', async () => {
  await openOffice(desk, 'helen', `#nursery=${quince}`);
  await beginToAdd('Kasia');
  await press(say(people.add, { name: 'Kasia' }));
  await slipOf('Kasia');
  go('#account');
  await screen.findByRole('heading', { name: say(officeWords.account) });
  await slipOf('Kasia');
  await press(say(officeStartWords.slipsDone));
  await waitFor(() => expect(screen.queryByText(say(officeStartWords.slipFor, { name: 'Kasia' }))).toBeNull());
});

test('PINs that were shown are gone once she has signed out, whoever signs in next', async () => {
  await openOffice(desk, 'helen', `#nursery=${quince}`);
  const code = await desk.account('marcia');
  await beginToAdd('Kasia');
  await press(say(people.add, { name: 'Kasia' }));
  await slipOf('Kasia');
  await press(say(officeWords.signOut));
  await fillSignIn('marcia', code());
  await screen.findByText(say(officeWords.signedInAs, { name: 'Marcia' }));
  expect(screen.queryByText(say(officeStartWords.slipFor, { name: 'Kasia' }))).toBeNull();
});

test('a list says the trouble of each line and adds nobody; mended, it adds all and prints their PINs', async () => {
  await openOffice(desk, 'helen', `#list=${quince}`);
  await type(say(people.listText), 'name;role;room\nTom;educator;Wrens\nAmina;boss;Owls');
  await press(say(people.check));
  for (const trouble of ['role-unknown', 'room-unknown', 'name-there-already'] as const)
    await screen.findByText(say(listTroubleWords[trouble]));
  expect(screen.queryByRole('button', { name: say(people.take, { count: 2 }) })).toBeNull();
  await type(say(people.listText), 'name;role;room\nTom;educator;Wrens\nBea;;');
  await press(say(people.check));
  await press(say(people.take, { count: 2 }));
  await slipOf('Tom');
  await slipOf('Bea');
  expect(await inQuince()).toEqual(expect.arrayContaining(['Tom', 'Bea']));
});

test('a leader invites whom she leads with by a link, and nobody changes what she is herself', async () => {
  await openOffice(desk, 'helen', `#nursery=${quince}`);
  await pressPerson('Marcia');
  await press(say(people.invite));
  expect((await screen.findByText(/#invitation=[\w-]{43}$/)).textContent).toContain('/office#invitation=');
  within(screen.getByRole('dialog')).getByRole('button', { name: 'Close' }).click();
  await pressPerson('Helen');
  await screen.findByText(say(people.notYours));
});

/** As it stands on the server after its last report. */
async function tabletWith(waiting: number): Promise<void> {
  const now = desk.server.clock();
  const whose = { id: 'blue', name: 'Blue', nursery: quince, person: null, public_key: Buffer.alloc(65) };
  const { db } = desk.server;
  await db
    .insertInto('tablets')
    .values({ ...whose, enrolled_at: now, revoked_at: null, wiped_at: null })
    .execute();
  await db.insertInto('tablet_reports').values({ tablet: 'blue', seen_at: now, app: '0.0.9', waiting, used: null, most: null }).execute();
}

test('a lost tablet says what was never sent from it', async () => {
  await tabletWith(3);
  await openOffice(desk, 'helen', '#tablets');
  await screen.findByText(say(tablets.waiting, { count: 3 }));
  await press(say(tablets.lost));
  await press(say(tablets.lostIt));
  await screen.findByText(say(tablets.lostSaid, { count: 3 }));
  await press(say(tablets.toList));
  await screen.findByText(say(tablets.revoked));
});

test('a mentor has her own device and her account, and no nursery to change', async () => {
  await openOffice(desk, 'ruth');
  const parts = within(await screen.findByRole('navigation'));
  expect(parts.getAllByRole('link').map(link => link.textContent)).toEqual([say(officeWords.tablets), say(officeWords.account)]);
  await press(say(tablets.add));
  const choice = (await screen.findByLabelText(say(tablets.forWhom))) as HTMLSelectElement;
  expect([...choice.options].map(({ text }) => text)).toEqual([say(tablets.myOwn)]);
});

test('a link that was used says so, and leads to signing in', async () => {
  go(`#start=${'x'.repeat(43)}`);
  render(<OfficeApp http={cableTo(desk)} />);
  await screen.findByRole('heading', { name: say(officeStartWords.linkOver) });
  await screen.findByText(say(officeTroubleWords['link-over']));
  expect(screen.getByRole('link', { name: say(officeStartWords.toSignIn) }).getAttribute('href')).toBe('#');
});

test('who was invited makes her account behind the link, and what does not fit yet is said beside all that she typed', async () => {
  const { db } = desk.server;
  const made = await db.transaction().execute(tx => makeInvitation(tx, { person: 'helen', madeBy: 'denise', now: desk.server.clock() }));
  go(`#invitation=${made.token}`);
  const { container } = render(<OfficeApp http={cableTo(desk)} />);
  await screen.findByText(say(officeStartWords.invitationFor, { nurseries: 'Quince Street Nursery' }));
  await type(say(officeStartWords.signInName), 'helen');
  await type(say(officeStartWords.passphrase), 'too short');
  const secret = [...container.querySelectorAll('.office-secret span:not(.listened)')].map(four => four.textContent?.trim()).join('');
  await type(say(officeStartWords.factorCode), codeOfStep(fromBase32(secret), stepAt(desk.server.clock())));
  await press(say(officeStartWords.finish));
  await screen.findByRole('link', { name: say(officeTroubleWords['passphrase-too-short']) });
  await type(say(officeStartWords.passphrase), passphrase);
  await press(say(officeStartWords.finish));
  await screen.findByRole('heading', { name: say(officeStartWords.recovery) });
  expect(container.querySelectorAll('.office-codes li')).toHaveLength(10);
});
