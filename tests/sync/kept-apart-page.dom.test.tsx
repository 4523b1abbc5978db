// The leader's page of what was not taken in: whose and why, the words only of what is shared, and what she can do with it.
import 'fake-indexeddb/auto';
import { signal } from '@preact/signals-core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { NotTakenIn } from '../../src/features/today/NotTakenIn';
import { routesFor } from '../../src/main/routes';
import { KeptApartPage } from '../../src/sync/kept-apart/KeptApartPage';
import { type KeptApart, keptApartKind } from '../../src/sync/kept-apart/kept-apart';
import { readRecords } from '../../src/sync/records.store';
import { received } from '../support/received';
import { unlocked } from '../support/unlocked';

const bucket = 'leaders:quince-street';
let session: Session;

beforeEach(async () => {
  session = await unlocked({ id: 'helen', name: 'Helen', role: 'leader', buckets: [bucket] });
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
});

const word = { child: 'mabel', room: 'wrens', side: 'educator', word: 'brave', standing: 'said' };
const note = (id: string, over: Partial<KeptApart>) =>
  received(session, keptApartKind, {
    id: `apart:${id}`,
    author: 'larkrise',
    bucket,
    values: {
      ...{ nursery: 'quince-street', whose: 'amina', kind: 'strength-word', reason: 'not-allowed' as const, tablet: 'Blue' },
      ...{ came: Date.UTC(2026, 10, 23, 7, 42), count: 1, fields: word, mayTakeIn: true, standing: 'waiting' as const },
      ...over,
    },
  });

function open(): void {
  const called = new Map([
    ['person amina', 'Amina'],
    ['baby mabel', 'Mabel'],
  ]);
  const names = () => ({ signal: signal(called), stop: () => {} });
  render(<KeptApartPage session={session} kept={routesFor('leader').kept} names={names} />);
}

const standings = async () => (await readRecords(session, keptApartKind)).items.map(({ row }) => row.standing);

test('she reads whose it is, what, for whom, why and from where, and takes it in with one tap', async () => {
  await note('1', {});
  open();
  expect(await screen.findByRole('heading', { level: 3, name: 'Amina: Strengths word' })).toBeTruthy();
  for (const words of ['brave', 'For Mabel', '23 November 2026, 7:42am, on Blue', /may not change this, or no longer/])
    expect(screen.getByText(words)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Take it in' }));
  await waitFor(async () => expect(await standings()).toEqual(['taken-in']));
  expect(await screen.findByText('It is taken in as soon as this tablet reaches the server.')).toBeTruthy();
});

test('of what is private she reads that it is there, and nothing more; there is nothing to take in', async () => {
  await note('2', { kind: 'reflection', reason: 'outside-limits', fields: null, mayTakeIn: false, count: 3 });
  open();
  expect(await screen.findByRole('heading', { level: 3, name: 'Amina: Reflection' })).toBeTruthy();
  expect(screen.getByText('Only Amina can read the words.')).toBeTruthy();
  expect(screen.getByText(/3 changes/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Take it in' })).toBeNull();
});

test('once she has told whoever wrote it, it is put away, and Undo fetches it back', async () => {
  await note('3', {});
  open();
  fireEvent.click(await screen.findByRole('button', { name: 'I have told Amina' }));
  await waitFor(async () => expect(await standings()).toEqual(['put-away']));
  expect(await screen.findByRole('heading', { level: 2, name: 'Seen or taken in' })).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(async () => expect(await standings()).toEqual(['waiting']));
});

test('what could not be taken in says so and offers no second try', async () => {
  await note('4', { standing: 'cannot', mayTakeIn: false });
  open();
  expect(await screen.findByText(/could not be taken in for them either/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Take it in' })).toBeNull();
});

test('what names nobody is still said', async () => {
  await note('5', { whose: '', kind: '', reason: 'bad-signature', fields: null, mayTakeIn: false });
  open();
  expect(await screen.findByRole('heading', { level: 3, name: 'Somebody: Something from a tablet' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'I have seen this' })).toBeTruthy();
});

test('while everything was taken in the page says so, and Today says nothing', async () => {
  open();
  expect(await screen.findByRole('heading', { name: 'Everything was taken in' })).toBeTruthy();
  cleanup();
  render(<NotTakenIn session={session} />);
  await new Promise(done => setTimeout(done, 50));
  expect(screen.queryByRole('link')).toBeNull();
});

test('her Today leads to what waits', async () => {
  await note('6', {});
  await note('7', { standing: 'taken-in' });
  render(<NotTakenIn session={session} />);
  expect((await screen.findByRole('link', { name: /1 thing of your team was not taken in/ })).getAttribute('href')).toBe('/not-taken-in');
});
