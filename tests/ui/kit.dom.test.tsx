// The parts round the writing: dialogs, undo, places, names and figures, as somebody with a finger, a keyboard or a screen reader meets them.
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { House, UserRound } from 'lucide';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { initialOf } from '../../src/ui/Avatar';
import { IconButton } from '../../src/ui/Button';
import { Dialog } from '../../src/ui/Dialog';
import { Head } from '../../src/ui/Head';
import { Pill } from '../../src/ui/Pill';
import { Places } from '../../src/ui/Places';
import { Progress } from '../../src/ui/Progress';
import type { Act, NavPlace } from '../../src/ui/place';
import { Sheet } from '../../src/ui/Sheet';
import { Undo } from '../../src/ui/Undo';
import { frameWords } from '../../src/ui/words/frame';

afterEach(cleanup);

describe.each([
  ['a dialog', Dialog],
  ['a sheet', Sheet],
])('%s', (_, Kind) => {
  const close = vi.fn();
  const box = () => screen.getByRole('dialog', { name: 'A word' });
  beforeEach(() => {
    close.mockClear();
    render(
      <Kind title="A word" onClose={close}>
        <p>inside</p>
      </Kind>,
    );
    box().getBoundingClientRect = () => new DOMRect(100, 100, 200, 200);
  });
  const beside = { clientX: 20, clientY: 20 };
  const within = { clientX: 150, clientY: 150 };

  test('is open as long as it is mounted, and closes by its button', () => {
    expect((box() as HTMLDialogElement).open).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(close).toHaveBeenCalledTimes(1);
  });

  test('closes by Escape, through whoever holds it', () => {
    const event = new Event('cancel', { cancelable: true });
    fireEvent(box(), event);
    expect([close.mock.calls.length, event.defaultPrevented]).toEqual([1, true]);
  });

  test('stays when a file chooser in it is left', () => {
    fireEvent(screen.getByText('inside'), new Event('cancel', { cancelable: true, bubbles: true }));
    expect(close).not.toHaveBeenCalled();
  });

  test('closes by a tap beside it, and not by one inside', () => {
    fireEvent.pointerDown(screen.getByText('inside'), within);
    fireEvent.click(screen.getByText('inside'), within);
    fireEvent.pointerDown(box(), within);
    fireEvent.click(box(), within);
    expect(close).not.toHaveBeenCalled();
    fireEvent.pointerDown(box(), beside);
    fireEvent.click(box(), beside);
    expect(close).toHaveBeenCalledTimes(1);
  });

  test('stays when a text in it is selected as far as beside it', () => {
    fireEvent.pointerDown(screen.getByText('inside'), within);
    fireEvent.click(box(), beside);
    expect(close).not.toHaveBeenCalled();
  });

  test('tells whoever holds it when the browser closed it by itself', () => {
    fireEvent(box(), new Event('close'));
    expect(close).toHaveBeenCalledTimes(1);
  });
});

describe('undo', () => {
  const [undone, gone] = [vi.fn(), vi.fn()];
  const bar = () => screen.getByRole('button', { name: 'Undo' });
  beforeEach(() => {
    vi.useFakeTimers();
    for (const told of [undone, gone]) told.mockClear();
    render(
      <Undo onUndo={undone} onGone={gone}>
        It is taken back
      </Undo>,
    );
  });
  afterEach(() => void vi.useRealTimers());

  test('is offered for ten seconds', () => {
    vi.advanceTimersByTime(9999);
    expect(gone).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(gone).toHaveBeenCalledTimes(1);
  });

  test('is announced: the words come after the place for them', async () => {
    expect(screen.getByRole('status').textContent).toBe('');
    await vi.advanceTimersByTimeAsync(50);
    expect(screen.getByRole('status').textContent).toBe('It is taken back');
  });

  test.each([
    ['the focus is on it', 'focusIn', 'focusOut'],
    ['the pointer is on it', 'pointerEnter', 'pointerLeave'],
  ] as const)('waits while %s', async (_, on, off) => {
    const whole = bar().parentElement as HTMLElement;
    fireEvent[on](whole);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(gone).not.toHaveBeenCalled();
    fireEvent[off](whole);
    await vi.advanceTimersByTimeAsync(10_001);
    expect(gone).toHaveBeenCalledTimes(1);
  });

  test('takes back', () => {
    fireEvent.click(bar());
    expect(undone).toHaveBeenCalledTimes(1);
  });
});

