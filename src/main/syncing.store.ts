// Puts the tablet's syncing together: one tab that leads, its loop, the server's pokes, and what must be heard of. It comes after the first page.
import { wakeWhenHidden } from '../device/background-sync';
import type { TabletDatabase } from '../device/database';
import type { Identity } from '../device/enrolment';
import { createHttp, createSendBytes, type HttpTrouble } from '../device/http';
import { joinTabs, type Tabs } from '../device/leader-tab';
import { watchLeases } from '../device/lease-watch';
import type { Leases } from '../device/leases';
import { oneRound } from '../device/one-round';
import { isPokeWanted, listenForPokes, whenPokesMatter } from '../device/poke-stream';
import { renewSession } from '../device/session-renewal';
import type { Result } from '../kernel/result';
import { attachmentErrand } from '../sync/attachments/attachment-errand.store';
import { nextTry } from '../sync/back-off';
import { pokePath } from '../sync/protocol';
import { watchWaiting } from '../sync/saved/watchdog.store';
import type { SyncLoop } from '../sync/sync-loop.store';
import type { RoundParts } from '../sync/sync-round.store';
import { startTabsSync } from '../sync/tabs-sync.store';
import { lookWhoIsHere } from '../sync/who-is-here.store';
import { nudgeOnWrites } from './nudge-on-writes.store';

export interface SyncingParts extends RoundParts {
  readonly identity: Identity;
  /** Whose tiles this tablet shows: who has left leaves it. */
  readonly askWhoIsHere: () => Promise<Result<null, HttpTrouble>>;
  readonly leases: () => Promise<Leases>;
}

/** One name for all versions: an old tab and a new one must not both lead. */
const tabsHere = (): Tabs =>
  joinTabs({
    locks: navigator.locks,
    channel: typeof BroadcastChannel === 'function' ? new BroadcastChannel('larkrise-tabs') : undefined,
    isVisible: () => document.visibilityState === 'visible',
    onVisibility: look => document.addEventListener('visibilitychange', look),
  });

/** The server's pokes wake the loop; a stream that has just opened may have missed some. */
function pokesFor(identity: Identity, loop: SyncLoop): () => void {
  const pokes = listenForPokes({
    open: () => new EventSource(pokePath),
    renew: () => renewSession(createHttp(), identity),
    isWanted: isPokeWanted,
    poked: () => loop.nudge('poke'),
    opened: () => loop.nudge(),
    wait: failures => nextTry(failures, Math.random()),
  });
  const ignore = whenPokesMatter(pokes.look);
  return () => {
    ignore();
    pokes.stop();
  };
}

/** What waits is looked at in its own rhythm, and whenever the loop has something new to say. */
function watchFor({ database, clock }: RoundParts['tablet'], loop: SyncLoop, tell: (isStuck: boolean) => void): () => void {
  const watch = watchWaiting({ database, clock, isOnline: () => navigator.onLine, tell });
  const unsubscribe = loop.status.subscribe(({ state }) => state !== 'sending' && watch.look());
  return () => {
    unsubscribe();
    watch.stop();
  };
}

/** What the service worker has sent is settled by a round. */
const lookWhenTold = (loop: SyncLoop) =>
  navigator.serviceWorker?.addEventListener('message', ({ data }) => data?.type === 'LOOK' && loop.nudge());

/** Begins with a round, in the tab that leads; leases are watched in each. */
export function startSyncing({ identity, askWhoIsHere, leases, ...parts }: SyncingParts): SyncLoop {
  const unwatch = watchLeases(leases);
  const { database }: { database: TabletDatabase } = parts.tablet;
  const lead = (loop: SyncLoop, tell: (isStuck: boolean) => void) => {
    const ends = [nudgeOnWrites(database, loop), pokesFor(identity, loop), watchFor(parts.tablet, loop, tell)];
    return () => {
      for (const end of ends) end();
    };
  };
  const renew = () => renewSession(createHttp(), identity);
  const attachments = attachmentErrand({ tablet: parts.tablet, session: parts.session, send: createSendBytes(), renew });
  const errands = [...(parts.errands ?? []), lookWhoIsHere(parts.tablet, askWhoIsHere), attachments];
  const loop = startTabsSync({ ...parts, errands, alone: oneRound, chance: Math.random, tabs: tabsHere(), lead });
  wakeWhenHidden(database);
  lookWhenTold(loop);
  const stop = () => {
    unwatch();
    loop.stop();
  };
  return { ...loop, stop };
}
