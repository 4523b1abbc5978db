// An untouched tablet locks by itself: two minutes, ten on Learn; touching, typing, scrolling and playing keep it open.
import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { minutes } from '../../src/kernel/clock';
import { IdleLock } from '../../src/main/IdleLock';

let now: number;
const lock = vi.fn();
const pass = (ms: number) =>
  act(async () => {
    now += ms;
    await vi.advanceTimersByTimeAsync(Math.min(ms, 10_000));
  });

const open = async (path: string) => {
  history.replaceState(null, '', path);
  render(<IdleLock clock={() => now} lock={lock} />);
  await pass(100);
};

beforeEach(() => {
  vi.useFakeTimers();
  now = Date.UTC(2026, 10, 23, 7, 15);
  lock.mockClear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('after two quiet minutes on a private page, not before', async () => {
  await open('/reflections/new');
  await pass(minutes(2) - 11_000);
  expect(lock).not.toHaveBeenCalled();
  await pass(12_000);
  expect(lock).toHaveBeenCalled();
});

test('after ten on Learn', async () => {
  await open('/learn/tuning-in/watch');
  await pass(minutes(9));
  expect(lock).not.toHaveBeenCalled();
  await pass(minutes(1));
  expect(lock).toHaveBeenCalled();
});

test.each(['pointerdown', 'keydown', 'input', 'touchmove', 'scroll', 'timeupdate'])('%s is a sign of life', async sign => {
  await open('/');
  for (let times = 0; times < 4; times++) {
    await pass(minutes(1));
    document.body.dispatchEvent(new Event(sign));
  }
  expect(lock).not.toHaveBeenCalled();
  await pass(minutes(2) + 6_000);
  expect(lock).toHaveBeenCalled();
});

test('a clock that is put right backwards holds nothing off', async () => {
  await open('/');
  now -= minutes(60);
  await pass(5_000);
  expect(lock).not.toHaveBeenCalled();
  await pass(minutes(2));
  expect(lock).toHaveBeenCalled();
});

test('a tablet that slept is locked the moment its screen comes back, though no timer ran', async () => {
  await open('/');
  now += minutes(60);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(lock).toHaveBeenCalledOnce();
});
