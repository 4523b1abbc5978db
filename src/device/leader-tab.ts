// Which tab of this tablet leads: it holds a lock for as long as it lives, and the browser gives that to the next one when it has gone.
//
// A hidden tab's timers hardly run and a frozen one does nothing at all, yet both keep the lock: so a tab that is looked at asks
// whether the one that leads still answers, and takes the lock from it when it is hidden or silent. Two tabs may therefore
// believe for a moment that they lead; what they do must bear that.
import { type ReadonlySignal, signal } from '@preact/signals-core';

export interface Tabs {
  readonly leads: ReadonlySignal<boolean>;
  /** To every other tab of this tablet; it must be plain data. */
  say(said: unknown): void;
  /** `hear` is called with what other tabs say. */
  listen(hear: (said: unknown) => void): void;
  /** This tab takes part no more. */
  leave(): void;
}

export interface TabParts {
  /** Without both of these every tab leads. */
  readonly locks: Pick<LockManager, 'request'> | undefined;
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'> | undefined;
  /** Somebody may be looking at this tab. */
  readonly isVisible: () => boolean;
  /** Calls `look` whenever that may have changed. */
  readonly onVisibility: (look: () => void) => void;
}

const lockName = 'larkrise-leads';
/** In ms. Asked so often, and answered so soon, that a dead leader is followed within five seconds. */
const rhythm = 1_500;
const patience = 1_500;

type Message = { readonly ask: true } | { readonly isVisible: boolean } | { readonly said: unknown };

/** What only one tab has to do when none can be told from another. */
const alone = (): Tabs => ({ leads: signal(true), say: () => undefined, listen: () => undefined, leave: () => undefined });

/** The lock, and whether this tab has it. */
function candidate(locks: Pick<LockManager, 'request'>) {
  const leads = signal(false);
  let newest: AbortController | null = null;
  let letGo: () => void = () => undefined;
  const hold = () =>
    new Promise<void>(done => {
      letGo = done;
      leads.value = true;
    });
  /** Stands in the queue or, with `steal`, before everybody. */
  const stand = (steal: boolean) => {
    newest?.abort();
    const own = new AbortController();
    newest = own;
    locks.request(lockName, steal ? { steal } : { signal: own.signal }, hold).catch((error: unknown) => {
      if (newest !== own) return; // given up by ourselves
      leads.value = (error as Error).name !== 'AbortError'; // a browser that lends no locks here: then every tab leads
      if (!leads.value) stand(false);
    });
  };
  const leave = () => {
    newest?.abort();
    newest = null;
    leads.value = false;
    letGo();
  };
  return { leads, stand, leave };
}

export function joinTabs({ locks, channel, isVisible, onVisibility }: TabParts): Tabs {
  if (!locks || !channel) return alone();
  const { leads, stand, leave } = candidate(locks);
  const listeners: ((said: unknown) => void)[] = [];
  let silence: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;
  const post = (message: Message) => channel.postMessage(message);
  const takeOver = () => {
    silence = undefined;
    if (!isGone && !leads.peek() && isVisible()) stand(true);
  };
  const ask = () => {
    if (isGone || leads.peek() || !isVisible()) return;
    post({ ask: true });
    silence ??= setTimeout(takeOver, patience);
  };
  const answer = () => leads.peek() && post({ isVisible: isVisible() });
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if ('said' in data) for (const hear of listeners) hear(data.said);
    else if ('ask' in data) answer();
    else {
      clearTimeout(silence);
      silence = undefined;
      if (!data.isVisible) takeOver();
    }
  };
  onVisibility(() => (leads.peek() ? answer() : ask()));
  const asking = setInterval(ask, rhythm);
  leads.subscribe(answer);
  stand(false);
  ask();
  return {
    leads,
    say: said => !isGone && post({ said }),
    listen: hear => void listeners.push(hear),
    leave: () => {
      isGone = true;
      clearInterval(asking);
      clearTimeout(silence);
      leave();
      channel.close();
    },
  };
}
