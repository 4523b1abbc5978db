// A programme lead's Today: the next module to look through, and what every module contains, as far as her tablet knows.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { noteProgress } from '../../src/features/modules/note-progress.store';
import type { Programme } from '../../src/features/modules/pack';
import { TodayProgrammeLead } from '../../src/features/today/TodayProgrammeLead';
import { programmeOf, shelfWith, type TestShelf } from '../support/shelf';
import { unlocked } from '../support/unlocked';

const programme = programmeOf(3);

let session: Session;
let shelf: TestShelf;

beforeEach(async () => {
  const buckets = ['person:denise@programme'];
  session = await unlocked({ id: 'denise', name: 'Denise', role: 'programme-lead', room: '', nursery: '', home: 'programme', buckets });
  vi.stubGlobal('scrollTo', () => {});
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
  vi.unstubAllGlobals();
});

const open = async (of: Programme | null = programme) => {
  shelf = await shelfWith(session, of);
  render(<TodayProgrammeLead session={session} shelf={shelf.shelf} />);
  await screen.findAllByRole('heading', { level: 2 });
};
const watch = (module: string) => noteProgress(session, module, { position: 120, chapters: ['look', 'listen'] }, undefined);

test('the first module is there to be looked through, with what is in it and whether it plays here', async () => {
  await open();
  expect([screen.getByText('Module 1 of 3'), screen.getByRole('heading', { name: 'The module number 1' })]).toHaveLength(2);
  expect(screen.getByText('60 minutes with 2 parts to watch and 1 text to read')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Look through module 1' }).getAttribute('href')).toBe('/learn/module-1');
  fireEvent.click(screen.getByRole('button', { name: 'Fetch it now' }));
  await waitFor(() => expect(shelf.wanted).toContain(programme.modules[0]!.webcast.video.sha256));
});

test('what she has watched is behind her, and what is ready needs no fetching', async () => {
  await watch('module-1');
  await (await shelfWith(session, programme)).hold(programme.modules, 'ready');
  await open();
  expect(screen.getByRole('link', { name: 'Look through module 2' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Fetch it now' })).toBeNull();
});

test('with everything watched she is led to all modules', async () => {
  for (const { id } of programme.modules) await watch(id);
  await open();
  expect(screen.getByRole('heading', { name: 'You have watched every module' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'See the modules' }).getAttribute('href')).toBe('/learn');
});

test('every module says what it contains and leads to itself', async () => {
  await open();
  expect(screen.getByText('3 modules, 3 hours in all.')).toBeTruthy();
  const [first, ...others] = screen.getAllByRole('listitem');
  expect(others).toHaveLength(2);
  for (const part of ['2 parts to watch', '3 questions to think about', 'Gap task: Task 1', '1 text to read', 'Not on this tablet yet'])
    expect(first!.textContent).toContain(part);
  expect(first!.querySelector('a')!.getAttribute('href')).toBe('/learn/module-1');
});

test('a programme that is no whole number of hours is told in minutes, and a module without texts says so', async () => {
  const [only] = programmeOf(1).modules;
  await open({ ...programmeOf(1), modules: [{ ...only!, minutes: 45, resources: [] }] });
  expect(screen.getByText('1 module, 45 minutes in all.')).toBeTruthy();
  expect(screen.getByText('45 minutes with 2 parts to watch and nothing to read')).toBeTruthy();
});

test('without a programme the tablet says when it comes', async () => {
  await open(null);
  expect(screen.getByRole('heading', { name: 'No programme is here yet' })).toBeTruthy();
  expect(screen.queryByRole('heading', { name: 'What is in the programme' })).toBeNull();
});
