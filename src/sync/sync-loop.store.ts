// The sync loop: the one place that decides when to push and pull. Every outside event only nudges it.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { nextTry } from './back-off';
import { type Round, type RoundParts, syncRound } from './sync-round.store';
import { nothingYet, type SyncStatus } from './sync-status';

/** Why a round may be worth it: the server has said so, or anything else. */
export type Nudge = 'poke' | 'look';

export interface SyncLoop {
  readonly status: ReadonlySignal<SyncStatus>;
  /** Something changed (a write, the network, the screen, the server): look now. Cheap, and safe to call at any time. */
  nudge(why?: Nudge): void;
  stop(): void;
}

export interface SyncParts extends RoundParts {
  /** Runs one round while no other tab of this tablet does; one that lasts longer than `patience`, in ms, is waited for no more. */
  readonly alone: (round: () => Promise<void>, patience?: number) => Promise<void>;
  /** A number from 0 to 1. */
  readonly chance: () => number;
}

/** `status` may be known from before, or from another tab. */
export function startSyncLoop(parts: SyncParts, status: Signal<SyncStatus> = signal(nothingYet)): SyncLoop {
  let failures = 0;
  let isRunning = false;
  let wanted: Nudge | null = null;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const wake = (wait: number) => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(nudge, wait);
  };
  const now = (change: Partial<SyncStatus>) => {
    if (!isStopped) status.value = { ...status.peek(), ...change };
  };
  const note = (round: Round) => {
    failures = round.ok ? 0 : failures + 1;
    if (round.ok) return now({ state: 'idle', lastSent: parts.tablet.clock(), trouble: null });
    return now({ state: round.trouble === 'no-network' ? 'offline' : 'waiting', trouble: round.trouble });
  };
  /** A bug must not end the sending: it is reported, and the next round tries again. */
  const broken = (error: unknown) => {
    failures += 1;
    now({ state: 'waiting', trouble: 'server-trouble' });
    reportError(error);
  };
  const run = async () => {
    isRunning = true;
    while (wanted && !isStopped) {
      const isPoked = wanted === 'poke';
      wanted = null;
      if (failures === 0) now({ state: 'sending' });
      await parts.alone(async () => note(await syncRound({ ...parts, isPoked }))).catch(broken);
    }
    isRunning = false;
    wake(nextTry(failures, parts.chance()));
  };
  const nudge = (why: Nudge = 'look') => {
    wanted = wanted === 'poke' ? 'poke' : why;
    if (!isRunning && !isStopped) void run();
  };
  return {
    status,
    nudge,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
