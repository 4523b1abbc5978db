// The sync loop: the one place that decides when to push and pull. Every outside event only nudges it.
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { HttpTrouble } from '../device/http';
import { nextTry } from './back-off';
import { type Round, type RoundParts, syncRound } from './sync-round.store';
import type { TabletTrouble } from './verdict';

export interface SyncStatus {
  readonly state: 'idle' | 'sending' | 'offline' | 'waiting';
  /** When everything was last sent and fetched, by this tablet's clock. */
  readonly lastSent: number | null;
  readonly trouble: HttpTrouble | TabletTrouble | null;
}

export interface SyncLoop {
  readonly status: ReadonlySignal<SyncStatus>;
  /** Something changed (a write, the network, the screen): look now. Cheap, and safe to call at any time. */
  nudge(): void;
  stop(): void;
}

export interface SyncParts extends RoundParts {
  /** Runs one round while no other tab of this tablet does (Web Locks). */
  readonly alone: (round: () => Promise<void>) => Promise<void>;
  /** A number from 0 to 1. */
  readonly chance: () => number;
}

export function startSyncLoop(parts: SyncParts): SyncLoop {
  const status = signal<SyncStatus>({ state: 'idle', lastSent: null, trouble: null });
  let failures = 0;
  let isRunning = false;
  let isWanted = false;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const wake = (wait: number) => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(nudge, wait);
  };
  const note = (round: Round) => {
    failures = round.ok ? 0 : failures + 1;
    const isOffline = !round.ok && round.trouble === 'no-network';
    const lastSent = round.ok ? parts.tablet.clock() : status.value.lastSent;
    status.value = { state: round.ok ? 'idle' : isOffline ? 'offline' : 'waiting', lastSent, trouble: round.ok ? null : round.trouble };
  };
  /** A bug must not end the sending: it is reported, and the next round tries again. */
  const broken = (error: unknown) => {
    failures += 1;
    status.value = { ...status.value, state: 'waiting', trouble: 'server-trouble' };
    reportError(error);
  };
  const run = async () => {
    isRunning = true;
    while (isWanted && !isStopped) {
      isWanted = false;
      status.value = { ...status.value, state: failures === 0 ? 'sending' : status.value.state };
      await parts.alone(async () => note(await syncRound(parts))).catch(broken);
    }
    isRunning = false;
    wake(nextTry(failures, parts.chance()));
  };
  const nudge = () => {
    isWanted = true;
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
