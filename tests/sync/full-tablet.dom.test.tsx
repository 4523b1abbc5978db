// A full tablet at each place of writing: what did not fit is said there, stays on screen, and is kept once there is room.
import 'fake-indexeddb/auto';
import { signal } from '@preact/signals-core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { GapTaskTried } from '../../src/features/gap-tasks/GapTaskTried';
import type { Shelf } from '../../src/features/modules/module.store';
import type { Module } from '../../src/features/modules/pack';
import { ReflectionPage } from '../../src/features/reflections/ReflectionPage';
import { childKind } from '../../src/features/roster/child';
import { BoardPage } from '../../src/features/strengths-boards/Board';
import { writeRecord } from '../../src/sync/record-writing.store';
import { fillUp } from '../support/full-storage';
import { nothingAttached } from '../support/nothing-attached';
import { unlocked } from '../support/unlocked';

const full = /^(Not saved yet\. )?This tablet is full, so the last words could not be kept\./;
let session: Session;
let makeRoom: () => void;

beforeEach(async () => {
  session = await unlocked();
  vi.stubGlobal('scrollTo', () => {});
  await writeRecord(session, childKind, {
    id: 'mabel',
    bucket: 'room:wrens@quince-street',
    set: { room: 'wrens', name: 'Mabel', keyPerson: 'amina', ageInMonths: 6, homeLanguage: 'en', face: '' },
  });
  makeRoom = fillUp();
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
  vi.unstubAllGlobals();
});

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const kinds = async () => (await session.tablet.database.outbox.toArray()).map(({ kind }) => kind).filter(kind => kind !== childKind.name);

test('a reflection that does not fit stays on the page, and the next pause keeps it', async () => {
  const shelf = { tablet: session.tablet, downloads: { news: signal(new Map()) } } as unknown as Shelf;
  render(
    <LocationProvider>
      <ReflectionPage session={session} shelf={shelf} attaching={nothingAttached} params={{ id: 'new' }} query={{}} />
    </LocationProvider>,
  );
  const field = screen.getByLabelText('Your words') as HTMLTextAreaElement;
  fireEvent.input(field, { target: { value: 'Mabel reached first.' } });
  fireEvent.blur(field);
  expect(await screen.findByText(full)).toBeTruthy();
  expect(field.value).toBe('Mabel reached first.');
  makeRoom();
  fireEvent.blur(field);
  await waitFor(async () => expect(await kinds()).toEqual(['reflection']));
});

test('a try of a gap task that does not fit keeps its line on the page, and fits later', async () => {
  render(<GapTaskTried session={session} module={{ id: 'tuning-in', gapTask: { id: 'five-second-wait' } } as unknown as Module} />);
  press('I tried it');
  press('Well');
  const line = screen.getByLabelText('A line about it, if you like') as HTMLTextAreaElement;
  fireEvent.input(line, { target: { value: 'She waited.' } });
  press('Keep');
  expect(await screen.findByText(full)).toBeTruthy();
  expect(line.value).toBe('She waited.');
  makeRoom();
  press('Keep');
  expect(await screen.findByText('Kept on this tablet')).toBeTruthy();
  expect(await kinds()).toEqual(['gap-task-try']);
});

test('a word for a board that does not fit stays in its field, and fits later', async () => {
  render(<BoardPage session={session} params={{ child: 'mabel' }} query={{}} />);
  fireEvent.click((await screen.findAllByRole('button', { name: 'Add a word' }))[0]!);
  const dialog = within(await screen.findByRole('dialog'));
  const field = dialog.getByLabelText('The word') as HTMLInputElement;
  fireEvent.input(field, { target: { value: 'curious' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Put it on the board' }));
  expect(await dialog.findByText(full)).toBeTruthy();
  expect(field.value).toBe('curious');
  makeRoom();
  fireEvent.click(dialog.getByRole('button', { name: 'Put it on the board' }));
  await waitFor(async () => expect(await kinds()).toEqual(['strength-word']));
});
