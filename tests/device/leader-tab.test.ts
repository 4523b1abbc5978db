// Which of several tabs leads: one that is looked at and answers. The browser's locks are played; tests/journeys/two-tabs.test.ts has real ones.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { joinTabs, type Tabs } from '../../src/device/leader-tab';

/** One lock as the browser keeps it: a queue, a holder, and thieves. */
function playedLock() {
  interface Asked {
    readonly begin: () => Promise<void>;
    readonly fail: (error: DOMException) => void;
    readonly done: () => void;
  }
  const queue: Asked[] = [];
  let holder: Asked | null = null;
  const grant = (asked: Asked | undefined) => {
    holder = asked ?? null;
    void asked?.begin().then(() => {
      if (holder !== asked) return;
      asked.done();
      grant(queue.shift());
    });
  };
  const stolen = () => new DOMException('stolen', 'AbortError');
  return {
    request: (_: string, { signal, steal }: LockOptions, begin: () => Promise<void>) =>
      new Promise<void>((done, fail) => {
        const asked = { begin, fail, done };
        signal?.addEventListener('abort', () => {
          const at = queue.indexOf(asked);
          if (at >= 0) queue.splice(at, 1);
          fail(stolen());
        });
        if (steal) holder?.fail(stolen());
        if (steal || !holder) grant(asked);
        else queue.push(asked);
      }),
    /** The tab that has it is gone. */
    dies: () => grant(queue.shift()),
  } as unknown as Pick<LockManager, 'request'> & { dies(): void };
}

/** Everybody hears everybody else, unless a tab is frozen. */
function playedTabs() {
  const lock = playedLock();
  const all: { channel: Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'>; isFrozen: boolean }[] = [];
  const open = (isVisible: boolean) => {
    let isClosed = false;
    const channel: (typeof all)[number]['channel'] = {
      onmessage: null,
      close: () => {
        isClosed = true;
      },
      postMessage: data => {
        if (isClosed) throw new DOMException('closed', 'InvalidStateError');
        for (const one of all)
          if (one !== self && !one.isFrozen) one.channel.onmessage?.call(one.channel as never, { data } as MessageEvent);
      },
    };
    const self = { channel, isFrozen: false, isVisible, tabs: null as unknown as Tabs, look: () => {} };
    all.push(self);
    const onVisibility = (look: () => void) => {
      self.look = look;
    };
    self.tabs = joinTabs({ locks: lock, channel, isVisible: () => self.isVisible && !self.isFrozen, onVisibility });
    opened.push(self.tabs);
    return self;
  };
  return { lock, open };
}
const opened: Tabs[] = [];
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const tabs of opened.splice(0)) tabs.leave();
  vi.useRealTimers();
});

test('the first tab leads, and a second one that is looked at as well leaves it so', async () => {
  const { open } = playedTabs();
  const [first, second] = [open(true), open(true)];
  await settle(60_000);
  expect([first.tabs.leads.value, second.tabs.leads.value]).toEqual([true, false]);
});

test('a tab that is looked at takes over from one that is not, at once, and keeps it', async () => {
  const { open } = playedTabs();
  const [first, second] = [open(false), open(true)];
  await settle();
  expect([first.tabs.leads.value, second.tabs.leads.value]).toEqual([false, true]);
  first.isVisible = true;
  first.look();
  await settle(60_000);
  expect([first.tabs.leads.value, second.tabs.leads.value]).toEqual([false, true]);
});

test('once the tab that took over has gone, the one that nobody looks at leads again', async () => {
  const { open } = playedTabs();
  const [first, second] = [open(false), open(true)];
  await settle();
  second.tabs.leave();
  second.look();
  second.tabs.say('nobody hears it');
  await settle(10_000);
  expect([first.tabs.leads.value, second.tabs.leads.value]).toEqual([true, false]);
});

test('of tabs that nobody looks at, the first goes on', async () => {
  const { open } = playedTabs();
  const [first, second] = [open(true), open(false)];
  first.isVisible = false;
  first.look();
  await settle(60_000);
  expect([first.tabs.leads.value, second.tabs.leads.value]).toEqual([true, false]);
});

test('one that was frozen is followed within five seconds, and does not lead when it wakes', async () => {
  const { open } = playedTabs();
  const [first, second] = [open(true), open(true)];
  await settle(10_000);
  first.isFrozen = true;
  await settle(5_000);
  expect(second.tabs.leads.value).toBe(true);
  first.isFrozen = false;
  await settle(60_000);
  expect([first.tabs.leads.value, second.tabs.leads.value]).toEqual([false, true]);
});

test('when the leader dies the next in the queue leads; a hidden one hands over to one that is looked at', async () => {
  const { open, lock } = playedTabs();
  const [first, hidden, seen] = [open(true), open(false), open(true)];
  await settle();
  first.isFrozen = true;
  lock.dies();
  await settle(5_000);
  expect([hidden.tabs.leads.value, seen.tabs.leads.value]).toEqual([false, true]);
});

test('what one tab says all others hear, and it does not hear itself', async () => {
  const { open } = playedTabs();
  const tabs = [open(true), open(true), open(false)];
  const heard: string[] = [];
  for (const [at, { tabs: one }] of tabs.entries()) one.listen(said => heard.push(`${at} ${String(said)}`));
  tabs[0]?.tabs.say('hello');
  expect(heard).toEqual(['1 hello', '2 hello']);
});

test('without locks, or where the browser lends none, every tab leads', async () => {
  const channel = { postMessage: () => undefined, close: () => undefined, onmessage: null };
  const parts = { channel, isVisible: () => true, onVisibility: () => undefined };
  const refusing = { request: () => Promise.reject(new DOMException('not here', 'SecurityError')) } as unknown as LockManager;
  const both = [joinTabs({ ...parts, locks: undefined }), joinTabs({ ...parts, locks: refusing })];
  await settle(10_000);
  expect(both.map(({ leads }) => leads.value)).toEqual([true, true]);
  for (const one of both) one.leave();
});