describe('the places', () => {
  const place = (path: string, label: NavPlace['label'], order: number): NavPlace => ({ path, label, icon: House, roles: [], order });
  const places = [place('/', frameWords.today, 1), place('/learn', frameWords.learn, 2), place('/me', frameWords.me, 3)];
  const acts: Act[] = [{ path: '/new', label: frameWords.skip, icon: UserRound, roles: [] }];

  test('are what was registered, with the plus among them, and say where she is', () => {
    render(<Places places={places} acts={acts} path="/learn/tuning-in" />);
    const nav = screen.getByRole('navigation', { name: 'Places' });
    expect([...nav.querySelectorAll('.place-name')].map(name => name.textContent)).toEqual(['Today', 'Learn', 'Add', 'Me']);
    expect(nav.querySelector('[aria-current]')?.textContent).toBe('Learn');
  });

  test('have no plus where there is nothing to add', () => {
    render(<Places places={places.slice(0, 1)} acts={[]} path="/" />);
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getAllByRole('link')).toHaveLength(1);
  });

  test('offer under the plus what can be begun, and close when it is chosen', async () => {
    render(<Places places={places} acts={acts} path="/" />);
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('link'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a name', () => {
  test.each([
    ['Amina', 'A'],
    [' ødger', 'Ø'],
    ['q', 'Q'],
    ['ßarah', 'ß'],
    ['مريم', 'م'],
    ['ਹਰਪ੍ਰੀਤ', 'ਹ'],
    ['👩🏽‍🍼 Dee', '👩🏽‍🍼'],
    ['🇺🇦 Olena', '🇺🇦'],
    ['\u{1F469}\u{1F3FD}', '\u{1F469}\u{1F3FD}'],
    ['e\u0301va', 'E\u0301'],
    ['“Bunny”', 'B'],
    ['\u200f(مريم)', 'م'],
    ['', '·'],
    ['  ', '·'],
    ['—', '—'],
  ])('“%s” is known by %s, with and without the browser’s help', (name, letter) => {
    expect([initialOf(name), initialOf(name, null)]).toEqual([letter, letter]);
  });

  test('however long stands whole in the head, for listeners and under the pointer', () => {
    const name = 'W'.repeat(60);
    render(
      <Head person={{ name, hue: 'teal' }} href="/me">
        <IconButton icon={House} label="Lock" onPress={() => {}} />
      </Head>,
    );
    const link = screen.getByRole('link', { name });
    expect([link.title, link.getAttribute('href')]).toEqual([name, '/me']);
  });
});

describe('figures', () => {
  const bar = () => screen.getByRole('progressbar', { name: 'Fetching' }) as HTMLProgressElement;

  test('a bar knows how far it is, and never more than all', () => {
    const { rerender } = render(<Progress label="Fetching" value={4} most={40} text="4 of 40 MB" />);
    expect([bar().value, bar().max, bar().getAttribute('aria-valuetext')]).toEqual([4, 40, '4 of 40 MB']);
    rerender(<Progress label="Fetching" value={50} most={40} />);
    expect(bar().value).toBe(40);
    rerender(<Progress label="Fetching" value={0} most={0} />);
    expect([bar().value, bar().max]).toEqual([0, 1]);
  });

  test('a bar says when nobody knows how long', () => {
    render(<Progress label="Fetching" value={null} most={1} />);
    expect(bar().hasAttribute('value')).toBe(false);
  });

  test('a pill is a button only where it opens something', () => {
    const press = vi.fn();
    const { rerender } = render(
      <Pill icon={House} tone="calm">
        Saved here
      </Pill>,
    );
    expect(screen.queryByRole('button')).toBeNull();
    rerender(
      <Pill icon={House} tone="calm" onPress={press}>
        Saved here
      </Pill>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Saved here' }));
    expect(press).toHaveBeenCalledTimes(1);
  });
});
