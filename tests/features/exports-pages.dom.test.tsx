// Taking data away, on screen in front of the real server: a leaver's link and her own page, a baby's report, the whole nursery, a room.
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as exports from '../../src/features/office/exports-protocol';
import { OfficeApp } from '../../src/features/office/OfficeApp';
import { addRoomPath, leavePath } from '../../src/features/office/staff-protocol';
import { days, minutes } from '../../src/kernel/clock';
import { babyStands } from '../../src/server/babies';
import { officeTroubleWords, officeWords } from '../../src/ui/words/office';
import { exportWords, ownLinkWords as own } from '../../src/ui/words/office-exports';
import { keepingWords as keeping } from '../../src/ui/words/office-keeping';
import { officePeopleWords as people } from '../../src/ui/words/office-people';
import { say } from '../../src/ui/words/say';
import { type Desk, openDesk, quince } from '../support/office-desk';
import { cableTo, go, openOffice, press, type } from '../support/office-shown';
import { engineOf, fetchWith, linkFor, pin, type Written, writeEverywhere } from '../support/taking-away';

let desk: Desk;
let written: Written;
/** Where the browser was sent for a file. */
let followed: string[];
beforeEach(async () => {
  vi.stubGlobal('scrollTo', () => {});
  desk = await openDesk();
  written = await writeEverywhere(desk);
  followed = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    followed.push(new URL(this.href).pathname);
  });
});
afterEach(async () => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await desk.stop();
});

const open = (hash: string) => {
  go(hash);
  render(<OfficeApp http={cableTo(desk)} />);
};
const file = async () => {
  await waitFor(() => expect(followed).toHaveLength(1));
  return fetchWith(desk, null, followed[0] ?? '');
};
const pressPerson = async (name: string) => void (await screen.findByRole('button', { name: new RegExp(`^${name}`) })).click();
const leave = async () => (await desk.signedIn('marcia')).post(leavePath, { person: 'amina', nursery: quince });

