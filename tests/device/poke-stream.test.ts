// The stream of pokes: open while it is wanted, opened anew for ever, with a fresh session where it was not let in.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listenForPokes, type PokeStream } from '../../src/device/poke-stream';

type Heard = 'open' | 'poke' | 'error';

/** A stream as the browser gives it; the test is the server. */
class FakeStream extends EventTarget {
  isClosed = false;
  close() {
    this.isClosed = true;
  }
  hears(what: Heard) {
    this.dispatchEvent(new Event(what));
  }
}

let streams: FakeStream[];
let isWanted: boolean;
let stream: PokeStream;
const told: string[] = [];
const newest = () => streams.at(-1) as FakeStream;
const standing = () => streams.filter(one => !one.isClosed).length;

beforeEach(() => {
  vi.useFakeTimers();
  streams = [];
  isWanted = true;
  told.length = 0;
  stream = listenForPokes({
    open: () => {
      const made = new FakeStream();
      streams.push(made);
      return made as unknown as EventSource;
    },
    renew: async () => told.push('renewed'),
    isWanted: () => isWanted,
    poked: () => told.push('poked'),
    opened: () => told.push('opened'),
    wait: failures => failures * 1_000,
  });
});
afterEach(() => {
  stream.stop();
  vi.useRealTimers();
});

test('each poke is told, and that there may have been some before it was open', () => {
  newest().hears('open');
  newest().hears('poke');
  newest().hears('poke');
  expect(told).toEqual(['opened', 'poked', 'poked']);
});

test('a stream that ends is opened anew after a moment, without another proof', async () => {
  newest().hears('open');
  newest().hears('error');
  expect(standing()).toBe(0);
  await vi.advanceTimersByTimeAsync(999);
  expect(streams).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(standing()).toBe(1);
  expect(told).toEqual(['opened']);
});

test('one that was not let in proves at once which tablet it is; if that does not help it waits longer each time, and never gives up', async () => {
  newest().hears('error');
  await vi.advanceTimersByTimeAsync(0);
  expect([streams.length, told]).toEqual([2, ['renewed']]);
  for (let failures = 2; failures < 40; failures += 1) {
    newest().hears('error');
    await vi.advanceTimersByTimeAsync(failures * 1_000 - 1);
    expect(streams).toHaveLength(failures);
    await vi.advanceTimersByTimeAsync(1);
    expect(streams).toHaveLength(failures + 1);
  }
  newest().hears('open');
  newest().hears('error');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(streams).toHaveLength(41);
});

test('out of sight it is closed, and nothing opens it until somebody looks', async () => {
  newest().hears('open');
  isWanted = false;
  stream.look();
  expect(standing()).toBe(0);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(streams).toHaveLength(1);
  isWanted = true;
  stream.look();
  stream.look();
  expect(standing()).toBe(1);
});

test('an attempt that waits is woken by whoever looks', async () => {
  newest().hears('open');
  newest().hears('error');
  stream.look();
  expect(standing()).toBe(1);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(standing()).toBe(1);
});

test('after it was stopped nothing is opened', async () => {
  newest().hears('error');
  stream.stop();
  stream.look();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(standing()).toBe(0);
});
