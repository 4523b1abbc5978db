// "This is not me": whoever notices that she writes on a colleague's page takes her words off it, and nothing else.
import 'fake-indexeddb/auto';
import { signal } from '@preact/signals-core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider, Route, Router } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { raiseMark } from '../../src/device/outbox-mark';
import type { Session } from '../../src/device/session';
import { beginLater, openLater } from '../../src/device/write-now';
import type { Shelf } from '../../src/features/modules/module.store';
import { mostLaterNotes } from '../../src/features/reflections/later-note';
import { movableOf, moveToHer, sittingOf } from '../../src/features/reflections/not-me.store';
import { ReflectionPage } from '../../src/features/reflections/ReflectionPage';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection, openReflection } from '../../src/features/reflections/reflection.store';
import { readRecords } from '../../src/sync/records.store';
import type { PathParameters } from '../../src/ui/place';
import { nothingAttached } from '../support/nothing-attached';
import { type SharedTablet, sharedTablet } from '../support/shared-tablet';

const free = { module: null, prompt: null };
const hers = 'Noor held the cup';
let here: SharedTablet;
let kasia: Session;
const lock = vi.fn();

beforeEach(async () => {
  here = await sharedTablet();
  kasia = await here.unlock('kasia');
  vi.stubGlobal('scrollTo', () => {});
  lock.mockReset();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  here.tablet.database.close();
  vi.unstubAllGlobals();
});

const texts = async (session = kasia) => (await readRecords(session, reflectionKind)).items.map(({ row }) => row.text);
const forAmina = async () => {
  const amina = await here.unlock('amina');
  const rows = await here.tablet.database.later.toArray();
  return Promise.all(rows.map(row => openLater(amina, amina.person.later, row)));
};
/** Everything that waits may have left the tablet. */
const send = async () => raiseMark(here.tablet.database, { claimed: (await here.tablet.database.outbox.orderBy('seq').last())?.seq ?? 0 });

test('a new page: the words go to her, sealed, nothing of them stays with its owner, and her numbers go on', async () => {
  const writing = beginReflection(kasia, free);
  const sitting = await sittingOf(kasia, writing.id, '');
  await writing.write(hers);
  expect((await moveToHer(kasia, sitting, 'amina')).ok).toBe(true);
  expect([await texts(), await here.tablet.database.outbox.count()]).toEqual([[], 0]);
  expect(await forAmina()).toMatchObject([{ ok: true, value: { text: hers, why: 'moved' } }]);
  await beginReflection(kasia, free).write('Kasia’s own');
  expect((await here.tablet.database.outbox.toArray()).map(({ n, seq }) => [n, seq])).toEqual([[2, 2]]);
});

test('words that had not left yet before she came stay, and only what was added goes', async () => {
  const before = beginReflection(kasia, free);
  await before.write('Kasia saw Mabel wave.\nThen it rained.');
  const kept = (await readRecords(kasia, reflectionKind)).items[0]!;
  const sitting = await sittingOf(kasia, kept.id, kept.row.text);
  await openReflection(kasia, kept).write(`Kasia saw Mabel wave.\n${hers}\nThen it rained.`);
  expect(await movableOf(kasia, sitting)).toMatchObject({ words: hers, isPartlySent: false });
  await moveToHer(kasia, sitting, 'amina');
  expect(await texts()).toEqual(['Kasia saw Mabel wave.\nThen it rained.']);
  expect(await forAmina()).toMatchObject([{ ok: true, value: { text: hers } }]);
});

test('what was sent already stays with its owner, and it is said', async () => {
  const writing = beginReflection(kasia, free);
  const sitting = await sittingOf(kasia, writing.id, '');
  await writing.write('Sent. ');
  await send();
  await writing.write(`Sent. ${hers}`);
  expect(await movableOf(kasia, sitting)).toMatchObject({ words: hers, isPartlySent: true });
  expect((await moveToHer(kasia, sitting, 'amina')).ok).toBe(true);
  expect([await texts(), await forAmina()]).toMatchObject([['Sent. '], [{ ok: true, value: { text: hers } }]]);
});

test('where a push takes them in the same moment nothing is moved, and nothing is lost', async () => {
  const writing = beginReflection(kasia, free);
  const sitting = await sittingOf(kasia, writing.id, '');
  await writing.write(hers);
  const generateKey = crypto.subtle.generateKey.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, 'generateKey').mockImplementationOnce((async (...how: Parameters<typeof generateKey>) => {
    await send(); // while they are being sealed
    return generateKey(...how);
  }) as typeof generateKey);
  expect(await moveToHer(kasia, sitting, 'amina')).toEqual({ ok: false, trouble: 'just-sent' });
  expect([await texts(), await here.tablet.database.later.count()]).toEqual([[hers], 0]);
});

test('where there is no room for her, or no key of hers, everything stays as it is', async () => {
  const writing = beginReflection(kasia, free);
  const sitting = await sittingOf(kasia, writing.id, '');
  await writing.write(hers);
  for (let at = 0; at < mostLaterNotes; at++) await beginLater(here.tablet, 'amina').write(`note ${at}`);
  expect(await moveToHer(kasia, sitting, 'amina')).toEqual({ ok: false, trouble: 'too-many' });
  expect(await moveToHer(kasia, sitting, 'nobody')).toEqual({ ok: false, trouble: 'cannot-seal' });
  expect(await texts()).toEqual([hers]);
});

const open = (session: Session, id = 'new') => {
  const shelf = { tablet: session.tablet, downloads: { news: signal(new Map()) } } as unknown as Shelf;
  history.replaceState(null, '', `/reflections/${id}`);
  const view = (at: PathParameters) => <ReflectionPage session={session} shelf={shelf} attaching={nothingAttached} lock={lock} {...at} />;
  render(
    <LocationProvider>
      <Router>{[<Route key="one" path="/reflections/:id" component={view} />]}</Router>
    </LocationProvider>,
  );
};

test('the page shows what will move, asks whose it is, and locks', async () => {
  open(kasia);
  fireEvent.input(screen.getByLabelText('Your words'), { target: { value: hers } });
  const button = await screen.findByRole('button', { name: 'This is not me' });
  await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(false));
  fireEvent.click(button);
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(hers)).toBeTruthy();
  expect(dialog.queryByRole('button', { name: /Kasia/ })).toBeNull();
  fireEvent.click(await dialog.findByRole('button', { name: /Amina/ }));
  await waitFor(() => expect(lock).toHaveBeenCalledOnce());
  expect([await texts(), (await forAmina()).length]).toEqual([[], 1]);
});

test('with nothing written there is only the lock', async () => {
  open(kasia);
  const button = await screen.findByRole('button', { name: 'This is not me' });
  await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(false));
  fireEvent.click(button);
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.queryByRole('button', { name: /Amina/ })).toBeNull();
  fireEvent.click(dialog.getByRole('button', { name: 'Lock now' }));
  expect(lock).toHaveBeenCalledOnce();
});