test('who lets somebody leave is offered a link for her, and the list tells of it afterwards', async () => {
  await openOffice(desk, 'helen', `#nursery=${quince}`);
  await pressPerson('Amina');
  await press(say(people.leave));
  await press(say(people.leaveIt));
  await screen.findByRole('heading', { name: say(own.hasLeft, { name: 'Amina' }) });
  await press(say(own.make));
  const link = await screen.findByText(/#own=/);
  expect(link.textContent).toMatch(/\/office#own=[A-Za-z0-9_-]{43}$/);
  await press(say(own.done));
  await screen.findByRole('heading', { name: say(own.leavers) });
  await screen.findByText(say(own.linkMade));
});

test('she opens her link without an account, types her PIN, sees what is in it, fetches it and ends it', async () => {
  await leave();
  const token = await linkFor(await desk.signedIn('helen'), 'amina');
  open(`#own=${token}`);
  await screen.findByRole('heading', { name: say(own.title, { name: 'Amina' }) });
  await waitFor(() => expect(document.title).toBe(say(own.tab)));
  await type(say(own.pin), '735 182');
  await press(say(own.open));
  await screen.findByText(say(own.line, { title: 'Reflections', count: 1 }));
  await press(say(own.fetch));
  expect((await file()).page).toContain('what Amina wrote for herself');
  await press(say(own.haveIt));
  await press(say(own.haveItYes));
  await screen.findByRole('heading', { name: say(own.ended) });
});

test('a wrong PIN is said beside it, and shows nothing', async () => {
  open(`#own=${await linkFor(await desk.signedIn('helen'), 'amina')}`);
  await type(say(own.pin), '111111');
  await press(say(own.open));
  await screen.findByText(say(officeTroubleWords['pin-wrong']));
  expect(screen.queryByRole('heading', { name: say(own.inIt) })).toBeNull();
});

test('who stays on her page for too long is asked for her PIN once more', async () => {
  open(`#own=${await linkFor(await desk.signedIn('helen'), 'amina')}`);
  await type(say(own.pin), pin);
  await press(say(own.open));
  await screen.findByRole('heading', { name: say(own.inIt) });
  desk.server.clock.move(minutes(16));
  await press(say(own.fetch));
  await screen.findByLabelText(say(own.pin));
  expect(followed).toEqual([]);
});

test('a link that is over says so, and no more', async () => {
  open(`#own=${'A'.repeat(43)}`);
  await screen.findByText(say(officeTroubleWords['link-over']));
  expect(screen.queryByLabelText(say(own.pin))).toBeNull();
});

test('a baby’s report asks which baby and why, and the browser fetches the file', async () => {
  await openOffice(desk, 'helen', `#exports=${quince}`);
  await press(say(exportWords.babyShow));
  await type(say(exportWords.babyWhich), written.zosia);
  const choice = (await screen.findByLabelText(say(exportWords.babyWhich))) as HTMLSelectElement;
  choice.value = written.zosia;
  choice.dispatchEvent(new Event('change', { bubbles: true }));
  await press(say(exportWords.makeFile));
  await screen.findByText(say(exportWords.fileMade));
  expect(followed[0]).toMatch(new RegExp(`^${exports.exportFilePath}/[A-Za-z0-9_-]{43}$`));
});

test('who leads with her sees that the nursery’s data was asked for, and stops it', async () => {
  const helen = await desk.signedIn('helen');
  await helen.post(exports.askExportPath, { nursery: quince, reason: 'closing' });
  await openOffice(desk, 'marcia', `#nursery=${quince}`);
  await screen.findByText(say(exportWords.pending, { name: 'Helen' }));
  go(`#exports=${quince}`);
  await press(say(exportWords.stop));
  await screen.findByText(new RegExp(say(exportWords.stoppedBy, { name: 'Marcia' })));
  await screen.findByRole('button', { name: say(exportWords.ask) });
});

test('the second person agrees, and after the day it is fetched', async () => {
  const helen = await desk.signedIn('helen');
  await helen.post(exports.askExportPath, { nursery: quince, reason: 'system' });
  const { code } = await openOffice(desk, 'marcia', `#exports=${quince}`);
  await press(say(exportWords.agree));
  await screen.findByText(new RegExp(say(exportWords.agreedBy, { name: 'Marcia' })));
  expect(screen.queryByRole('button', { name: say(exportWords.fetch) })).toBeNull();
  cleanup();
  desk.server.clock.move(days(1));
  open(`#exports=${quince}`);
  const { fillSignIn } = await import('../support/office-shown');
  await fillSignIn('marcia', code());
  await press(say(exportWords.fetch));
  await screen.findByText(say(exportWords.nurseryFetched));
});

test('a room with somebody in it says who before it is removed', async () => {
  await (await desk.signedIn('marcia')).post(addRoomPath, { nursery: quince, name: 'Finches' });
  await openOffice(desk, 'helen', `#nursery=${quince}`);
  await press(say(exportWords.removeRoom, { name: 'Wrens' }));
  await press(say(exportWords.removeRoomIt));
  await screen.findByText('It stays for now: one person works in it and one baby is in it. Please find them another room first.');
  await press('Close');
  await press(say(exportWords.removeRoom, { name: 'Finches' }));
  await press(say(exportWords.removeRoomIt));
  await waitFor(() => expect(screen.queryByText('Finches')).toBeNull());
});

test('her own copy is under her account, after her six digits', async () => {
  const { code } = await openOffice(desk, 'helen', '#account');
  await screen.findByRole('heading', { name: say(own.mine) });
  desk.server.clock.move(minutes(6));
  await press(say(own.fetch));
  await type(say(officeWords.code), code());
  await press(say(officeWords.goOn));
  await screen.findByText(say(own.fetched));
  expect(followed).toHaveLength(1);
});

test('what goes next is shown with what keeps it back, when somebody looks', async () => {
  const engine = engineOf(desk);
  await babyStands(engine, { child: written.zosia, standing: 'left' });
  desk.server.clock.move(days(31));
  await leave();
  await openOffice(desk, 'helen', `#exports=${quince}`);
  await press(say(keeping.show));
  await screen.findByText(say(keeping.stays, { why: say(keeping.byLeaver) }));
  await screen.findByText(say(keeping.nothingGone));
  await screen.findByText(say(keeping.due, { name: 'Zosia', day: '23 November 2026', count: 4 }));
});
