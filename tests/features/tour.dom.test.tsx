// The first minute on a tablet: three cards at most, skipped by one tap, once for each person, in words that are true for her role.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { clear } from 'idb-keyval';
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openPreferences } from '../../src/features/me/preferences.store';
import { type Role, roles } from '../../src/features/roster/role';
import { Tour } from '../../src/features/set-up/Tour';
import { FirstTime } from '../../src/main/FirstTime';
import { routesFor } from '../../src/main/routes';
import { tourWords } from '../../src/ui/words/tour';
import { unlocked } from '../support/unlocked';

afterEach(async () => {
  cleanup();
  await clear();
});

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const title = () => screen.getByRole('heading', { level: 1 }).textContent;

describe('the cards', () => {
  const open = (role: Role) => {
    const onDone = vi.fn();
    const { places, acts } = routesFor(role);
    render(<Tour role={role} places={places} acts={acts} last={tourWords.begin} onDone={onDone} />);
    return onDone;
  };

  test('are three, one after the other, each heading taking the focus', () => {
    const onDone = open('educator');
    const seen = [title()];
    press('Next');
    seen.push(title());
    press('Next');
    seen.push(title());
    expect(seen).toEqual(['Your words are yours', 'Everything has its place', 'Saved as you go']);
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    expect(screen.queryByRole('button', { name: 'Skip' })).toBeNull();
    press('Begin');
    expect(onDone).toHaveBeenCalledOnce();
  });

  test('can be skipped by one tap', () => {
    const onDone = open('educator');
    press('Skip');
    expect(onDone).toHaveBeenCalledOnce();
  });

  test('name the places that she has, and the plus only where there is one', () => {
    open('educator');
    press('Next');
    expect(
      screen.getByText('Today, Learn, Babies and Me are always at the edge of the screen, and the plus begins something new.'),
    ).toBeTruthy();
    cleanup();
    open('mentor');
    press('Next');
    expect(screen.getByText(/^Today, .* and Me are always at the edge of the screen\.$/)).toBeTruthy();
  });

  test('say to each role what it sees', () => {
    const said = roles.map(role => {
      open(role);
      const text = screen.getByRole('region').textContent;
      cleanup();
      return text;
    });
    expect(new Set(said).size).toBe(roles.length);
  });
});

describe('the first time', () => {
  const arrive = async () => {
    const preferences = openPreferences();
    await preferences.ready;
    const session = await unlocked();
    const { places, acts } = routesFor('educator');
    render(
      <FirstTime session={session} places={places} acts={acts} preferences={preferences}>
        <p>Today</p>
      </FirstTime>,
    );
    return session;
  };

  test('the cards come before her page, and never again on this tablet', async () => {
    const session = await arrive();
    await screen.findByRole('button', { name: 'Skip' });
    expect(screen.queryByText('Today')).toBeNull();
    await act(async () => void press('Skip'));
    expect(screen.getByText('Today')).toBeTruthy();
    cleanup();
    session.tablet.database.close();
    (await arrive()).tablet.database.close();
    expect(screen.getByText('Today')).toBeTruthy();
  });
});
