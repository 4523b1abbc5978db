// Leases that have ended go as soon as Larkrise is open, whether or not a round ever comes so far.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchLeases } from '../../src/device/lease-watch';
import { minutes } from '../../src/kernel/clock';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('it is looked at once and each minute, also after a time at which it could not be, until it is ended', async () => {
  const seen: string[] = [];
  const fates = ['done', 'storage closed', 'no script', 'done'];
  const end = watchLeases(async () => {
    const fate = fates[seen.length] ?? '';
    seen.push(fate);
    if (fate === 'no script') throw new Error('it could not be fetched');
    return {
      dropEnded: async () => {
        if (fate === 'storage closed') throw new DOMException('closed', 'InvalidStateError');
      },
    };
  });
  expect(seen).toEqual(['done']);
  await vi.advanceTimersByTimeAsync(minutes(3));
  expect(seen).toEqual(fates);
  end();
  await vi.advanceTimersByTimeAsync(minutes(3));
  expect(seen).toEqual(fates);
});
