// The one notice above every page, on a real tablet database: it comes with the trouble, offers what helps, and goes with it.
import 'fake-indexeddb/auto';
import { signal } from '@preact/signals-core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { live } from '../../src/device/live';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { days } from '../../src/kernel/clock';
import { FrameNotice } from '../../src/main/FrameNotice';
import type { SyncStatus } from '../../src/sync/sync-status';
import type { RefusalName } from '../../src/sync/verdict';
import { HandOverContext, makeHandOvers } from '../../src/ui/hand-over';
import { fillUp } from '../support/full-storage';
import { unlocked } from '../support/unlocked';

let session: Session;
const status = signal<SyncStatus>({ state: 'idle', lastSent: null, isStuck: false, trouble: null });
const isTooOld = signal(false);
const acts: string[] = [];
const update = { look: vi.fn(async () => true), takeUpdate: () => acts.push('taken') };

function open(at = session) {
  const handOvers = makeHandOvers();
  handOvers.join(async () => acts.push('handed over'));
  return render(
    <HandOverContext.Provider value={handOvers}>
      <FrameNotice
        open={{ loop: { status }, isTooOld }}
        session={at}
        update={Promise.resolve({ ...update, takeUpdate: () => void update.takeUpdate() })}
        openList={() => acts.push('list')}
        reload={() => acts.push('reloaded')}
      />
    </HandOverContext.Provider>,
  );
}
const troubled = (trouble: RefusalName) => {
  status.value = { state: 'waiting', lastSent: null, isStuck: false, trouble: trouble as SyncStatus['trouble'] };
};
const write = (text: string) => beginReflection(session, { module: null, prompt: null }).write(text);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const room = (free: number) => {
  const storage = { estimate: async () => ({ quota: 1_000_000_000, usage: 1_000_000_000 - free }) };
  vi.stubGlobal('navigator', Object.create(navigator, { storage: { value: storage } }));
};

beforeEach(async () => {
  session = await unlocked();
  status.value = { state: 'idle', lastSent: null, isStuck: false, trouble: null };
  isTooOld.value = false;
  acts.length = 0;
  room(900_000_000);
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('while all is well there is nothing', async () => {
  const { container } = open();
  await write('words');
  expect(container.textContent).toBe('');
});

test('a write that does not fit is told above every page, with the way to make room, and goes when words fit again', async () => {
  open();
  const makeRoom = fillUp();
  expect((await write('too much')).ok).toBe(false);
  expect(await screen.findByText('This tablet is full. New words cannot be kept just now.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Make room' }).getAttribute('href')).toBe('/learn');
  makeRoom();
  await write('fits again');
  await waitFor(() => expect(screen.queryByText(/This tablet is full/)).toBeNull());
});

test('a page whose reading fails under her is told, and opening again hands over first', async () => {
  open();
  session.tablet.database.close();
  const read = live(
    () => session.tablet.database.rows.count(),
    async count => count,
    session.tablet.database.health,
  );
  expect(await screen.findByText('Larkrise cannot reach what is kept on this tablet.')).toBeTruthy();
  press('Open Larkrise again');
  await waitFor(() => expect(acts).toEqual(['handed over', 'reloaded']));
  read.stop();
});

test.each<[RefusalName, RegExp]>([
  ['tablet-revoked', /This tablet was taken out of use/],
  ['not-enrolled', /The server does not know this tablet any more/],
])('%s is told, and leads to what she has kept', async (trouble, sentence) => {
  open();
  troubled(trouble);
  expect(await screen.findByText(sentence)).toBeTruthy();
  press('See what you have kept');
  expect(acts).toEqual(['list']);
});

test('a Larkrise that is too old is replaced only after handing over what is being written', async () => {
  open();
  troubled('update-needed');
  expect(await screen.findByText('This Larkrise is too old for its server.')).toBeTruthy();
  press('Update now');
  await waitFor(() => expect(acts).toEqual(['handed over', 'taken']));
});

test('words that wait although there is a network are spoken of, lead to the list, and can be put off until it happens again', async () => {
  open();
  status.value = { ...status.value, isStuck: true };
  await screen.findByText(/have not been sent for ten minutes/);
  press('See what waits');
  expect(acts).toEqual(['list']);
  press('Not now');
  await waitFor(() => expect(screen.queryByText(/have not been sent/)).toBeNull());
  status.value = { ...status.value, isStuck: false };
  await new Promise(done => setTimeout(done, 50));
  status.value = { ...status.value, isStuck: true };
  await screen.findByText(/have not been sent for ten minutes/);
});

test('modules that need a newer Larkrise are told in the same way', async () => {
  open();
  isTooOld.value = true;
  expect(await screen.findByText('This Larkrise is too old for its server.')).toBeTruthy();
});

test('where no newer one can be fetched, nothing is lost and it can be tried again', async () => {
  update.look.mockResolvedValueOnce(false);
  open();
  troubled('update-needed');
  await screen.findByText('This Larkrise is too old for its server.');
  press('Update now');
  expect(await screen.findByText(/No newer Larkrise could be fetched just now/)).toBeTruthy();
  expect(acts).toEqual([]);
  expect(screen.getByRole('button', { name: 'Update now' })).toBeTruthy();
});

test('a server that is older than the tablet is told with what to do', async () => {
  await write('of a new kind');
  const { outbox, quarantined } = session.tablet.database;
  const [entry] = await outbox.toArray();
  await quarantined.put({ ...entry!, reason: 'unknown-kind' });
  await outbox.clear();
  open();
  expect(await screen.findByText('This Larkrise is newer than its server.')).toBeTruthy();
  press('See what you have kept');
  expect(acts).toEqual(['list']);
});

test('little room is told early, can be put off for today, and is told again tomorrow', async () => {
  room(30_000_000);
  open();
  expect(await screen.findByText('This tablet is nearly full: 30 MB are left.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Make room' })).toBeTruthy();
  press('Not today');
  await waitFor(() => expect(screen.queryByText(/nearly full/)).toBeNull());
  cleanup();
  const { container } = open();
  await waitFor(async () => expect((await session.tablet.database.settings.toArray()).length).toBe(1));
  await new Promise(done => setTimeout(done, 50));
  expect(container.textContent).toBe('');
  cleanup();
  const { clock } = session.tablet;
  open({ ...session, tablet: { ...session.tablet, clock: () => clock() + days(1) } });
  expect(await screen.findByText(/nearly full/)).toBeTruthy();
});

test('a module that did not fit is an early sign, whatever the browser tells, and goes when it is taken off', async () => {
  const { media } = session.tablet.database;
  await media.put({ hash: 'a', size: 9_000_000, held: 1_000_000, state: 'failed', reason: 'no-room' });
  open();
  expect(await screen.findByText('This tablet is nearly full: a module did not fit.')).toBeTruthy();
  await media.clear();
  await waitFor(() => expect(screen.queryByText(/did not fit/)).toBeNull());
});

test('a browser that does not tell its room warns of nothing', async () => {
  vi.stubGlobal('navigator', Object.create(navigator, { storage: { value: undefined } }));
  const { container } = open();
  await new Promise(done => setTimeout(done, 50));
  expect(container.textContent).toBe('');
});
