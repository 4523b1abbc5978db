// Watches over what waits on this tablet, whatever the sync loop does, and remembers it when Larkrise is closed in between.
import type { TabletDatabase } from '../../device/database';
import { unanswered } from '../../device/outbox-mark';
import { storageTrouble } from '../../device/storage-trouble';
import type { Clock } from '../../kernel/clock';
import { isStuck, lookAt, type Overdue } from './watchdog';

/** A name in `settings`: tablets are used for minutes at a time, and ten of them must add up. */
const overdueSetting = 'waiting-while-online';
/** Between two looks, in ms. */
const rhythm = 30_000;

export interface WatchParts {
  readonly database: TabletDatabase;
  readonly clock: Clock;
  readonly isOnline: () => boolean;
  /** Called after each look. */
  readonly tell: (isStuck: boolean) => void;
}

const oldestOf = async (database: TabletDatabase): Promise<number | null> => (await unanswered(database, 1))[0]?.seq ?? null;

async function keep({ settings }: TabletDatabase, before: Overdue | null, now: Overdue | null): Promise<void> {
  if (now && (now.seq !== before?.seq || now.waited !== before.waited)) await settings.put({ name: overdueSetting, value: now });
  if (!now && before) await settings.delete(overdueSetting);
}

const remembered = async ({ settings }: TabletDatabase): Promise<Overdue | null> =>
  ((await settings.get(overdueSetting))?.value as Overdue | undefined) ?? null;

/** Trouble with the storage is told elsewhere; the next look may find it gone. */
export function watchWaiting({ database, clock, isOnline, tell }: WatchParts): { look(): void; stop(): void } {
  let overdue: Overdue | null | undefined;
  let lookedAt = clock();
  let isWanted = false;
  let isLooking = false;
  let isStopped = false;
  const lookNow = async () => {
    const before = overdue === undefined ? await remembered(database) : overdue;
    const oldest = await oldestOf(database);
    const [now, online] = [clock(), isOnline()];
    overdue = lookAt(before, { oldest, isOnline: online, passed: now - lookedAt });
    lookedAt = now;
    if (isStopped) return;
    tell(isStuck(overdue, online));
    await keep(database, before, overdue);
  };
  const run = async () => {
    isLooking = true;
    while (isWanted && !isStopped) {
      isWanted = false;
      await lookNow().catch(error => {
        if (!storageTrouble(error)) throw error;
      });
    }
  };
  const look = () => {
    isWanted = true;
    if (isLooking) return;
    void run().finally(() => {
      isLooking = false;
    });
  };
  const timer = setInterval(look, rhythm);
  look();
  return {
    look,
    stop: () => {
      isStopped = true;
      clearInterval(timer);
    },
  };
}
