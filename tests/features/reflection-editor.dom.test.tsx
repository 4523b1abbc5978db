// Writing a reflection on a real tablet database: what the screen says about the words is true, and what is sent is what was shown.
import 'fake-indexeddb/auto';
import { signal } from '@preact/signals-core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider, Route, Router } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import type { Shelf } from '../../src/features/modules/module.store';
import { ReflectionPage } from '../../src/features/reflections/ReflectionPage';
import { reflectionKind, sharedReflectionKind } from '../../src/features/reflections/reflection';
import { readRecords } from '../../src/sync/records.store';
import type { PathParameters } from '../../src/ui/place';
import { nothingAttached } from '../support/nothing-attached';
import { unlocked } from '../support/unlocked';

let session: Session;

beforeEach(async () => {
  session = await unlocked();
  vi.stubGlobal('scrollTo', () => {});
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
  vi.unstubAllGlobals();
});

const open = (id = 'new') => {
  const shelf = { tablet: session.tablet, downloads: { news: signal(new Map()) } } as unknown as Shelf;
  history.replaceState(null, '', `/reflections/${id}`);
  const view = (at: PathParameters) => <ReflectionPage session={session} shelf={shelf} attaching={nothingAttached} {...at} />;
  render(
    <LocationProvider>
      <Router>{[<Route key="one" path="/reflections/:id" component={view} />]}</Router>
    </LocationProvider>,
  );
  return screen.getByLabelText('Your words') as HTMLTextAreaElement;
};
const write = (field: HTMLTextAreaElement, value: string) => {
  fireEvent.input(field, { target: { value } });
  fireEvent.blur(field);
};
const saved = () => screen.findByText('Saved on this tablet');
const shared = async () => (await readRecords(session, sharedReflectionKind)).items.map(({ row }) => [row.text, row.standing]);

test('her name is on the page, and nothing is stored before the first word', async () => {
  open();
  expect(screen.getByText('Written by Amina')).toBeTruthy();
  expect(screen.getByText('Begin writing. Every pause is saved.')).toBeTruthy();
  expect(await session.tablet.database.rows.count()).toBe(0);
});

test('a pause is saved on this tablet, and the page says so', async () => {
  write(open(), 'Mabel reached first.');
  await saved();
  const { items } = await readRecords(session, reflectionKind);
  expect(items.map(({ row }) => row.text)).toEqual(['Mabel reached first.']);
  expect(await screen.findByText('Only you can read this')).toBeTruthy();
  expect(location.pathname).toBe(`/reflections/${items[0]?.id}`);
});

test('a store that is closed is said plainly, and the words stay on screen', async () => {
  const field = open();
  session.keys.drop();
  write(field, 'Not lost');
  expect(await screen.findByText(/^Not saved yet\./)).toBeTruthy();
  expect(field.value).toBe('Not lost');
});

test('a text that is too long is not said to be kept', async () => {
  write(open(), 'a'.repeat(20_001));
  const said = (await screen.findByText(/^Not saved yet\./)).textContent;
  expect(said).toMatch(/Nothing that was kept before is lost/);
  expect(said).not.toMatch(/kept here/);
});

test('sending asks first, with the very words; "keep for me only" sends nothing', async () => {
  write(open(), 'Mabel reached first.');
  await saved();
  fireEvent.click(await screen.findByRole('button', { name: 'Send to my mentor' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('Mabel reached first.')).toBeTruthy();
  fireEvent.click(dialog.getByRole('button', { name: 'Keep for me only' }));
  expect(await shared()).toEqual([]);
});

test('what was sent is on its way, can be taken back, and is hers alone again', async () => {
  write(open(), 'Mabel reached first.');
  await saved();
  fireEvent.click(await screen.findByRole('button', { name: 'Send to my mentor' }));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Send to my mentor' }));
  await screen.findByText('On its way to your mentor');
  expect(await shared()).toEqual([['Mabel reached first.', 'with-mentor']]);
  fireEvent.click(screen.getByRole('button', { name: 'Take back from my mentor' }));
  await screen.findByText('Only you can read this');
  await waitFor(async () => expect(await shared()).toEqual([['Mabel reached first.', 'withdrawn']]));
});

test('somebody else’s reflection is not there', async () => {
  const field = () => screen.queryByLabelText('Your words');
  expect(() => open('not-hers')).toThrow();
  expect(await screen.findByText('This reflection is not here')).toBeTruthy();
  expect(field()).toBeNull();
});
