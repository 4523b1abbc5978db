// What is still being read, and a page that stopped: neither flashes, neither leaves anybody stranded.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, expect, test, vi } from 'vitest';
import { Reading } from '../../src/ui/Damaged';
import { Guard } from '../../src/ui/Guard';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('a read that is over in a blink is never announced; a longer one is, in the room that it had all along', () => {
  vi.useFakeTimers();
  const { container } = render(<Reading />);
  const room = container.innerHTML.length;
  expect(container.querySelectorAll('.reading-line')).toHaveLength(3);
  act(() => void vi.advanceTimersByTime(299));
  expect(screen.getByRole('status').textContent).toBe('');
  act(() => void vi.advanceTimersByTime(2));
  expect(screen.getByRole('status').textContent).toBe('Reading…');
  expect(container.innerHTML.length - room).toBe('Reading…'.length);
});

test('a page that stops says that her words are kept, and the way out leads to a page that works', async () => {
  vi.mocked(console.error).mockImplementation(() => {});
  let isBroken = true;
  const Page = () => {
    const [name] = useState('Babies');
    if (isBroken) throw new Error('a bug');
    return <h1>{name}</h1>;
  };
  render(
    <Guard
      leave={() => {
        isBroken = false;
      }}
    >
      <Page />
    </Guard>,
  );
  expect(await screen.findByRole('heading', { name: 'This page stopped working' })).toBeTruthy();
  expect(screen.getByText(/What you wrote is kept on this tablet/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Go to Today' }));
  expect(await screen.findByRole('heading', { name: 'Babies' })).toBeTruthy();
  expect(console.error).toHaveBeenCalledOnce();
  vi.mocked(console.error).mockClear();
});
