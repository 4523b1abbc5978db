// What the saved pill says, from where the tablet stands; and what of it is said aloud.
import 'fake-indexeddb/auto';
import { signal } from '@preact/signals-core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { badgeLook, badgeSaid, SyncBadge } from '../../src/sync/saved/SyncBadge';
import type { SyncStatus } from '../../src/sync/sync-status';
import { takeAll } from '../support/outbox';
import { unlocked } from '../support/unlocked';

const sevenFortyOne = Date.UTC(2026, 10, 23, 7, 41);
const status = (state: SyncStatus['state'], lastSent: number | null = sevenFortyOne): SyncStatus => ({
  state,
  lastSent,
  trouble: null,
  isStuck: false,
});

test.each<[string, SyncStatus, [waiting: number, needsYou: number], string, string]>([
  ['nothing waits', status('idle'), [0, 0], 'All sent 7:41am', 'good'],
  ['nothing was ever sent', status('idle', null), [0, 0], 'All sent', 'good'],
  ['two are on their way', status('sending'), [2, 0], 'Sending 2', 'busy'],
  ['two wait without a network', status('offline'), [2, 0], 'Saved here 2', 'calm'],
  ['two wait for the server', status('waiting'), [2, 0], 'Saved here 2', 'calm'],
  ['the network went after all was sent', status('offline'), [0, 0], 'All sent 7:41am', 'calm'],
  ['there was never a network', status('offline', null), [0, 0], 'Saved here', 'calm'],
  ['one needs its author, whatever else waits', status('sending'), [3, 1], '1 needs you', 'needs'],
  ['two need their author', status('idle'), [0, 2], '2 need you', 'needs'],
])('%s', (_, now, [waiting, needsYou], text, tone) => {
  const look = badgeLook(now, { waiting, needsYou });
  expect([look.text, look.tone]).toEqual([text, tone]);
});

test.each<[string, SyncStatus, [waiting: number, needsYou: number], string | null]>([
  ['the minute passes unsaid', status('idle'), [0, 0], 'All sent'],
  ['a sending is over in a moment', status('sending'), [2, 0], null],
  ['what waits is said', status('offline'), [2, 0], 'Saved here 2'],
  ['what needs her is said first', status('sending'), [3, 1], '1 needs you'],
])('aloud: %s', (_, now, [waiting, needsYou], text) => {
  expect(badgeSaid(now, { waiting, needsYou })).toBe(text);
});

let session: Session;
const now = signal<SyncStatus>(status('idle'));
const onPress = vi.fn();

beforeEach(async () => {
  session = await unlocked();
  now.value = status('idle');
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
});

test('it speaks up when something has changed and stayed so, not at the start and not at every minute', async () => {
  render(<SyncBadge session={session} status={now} onPress={onPress} />);
  await screen.findByRole('button', { name: /All sent 7:41am/ });
  const aloud = screen.getByRole('status');
  await new Promise(done => setTimeout(done, 2_300));
  now.value = status('idle', sevenFortyOne + 60_000);
  await screen.findByRole('button', { name: /All sent 7:42am/ });
  await new Promise(done => setTimeout(done, 2_300));
  expect(aloud.textContent).toBe('');
  await beginReflection(session, { module: null, prompt: null }).write('Mabel reached first.');
  now.value = status('offline');
  await screen.findByRole('button', { name: /Saved here 1/ });
  expect(aloud.textContent).toBe('');
  await waitFor(() => expect(aloud.textContent).toBe('Saved here 1'));
});

test('it counts things, not the changes that they are made of, and opens the list', async () => {
  const writing = beginReflection(session, { module: null, prompt: null });
  await writing.write('Mabel');
  await takeAll(session.tablet.database);
  await writing.write('Mabel reached first.');
  render(<SyncBadge session={session} status={now} onPress={onPress} />);
  fireEvent.click(await screen.findByRole('button', { name: /^Saved here 1\s*See what waits$/ }));
  expect(onPress).toHaveBeenCalledOnce();
});
