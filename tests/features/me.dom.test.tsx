// Me: what is hers, what features offer there, which hand she uses, and what is true of this tablet.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { clear } from 'idb-keyval';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { Me } from '../../src/features/me/Me';
import { openPreferences, showHand } from '../../src/features/me/preferences.store';
import type { Role } from '../../src/features/roster/role';
import { routesFor } from '../../src/main/routes';
import { unlocked } from '../support/unlocked';

const settled = () => act(() => new Promise<void>(done => setTimeout(done)));
let session: Session;

beforeEach(async () => {
  session = await unlocked();
});
afterEach(async () => {
  cleanup();
  showHand(null);
  session.tablet.database.close();
  vi.unstubAllGlobals();
  await clear();
});

const storage = (answers: { persisted: boolean; persist?: boolean }) => {
  const kept = {
    estimate: async () => ({ usage: 42_300_000, quota: 12_000_000_000 }),
    persisted: async () => answers.persisted,
    persist: async () => answers.persist ?? false,
  };
  vi.stubGlobal('navigator', Object.create(navigator, { storage: { value: kept } }));
};

async function open(role: Role = 'educator') {
  const preferences = openPreferences();
  await preferences.ready;
  const lock = vi.fn();
  const person = { ...session.person, role, roomName: role === 'educator' ? 'Wrens' : '' };
  const { links } = routesFor(role);
  render(<Me session={{ ...session, person }} tabletName="Blue" lock={lock} links={links} preferences={preferences} version="1.2.3" />);
  await settled();
  return { preferences, lock };
}

const linksShown = () => screen.getAllByRole('link').map(({ textContent }) => textContent);

describe('what is hers', () => {
  test('an educator finds her reflections and gap tasks, a mentor only what is there for her', async () => {
    await open();
    expect(screen.getByText('Educator, Wrens')).toBeTruthy();
    const about = ['All that is kept about me', 'Something about my data is not right'];
    const ofEverybody = ['What was done', 'Change my PIN', 'If I forget my PIN', ...about];
    const ofTheTablet = ['Larkrise on the home screen', 'See the first minute again'];
    expect(linksShown()).toEqual(['My reflections', 'My gap tasks', ...ofEverybody, ...ofTheTablet]);
    cleanup();
    await open('mentor');
    expect(screen.getByText('Mentor')).toBeTruthy();
    expect(linksShown()).toEqual([...ofEverybody, ...ofTheTablet]);
  });

  test('one press locks', async () => {
    const { lock } = await open();
    fireEvent.click(screen.getByRole('button', { name: 'Lock this tablet' }));
    expect(lock).toHaveBeenCalledOnce();
  });
});

describe('her hand', () => {
  test('is the right one until she says left, which the page shows at once and the tablet remembers for her alone', async () => {
    const { preferences } = await open();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Right' }).checked).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: 'Left' }));
    await settled();
    expect(document.documentElement.dataset.hand).toBe('left');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Left' }).checked).toBe(true);
    expect(preferences.all.peek()).toEqual({ amina: { hand: 'left' } });
    const later = openPreferences();
    await later.ready;
    expect(later.all.peek()).toEqual({ amina: { hand: 'left' } });
  });

  test('goes when she leaves the tablet', async () => {
    const { preferences } = await open();
    await preferences.keep('amina', { hand: 'left' });
    await preferences.keep('kasia', { lastHere: 1 });
    await preferences.keepOnly(['kasia']);
    const later = openPreferences();
    await later.ready;
    expect(later.all.peek()).toEqual({ kasia: { lastHere: 1 } });
  });
});

describe('this tablet', () => {
  test('its name, its version, and what Larkrise takes of it', async () => {
    storage({ persisted: true });
    await open();
    for (const text of ['Blue', '1.2.3', '42 MB of 12 GB', 'What is kept here stays']) expect(screen.getByText(text), text).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Ask the browser to keep it' })).toBeNull();
  });

  test('where nothing is promised, it can be asked for again, and a no stays a no', async () => {
    storage({ persisted: false });
    await open();
    fireEvent.click(screen.getByRole('button', { name: 'Ask the browser to keep it' }));
    await settled();
    expect(screen.getByText('What is kept here may be cleared')).toBeTruthy();
    expect(screen.getByText(/^It did not promise it yet/)).toBeTruthy();
  });

  test('a yes is said', async () => {
    storage({ persisted: false, persist: true });
    await open();
    fireEvent.click(screen.getByRole('button', { name: 'Ask the browser to keep it' }));
    await settled();
    expect(screen.getByText('What is kept here stays')).toBeTruthy();
  });

  test('a browser that tells nothing is not asked', async () => {
    vi.stubGlobal('navigator', Object.create(navigator, { storage: { value: undefined } }));
    await open();
    expect(screen.queryByText('Used by Larkrise')).toBeNull();
    expect(screen.getByText('Blue')).toBeTruthy();
  });
});
