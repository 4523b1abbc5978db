// Several tabs of a tablet that is taken out of use: it is emptied only when nobody is unlocked in any of them, and nobody comes in meanwhile.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { joinLeaving, type Leaving, type LeavingParts, type LeavingTabs } from '../../src/device/leaving-tabs';
import type { Session } from '../../src/device/session';
import { whoIsIn } from '../../src/device/who-is-in';

/** One lock as browsers keep it (W3C Web Locks): many share it, or one has it alone, in the order of asking. */
function playedLock(): NonNullable<LeavingParts['locks']> {
  interface Asked {
    readonly isShared: boolean;
    readonly begin: (lock: Lock | null) => unknown;
  }
  const queue: Asked[] = [];
  const holders = new Set<Asked>();
  const isFree = ({ isShared }: Asked) => holders.size === 0 || (isShared && [...holders].every(holder => holder.isShared));
  const look = (): void => {
    const [next] = queue;
    if (!next || !isFree(next)) return;
    holders.add(next);
    queue.shift();
    void Promise.resolve(next.begin({} as Lock)).then(() => {
      holders.delete(next);
      look();
    });
    look();
  };
  const request = (_: string, { mode, ifAvailable, signal }: LockOptions, begin: Asked['begin']) =>
    new Promise((_done, fail) => {
      const asked = { isShared: mode === 'shared', begin };
      if (ifAvailable && (queue.length > 0 || !isFree(asked))) return void begin(null);
      signal?.addEventListener('abort', () => {
        const at = queue.indexOf(asked);
        if (at >= 0) queue.splice(at, 1);
        fail(signal.reason);
      });
      queue.push(asked);
      look();
    });
  return { request } as unknown as NonNullable<LeavingParts['locks']>;
}

/** Two tabs that hear each other, and what each was told. */
function twoTabs() {
  const locks = playedLock();
  const channels: NonNullable<LeavingParts['channel']>[] = [];
  const open = () => {
    const heard: Leaving[] = [];
    const channel: (typeof channels)[number] = {
      onmessage: null,
      postMessage: data => {
        for (const other of channels) if (other !== channel) other.onmessage?.call(other as never, { data } as MessageEvent);
      },
    };
    channels.push(channel);
    const tabs = joinLeaving({ locks, channel, hear: standing => void heard.push(standing) });
    return { tabs, heard, inside: whoIsIn(Promise.resolve(tabs)) };
  };
  return [open(), open()] as const;
}

const somebody = () => ({ keys: { drop: vi.fn() } }) as unknown as Session;
/** What it has become by now. */
async function now<Value>(work: Promise<Value>): Promise<Value | 'waiting'> {
  await vi.advanceTimersByTimeAsync(100);
  return Promise.race([work, Promise.resolve('waiting' as const)]);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the tablet waits until whoever is unlocked in another tab has handed over and locked', async () => {
  const [blue, other] = twoTabs();
  await other.inside.enter(somebody());
  const out = blue.inside.allOut(() => false);
  expect([await now(out), other.heard]).toEqual(['waiting', ['leaving']]);
  other.inside.lock();
  expect(await now(out)).toBeTypeOf('function');
});

test('it waits for its own tab as well, with locks and without', async () => {
  const alone = whoIsIn(Promise.resolve(joinLeaving({ locks: undefined, channel: undefined, hear: () => undefined })));
  for (const inside of [twoTabs()[0].inside, alone]) {
    await inside.enter(somebody());
    const out = inside.allOut(() => false);
    expect(await now(out)).toBe('waiting');
    inside.lock();
    expect(await now(out)).toBeTypeOf('function');
  }
});

test('nobody comes in while it is being emptied, and her keys are dropped; afterwards she does', async () => {
  const [blue, other] = twoTabs();
  const reopen = await blue.inside.allOut(() => false);
  const kasia = somebody();
  expect(await other.inside.enter(kasia)).toEqual({ ok: false, trouble: 'tablet-revoked' });
  expect([kasia.keys.drop, other.inside.session()]).toEqual([expect.objectContaining({}), null]);
  expect(kasia.keys.drop).toHaveBeenCalledOnce();
  reopen?.();
  await vi.advanceTimersByTimeAsync(1);
  expect((await other.inside.enter(kasia)).ok).toBe(true);
});

test('of two who come in at once only the second is in, and what the first held is let go', async () => {
  const [blue, other] = twoTabs();
  const [amina, kasia] = [somebody(), somebody()];
  await blue.inside.enter(amina);
  await blue.inside.enter(kasia);
  expect([amina.keys.drop, kasia.keys.drop].map(drop => vi.mocked(drop).mock.calls.length)).toEqual([1, 0]);
  blue.inside.lock(amina); // late: it is not her page any more
  expect([blue.inside.session(), vi.mocked(kasia.keys.drop).mock.calls.length]).toEqual([kasia, 0]);
  blue.inside.lock(kasia);
  expect(blue.inside.session()).toBeNull();
  expect(await now(other.inside.allOut(() => false))).toBeTypeOf('function');
});

test('a tab that is frozen with somebody inside keeps no tablet from being emptied', async () => {
  vi.useRealTimers();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(new DOMException('late', 'TimeoutError')));
  const late: LeavingParts['locks'] = { request: (async (_: string, { signal }: LockOptions) => signal?.throwIfAborted()) as never };
  const tabs: LeavingTabs = joinLeaving({ locks: late, channel: undefined, hear: () => undefined });
  expect(await tabs.closeAll()).toBeTypeOf('function');
  expect(timeout).toHaveBeenCalledWith(10_000);
});

test('a tab that was late lets go at once when another one has emptied the tablet meanwhile', async () => {
  const [blue, other] = twoTabs();
  expect(await blue.inside.allOut(() => true)).toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  expect((await other.inside.enter(somebody())).ok).toBe(true);
});

test('every tab is told the end, and nothing that it does not know', async () => {
  const [blue, other] = twoTabs();
  blue.tabs.tell('emptied');
  blue.tabs.tell('something newer' as Leaving);
  expect([blue.heard, other.heard]).toEqual([[], ['emptied']]);
});
