// The page for whoever cannot unlock, and what she finds when she can: closed when it is left, hers only when she says so.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { beginLater } from '../../src/device/write-now';
import { PinPad } from '../../src/features/entrance/PinPad';
import { WriteNow } from '../../src/features/entrance/WriteNow';
import { LaterNotes } from '../../src/features/reflections/LaterNotes';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { trouble } from '../../src/kernel/result';
import { readRecords } from '../../src/sync/records.store';
import { type SharedTablet, sharedTablet } from '../support/shared-tablet';

const words = 'Noor held the cup';
const amina = { id: 'amina', name: 'Amina', role: 'educator', hue: 'teal', room: 'wrens' };
let here: SharedTablet;
const leave = vi.fn();

beforeEach(async () => {
  here = await sharedTablet();
  leave.mockReset();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  here.tablet.database.close();
});

const field = () => screen.getByLabelText('Your words') as HTMLTextAreaElement;
const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const link = 'Write something down for later';

describe('the way to it', () => {
  const pad = (
    standing: { waits: number; left: number },
    onWriteNow: (() => void) | undefined = leave,
    unlock = async () => trouble('wrong-pin' as const),
  ) => render(<PinPad person={amina} unlock={unlock} standing={async () => standing} onNotMe={() => {}} onWriteNow={onWriteNow} />);

  test.each([
    ['has to wait', { waits: 30_000, left: 4 }],
    ['is locked out', { waits: 0, left: 0 }],
  ])('is there while she %s', async (_, standing) => {
    pad(standing);
    fireEvent.click(await screen.findByRole('button', { name: link }));
    expect(leave).toHaveBeenCalledOnce();
  });

  test('is there when her lease is over, and nowhere while her key is not here', async () => {
    pad({ waits: 0, left: 10 }, leave, async () => trouble('lease-over' as const) as never);
    fireEvent.input(screen.getByLabelText('Your PIN'), { target: { value: '735182' } });
    expect(await screen.findByRole('button', { name: link })).toBeTruthy();
    cleanup();
    render(
      <PinPad person={amina} unlock={async () => trouble('wrong-pin')} standing={async () => ({ waits: 0, left: 0 })} onNotMe={() => {}} />,
    );
    await screen.findByRole('alert');
    expect(screen.queryByRole('button', { name: link })).toBeNull();
  });
});

describe('the page', () => {
  const open = () => render(<WriteNow tablet={here.tablet} person={amina} onLeave={leave} />);

  test('keeps a pause, closes, says how much there is, and shows no word of it when somebody comes back', async () => {
    open();
    fireEvent.input(field(), { target: { value: words } });
    await screen.findByText('Kept and closed on this tablet');
    tap('Close it');
    expect(await screen.findByText('Kept, 17 letters. They open after you unlock.')).toBeTruthy();
    expect(document.body.innerHTML).not.toContain(words);
    tap('Back');
    expect(leave).toHaveBeenCalledOnce();
    cleanup();
    open();
    expect(await screen.findByText('23 November 2026, 7:24am: 17 letters')).toBeTruthy();
    expect([field().value, document.body.innerHTML.includes(words)]).toEqual(['', false]);
  });

  test('closes by itself when nobody looks at it, and what was in mid-word is kept', async () => {
    open();
    fireEvent.input(field(), { target: { value: words } });
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(await screen.findByText('Kept, 17 letters. They open after you unlock.')).toBeTruthy();
    expect((await here.tablet.database.later.toArray()).map(({ letters }) => letters)).toEqual([17]);
  });

  test('closes by itself after two minutes without a touch', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    open();
    fireEvent.input(field(), { target: { value: words } });
    vi.advanceTimersByTime(119_000);
    expect(field().value).toBe(words);
    vi.advanceTimersByTime(2_000);
    vi.useRealTimers();
    expect(await screen.findByText('Kept, 17 letters. They open after you unlock.')).toBeTruthy();
  });

  test('what cannot be kept is said, stays on the screen, and does not close', async () => {
    open();
    vi.spyOn(here.tablet.database.later, 'put').mockRejectedValue(Object.assign(new Error('full'), { name: 'QuotaExceededError' }));
    fireEvent.input(field(), { target: { value: words } });
    expect(await screen.findByText(/^Not kept yet\. This tablet is full/)).toBeTruthy();
    tap('Close it');
    await new Promise(passed => setTimeout(passed, 50));
    expect(field().value).toBe(words);
  });
});

describe('what she finds', () => {
  const find = async (hasReflections = true) => {
    await beginLater(here.tablet, 'amina').write(words);
    const session = await here.unlock('amina');
    render(<LaterNotes session={session} hasReflections={hasReflections} />);
    await screen.findByText(words);
    return session;
  };

  test('is kept as her reflection with one tap', async () => {
    const session = await find();
    expect(screen.getByText('You wrote this while you were locked out on 23 November 2026, 7:24am')).toBeTruthy();
    tap('Keep as my reflection');
    expect(await screen.findByText('It is among your reflections now.')).toBeTruthy();
    expect((await readRecords(session, reflectionKind)).items.map(({ row }) => row.text)).toEqual([words]);
    await waitFor(() => expect(screen.queryByText(words)).toBeNull());
  });

  test('is thrown away with the way back', async () => {
    const session = await find();
    tap('Throw it away');
    await waitFor(() => expect(screen.queryByText(words)).toBeNull());
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(words)).toBeTruthy();
    expect((await readRecords(session, reflectionKind)).items).toEqual([]);
  });

  test('is copied by whoever writes no reflections', async () => {
    await find(false);
    expect(screen.queryByRole('button', { name: 'Keep as my reflection' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Copy the words' })).toBeTruthy();
  });

  test('says plainly when it does not open, and keeps it', async () => {
    await beginLater(here.tablet, 'amina').write(words);
    await here.tablet.database.later.toCollection().modify({ key: 'another' });
    render(<LaterNotes session={await here.unlock('amina')} hasReflections />);
    expect(await screen.findByText(/^It cannot be opened just now\. It stays here as it is/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Keep as my reflection' })).toBeNull();
  });
});
