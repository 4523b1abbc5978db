// In her list: what gave way to another change of hers or of a colleague, beside what stands; one tap decides, and can be undone.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { sharedReflectionKind } from '../../src/features/reflections/reflection';
import { type SetAside, setAsideKind } from '../../src/sync/history/set-aside';
import { readRecords } from '../../src/sync/records.store';
import { liveCounts } from '../../src/sync/saved/saved-counts.store';
import { received } from '../support/received';
import { openSavedList } from '../support/saved-list';
import { unlocked } from '../support/unlocked';

const home = 'person:amina@quince-street';
let session: Session;

beforeEach(async () => {
  session = await unlocked();
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
});

const wrote = Date.UTC(2026, 10, 23, 7, 42);
const aside = (over: Partial<SetAside>) =>
  received(session, setAsideKind, {
    id: 'aside:amina:v1:went',
    author: 'amina',
    bucket: home,
    values: {
      ...{ record: 'try-1', kind: 'gap-task-try', field: 'went', value: 'well', version: 'v1', wrote, tablet: 'Blue' },
      ...{ winner: 'amina', winnerTablet: 'Green', standing: 'open' as const },
      ...over,
    },
  });

const aTry = () =>
  received(session, gapTaskTryKind, {
    id: 'try-1',
    author: 'amina',
    bucket: home,
    values: { task: 'g1', module: 'm1', child: null, went: 'not-yet', note: 'With the spoon' },
  });

const went = async () => (await readRecords(session, gapTaskTryKind)).items.map(({ row }) => row.went);
const part = async () =>
  within((await screen.findByRole('heading', { level: 3, name: 'Which one do you want?' })).closest('section') as HTMLElement);

async function needsYou(): Promise<number> {
  const live = liveCounts(session);
  await waitFor(() => expect(live.signal.value).toBeDefined());
  live.stop();
  return live.signal.value?.needsYou ?? -1;
}

test('what she also wrote stands beside what stands now, with where and when', async () => {
  await aTry();
  await aside({});
  openSavedList(session);
  const here = await part();
  expect(here.getByText('You also wrote this on Blue, 23 November 2026, 7:42am.')).toBeTruthy();
  expect(here.getByText('It went well')).toBeTruthy();
  expect(here.getByText('This stands now, from Green')).toBeTruthy();
  expect(here.getByText('Not yet')).toBeTruthy();
  expect(here.getByText('With the spoon')).toBeTruthy();
  expect(await needsYou()).toBe(1);
});

test('one tap puts it right, needs her no longer, and Undo brings both back', async () => {
  await aTry();
  await aside({});
  openSavedList(session);
  fireEvent.click((await part()).getByRole('button', { name: 'Use this one instead' }));
  expect(await screen.findByText('It is as you wrote it.')).toBeTruthy();
  expect(await went()).toEqual(['well']);
  expect(await needsYou()).toBe(0);
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(async () => expect(await went()).toEqual(['not-yet']));
  await part();
  expect(await needsYou()).toBe(1);
});

test('left as it is, it needs her no longer', async () => {
  await aTry();
  await aside({});
  openSavedList(session);
  fireEvent.click((await part()).getByRole('button', { name: 'Leave it as it is' }));
  expect(await screen.findByText('It stays as it is.')).toBeTruthy();
  expect(await went()).toEqual(['not-yet']);
  expect(await needsYou()).toBe(0);
});

test('what would go to other eyes is looked at on its own page instead of being sent from the list', async () => {
  const values = { reflection: 'r1', module: null, prompt: null, text: 'words', standing: 'withdrawn' as const };
  await received(session, sharedReflectionKind, { id: 'shared:amina:r1', author: 'amina', bucket: home, values });
  await aside({ record: 'shared:amina:r1', kind: 'shared-reflection', field: 'standing', value: 'with-mentor' });
  openSavedList(session);
  const here = await part();
  expect(here.queryByRole('button', { name: 'Use this one instead' })).toBeNull();
  expect(here.getByRole('link', { name: 'Look at it' }).getAttribute('href')).toBe('/reflections/r1');
});

test('where the record has left this tablet, it can still be read and left', async () => {
  await aside({ winner: 'kasia' });
  openSavedList(session);
  const here = await part();
  expect(here.getByText('This is not on this tablet any more.')).toBeTruthy();
  expect(here.queryByRole('button', { name: 'Use mine instead' })).toBeNull();
  expect(here.getByRole('button', { name: 'Leave it as it is' })).toBeTruthy();
});

test('what she has dealt with is not in the list', async () => {
  await aTry();
  await aside({ standing: 'dealt' });
  openSavedList(session);
  await screen.findByRole('heading', { name: 'Sent' });
  expect(screen.queryByRole('heading', { name: 'Which one do you want?' })).toBeNull();
});
