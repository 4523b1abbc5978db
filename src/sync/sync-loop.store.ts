// The sync loop: the one place that decides when to push and pull. Every outside event only nudges it.
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Http, HttpTrouble } from '../device/http';
import type { Session, Tablet } from '../device/session';
import { storageTrouble } from '../device/storage-trouble';
import { ok, type Result, trouble } from '../kernel/result';
import { nextTry } from './back-off';
import { pullOnce } from './pull.store';
import { pushOnce } from './push.store';
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

export interface SyncParts {
  readonly tablet: Tablet;
  readonly http: Pick<Http, 'post'>;
  /** Who is unlocked now; null: what waits is sent all the same, nothing is fetched. */
  readonly session: () => Session | null;
  /** Runs one round while no other tab of this tablet does (Web Locks). */
  readonly alone: (round: () => Promise<void>) => Promise<void>;
  /** A number from 0 to 1. */
  readonly chance: () => number;
}

type Round = Result<null, HttpTrouble | TabletTrouble>;

/**
 * Everything that waits out, then everything new in; fetching never waits for an empty outbox. The next round goes on
 * where trouble stopped this one, and the first trouble is the one that is told.
 * A lock in mid-round drops the keys under it: that is no trouble, the next unlock fetches again.
 */
export async function syncRound(parts: Pick<SyncParts, 'tablet' | 'http' | 'session'>): Promise<Round> {
  const person = parts.session();
  try {
    const pushed = await pushAll(parts);
    const pulled = person ? await pullAll(person, parts) : ok(null);
    return pushed.ok ? pulled : pushed;
  } catch (error) {
    if (person && !person.keys.isHeld()) return ok(null);
    const known = storageTrouble(error);
    if (known) return trouble(known);
    throw error;
  }
}

async function pushAll({ tablet, http }: Pick<SyncParts, 'tablet' | 'http'>): Promise<Round> {
  for (;;) {
    const pushed = await pushOnce(tablet, http);
    if (!pushed.ok) return pushed;
    if (pushed.value === 'nothing') return ok(null);
  }
}

async function pullAll(person: Session, { http }: Pick<SyncParts, 'http'>): Promise<Round> {
  for (;;) {
    const pulled = await pullOnce(person, http);
    if (!pulled.ok) return pulled;
    if (pulled.value === 'done') return ok(null);
  }
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
