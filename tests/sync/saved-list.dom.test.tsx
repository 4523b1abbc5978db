// The list of what waits: each thing with its state, why it needs its author, and a way to take the words along.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { SavedList } from '../../src/sync/SavedList';
import type { SyncStatus } from '../../src/sync/sync-loop.store';
import { unlocked } from '../support/unlocked';

let session: Session;
const nudge = vi.fn();
const open = (state: SyncStatus['state'] = 'idle', trouble: SyncStatus['trouble'] = null, waiting = 1) =>
  render(<SavedList session={session} status={{ state, lastSent: null, trouble }} waiting={waiting} nudge={nudge} onClose={() => {}} />);
const write = (text: string) => beginReflection(session, { module: null, prompt: null }).write(text);

beforeEach(async () => {
  session = await unlocked();
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
});

test('nothing waits: it says so', async () => {
  open('idle', null, 0);
  expect(await screen.findByText('Nothing of yours waits. Everything has reached the server.')).toBeTruthy();
});

test('what waits is there with since when and where it is, and can be sent now', async () => {
  await write('Mabel reached first.');
  open();
  const item = within(await screen.findByRole('listitem'));
  expect(item.getByRole('heading', { name: 'Reflection' })).toBeTruthy();
  expect(item.getByText('since 23 November 2026, 7:24am')).toBeTruthy();
  expect(item.getByText('Saved here')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try to send now' }));
  expect(nudge).toHaveBeenCalledOnce();
});

test('without a network it says what is safe', async () => {
  open('offline', 'no-network');
  expect(await screen.findByText(/Your words are safe on this tablet and leave when the network is back/)).toBeTruthy();
});

test('trouble with the server has its own sentence', async () => {
  open('waiting', 'tablet-revoked');
  expect(await screen.findByText('This tablet was taken out of use. Please give it to your leader.')).toBeTruthy();
});

test('what the server keeps apart says why, shows the words and lets her copy them', async () => {
  await write('Too long a story');
  const { outbox, quarantined } = session.tablet.database;
  const [entry] = await outbox.toArray();
  await quarantined.put({ ...entry!, reason: 'too-large' });
  await outbox.clear();
  const copied = vi.fn(async () => {});
  vi.stubGlobal('navigator', { clipboard: { writeText: copied } });
  open('idle', null, 0);
  expect(await screen.findByText(/This is too long to send in one piece/)).toBeTruthy();
  expect(screen.getByText('Needs you')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Copy the words' }));
  expect(copied.mock.calls).toEqual([['Too long a story']]);
  expect(await screen.findByText('Copied')).toBeTruthy();
  vi.unstubAllGlobals();
});

test('what colleagues have waiting is counted, never shown', async () => {
  await write('mine');
  open('idle', null, 4);
  expect(await screen.findByText('3 more wait for others on this tablet.')).toBeTruthy();
});
