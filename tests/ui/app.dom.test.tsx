// The app round its pages: nobody's page, keys or words are where she is not, however slow or broken the tablet is.
import 'fake-indexeddb/auto';
import { signal } from '@preact/signals-core';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { clear, get, set } from 'idb-keyval';
import { useEffect, useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { InstallOffer } from '../../src/device/install-offer';
import { joinLeaving } from '../../src/device/leaving-tabs';
import type { Session } from '../../src/device/session';
import { whoIsIn } from '../../src/device/who-is-in';
import { ok } from '../../src/kernel/result';
import { App, type AppProps } from '../../src/main/App';
import type { OpenTablet } from '../../src/main/tablet.store';
import type { UnlockedProps } from '../../src/main/Unlocked';
import { type HandOver, useHandOver } from '../../src/ui/hand-over';
import { shelfWith } from '../support/shelf';
import { colleagueOf, unlocked } from '../support/unlocked';

const never = new Promise<never>(() => undefined);
let amina: Session;
let kasia: Session;
let inside: ReturnType<typeof whoIsIn>;
/** What is being written on her page. */
let writing: HandOver;

beforeEach(async () => {
  amina = await unlocked();
  kasia = await colleagueOf(amina, 'kasia', 'Kasia');
  inside = whoIsIn(Promise.resolve(joinLeaving({ locks: undefined, channel: undefined, hear: () => undefined })));
  writing = async () => undefined;
});
afterEach(async () => {
  cleanup();
  vi.useRealTimers();
  amina.tablet.database.close();
  await clear();
});

function HerPage({ session, lock }: UnlockedProps) {
  const [hasJoined, setJoined] = useState(false);
  useHandOver(() => writing());
  useEffect(() => setJoined(true), []);
  return (
    <main>
      <h1>{hasJoined && `The page of ${session.person.name}`}</h1>
      <button type="button" onClick={lock}>
        Lock
      </button>
    </main>
  );
}

/** The tablet of both; each PIN is right, and takes until its `stretched` is called. */
async function openApp(loadUnlocked: AppProps['loadUnlocked'] = async () => HerPage) {
  const stretched = new Map<string, () => void>();
  const people = signal([amina.person, kasia.person]);
  const tablet = {
    ...{ tablet: amina.tablet, name: 'Blue', people, standing: signal('in-use'), pinStanding: async () => ({ waits: 0, left: 10 }) },
    ...{ shelf: (await shelfWith(amina, null)).shelf, lock: inside.lock },
    unlock: async (id: string) => {
      await new Promise<void>(done => stretched.set(id, done));
      return inside.enter(id === 'amina' ? amina : kasia);
    },
  } as unknown as OpenTablet;
  const start = async () => ok({ open: signal(tablet), enrol: () => never });
  const given = { loadUnlocked, update: never, install: {} as InstallOffer, firstVisit: Promise.resolve(false) };
  render(<App start={start} {...given} />);
  await screen.findByRole('button', { name: /Kasia/ });
  return { people, stretched: (id: string) => act(async () => stretched.get(id)?.()), isTrying: (id: string) => stretched.has(id) };
}

const typePin = async (name: string) => {
  fireEvent.click(await screen.findByRole('button', { name: new RegExp(name) }));
  fireEvent.input(await screen.findByLabelText('Your PIN'), { target: { value: '735182' } });
};
const comeIn = async ({ isTrying, stretched }: Awaited<ReturnType<typeof openApp>>, name: string) => {
  await typePin(name);
  await waitFor(() => expect(isTrying(name.toLowerCase())).toBe(true));
  await stretched(name.toLowerCase());
  await screen.findByText(`The page of ${name}`);
};
const tick = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
const keysHeld = () => [amina, kasia].map(({ keys }) => keys.isHeld());

describe('whoever says "Not me" while her PIN is still looked at', () => {
  test('is not let in by it: the next one sees her own page, and the keys of the first are dropped', async () => {
    const app = await openApp();
    await typePin('Amina');
    await waitFor(() => expect(app.isTrying('amina')).toBe(true));
    fireEvent.click(screen.getByRole('button', { name: 'Not me' }));
    await typePin('Kasia');
    await waitFor(() => expect(app.isTrying('kasia')).toBe(true));
    await app.stretched('amina');
    await waitFor(() => expect(keysHeld()).toEqual([false, true]));
    expect(screen.queryByText('The page of Amina')).toBeNull();
    await app.stretched('kasia');
    expect(await screen.findByText('The page of Kasia')).toBeTruthy();
    expect([inside.session()?.person.id, ...keysHeld()]).toEqual(['kasia', false, true]);
  });

  test('leaves nobody inside when nobody follows', async () => {
    const app = await openApp();
    await typePin('Amina');
    await waitFor(() => expect(app.isTrying('amina')).toBe(true));
    fireEvent.keyDown(document.body, { key: 'Escape' });
    await app.stretched('amina');
    await waitFor(() => expect([inside.session(), ...keysHeld()]).toEqual([null, false, true]));
    expect(screen.queryByText('The page of Amina')).toBeNull();
  });
});

test('where her pages cannot be fetched she is told, nobody is inside, and she can try again', async () => {
  vi.mocked(console.error).mockImplementation(() => {});
  const load = vi.fn(async () => HerPage).mockRejectedValueOnce(new Error('a chunk that cannot be fetched'));
  const app = await openApp(load);
  await typePin('Amina');
  await app.stretched('amina');
  expect(await screen.findByText(/^This did not work just now/)).toBeTruthy();
  expect(inside.session()).toBeNull();
  expect(console.error).toHaveBeenCalledOnce();
  vi.mocked(console.error).mockClear();
  fireEvent.input(screen.getByLabelText('Your PIN'), { target: { value: '735182' } });
  await waitFor(() => expect(app.isTrying('amina')).toBe(true));
  await app.stretched('amina');
  expect(await screen.findByText('The page of Amina')).toBeTruthy();
});

describe('locking', () => {
  test('covers her page at once, and shows the names when what she wrote is kept', async () => {
    await comeIn(await openApp(), 'Amina');
    let kept = () => {};
    writing = () => new Promise<void>(done => (kept = done));
    fireEvent.click(screen.getByRole('button', { name: 'Lock' }));
    expect(document.body.hidden).toBe(true);
    expect(keysHeld()).toEqual([true, true]);
    await act(async () => kept());
    expect(await screen.findByRole('button', { name: /Kasia/ })).toBeTruthy();
    expect([document.body.hidden, ...keysHeld()]).toEqual([false, false, true]);
  });

  test('waits five seconds for words that are never kept, and no longer', async () => {
    await comeIn(await openApp(), 'Amina');
    writing = () => never;
    vi.useFakeTimers();
    fireEvent.click(screen.getByRole('button', { name: 'Lock' }));
    await tick(4_900);
    expect(keysHeld()).toEqual([true, true]);
    await tick(200);
    expect(screen.getByRole('button', { name: /Kasia/ })).toBeTruthy();
    expect([document.body.hidden, ...keysHeld()]).toEqual([false, false, true]);
  });

  test('asked for twice happens once, so that she comes back to her page', async () => {
    const app = await openApp();
    await comeIn(app, 'Amina');
    history.replaceState(null, '', '/reflections/new');
    let kept = () => {};
    writing = () => new Promise<void>(done => (kept = done));
    const lock = screen.getByRole('button', { name: 'Lock' });
    for (let times = 0; times < 2; times++) fireEvent.click(lock);
    await act(async () => kept());
    amina = { ...amina, keys: kasia.keys };
    await comeIn(app, 'Amina');
    expect(location.pathname).toBe('/reflections/new');
  });
});

test('a list of people with nobody in it takes nobody’s preferences away', async () => {
  await set('preferences', { amina: { hand: 'left' } });
  const { people } = await openApp();
  await act(async () => {
    people.value = [];
  });
  await new Promise(done => setTimeout(done, 50));
  expect(await get('preferences')).toEqual({ amina: { hand: 'left' } });
  await act(async () => {
    people.value = [kasia.person];
  });
  await waitFor(async () => expect(await get('preferences')).toEqual({}));
});
