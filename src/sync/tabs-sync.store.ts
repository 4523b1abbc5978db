// Syncing on a tablet with several tabs: the one that leads pushes, fetches and listens; the others hand it their nudges and show what it tells.
//
// Keys never leave the tab in which somebody typed her PIN. So after each good round of the leader, a tab in which somebody else is
// unlocked takes a turn of its own for her pages; the same person in two tabs is fetched for once.
import { signal } from '@preact/signals-core';
import type { Tabs } from '../device/leader-tab';
import { type Nudge, type SyncLoop, type SyncParts, startSyncLoop } from './sync-loop.store';
import { syncRound } from './sync-round.store';
import { nothingYet, type SyncStatus } from './sync-status';

export interface TabsSyncParts extends SyncParts {
  readonly tabs: Tabs;
  /** Begins what only the leading tab does, and gives how to end it. `tell`: something waits that people must hear of, or no more. */
  readonly lead: (loop: SyncLoop, tell: (isStuck: boolean) => void) => () => void;
}

/** What tabs of one tablet say to each other; one of another version may say something else. */
type Said =
  | { readonly hello: true }
  | { readonly nudge: Nudge }
  /** `person`: for whom that tab fetches. */
  | { readonly status: SyncStatus; readonly person: string | null };

const isStatus = (told: unknown): told is SyncStatus => typeof (told as SyncStatus | null)?.state === 'string';

const read = (said: unknown): Partial<Record<'hello' | 'nudge' | 'status' | 'person', unknown>> =>
  typeof said === 'object' && said !== null ? said : {};

interface Leading {
  readonly loop: SyncLoop;
  readonly end: () => void;
}

export function startTabsSync(parts: TabsSyncParts): SyncLoop {
  const { tabs } = parts;
  const status = signal<SyncStatus>(nothingYet);
  let leading: Leading | null = null;
  const me = () => parts.session()?.person.id ?? null;
  const say = (said: Said) => tabs.say(said);
  const tell = () => leading && say({ status: status.peek(), person: me() });
  const tellStuck = (isStuck: boolean) => {
    if (leading && isStuck !== status.peek().isStuck) status.value = { ...status.peek(), isStuck };
  };
  const lead = () => {
    const loop = startSyncLoop({ ...parts, alone: soonAtFirst(parts.alone) }, status);
    leading = { loop, end: parts.lead(loop, tellStuck) };
    loop.nudge();
  };
  const follow = () => {
    leading?.loop.stop();
    leading?.end();
    leading = null;
    say({ hello: true });
  };
  const turn = turns(parts);
  tabs.listen(said => {
    const { hello, nudge, status: told, person } = read(said);
    if (leading && hello) tell();
    if (leading && nudge) leading.loop.nudge(nudge === 'poke' ? 'poke' : 'look');
    if (leading || !isStatus(told)) return;
    status.value = { ...nothingYet, ...told };
    if (status.value.state === 'idle' && me() !== null && me() !== person) turn();
  });
  const unsubscribe = [tabs.leads.subscribe(isLeading => (isLeading ? lead() : follow())), status.subscribe(tell)];
  return {
    status,
    nudge: (why = 'look') => (leading ? leading.loop.nudge(why) : say({ nudge: why })),
    stop: () => {
      for (const end of unsubscribe) end();
      leading?.loop.stop();
      leading?.end();
      leading = null;
      tabs.leave();
    },
  };
}

/** In ms: a tab that was frozen in the middle of a round must not keep the one that takes over from its own. */
const soon = 3_000;

function soonAtFirst(alone: SyncParts['alone']): SyncParts['alone'] {
  let isFirst = true;
  return round => {
    const patience = isFirst ? soon : undefined;
    isFirst = false;
    return alone(round, patience);
  };
}

/** One turn at a time; its trouble is met again by the tab that leads, which tells it. */
function turns(parts: SyncParts): () => void {
  let isRunning = false;
  return () => {
    if (isRunning) return;
    isRunning = true;
    const own = async () => void (await syncRound({ ...parts, errands: [] }));
    void parts
      .alone(own)
      .catch(error => reportError(error))
      .finally(() => {
        isRunning = false;
      });
  };
}
