// Wakes the sync loop shortly after somebody has written, in whichever tab of this tablet.
import type { TabletDatabase } from '../device/database';
import { live } from '../device/live';
import { isFixed, readMark } from '../device/outbox-mark';
import type { SyncLoop } from '../sync/sync-loop.store';

/** Long enough to carry a word and not each key, short enough that a colleague sees it appear. In ms. */
const breath = 700;

/** Changes that no push has taken yet are told apart by their signatures; one that only came back from a failed push wakes nobody. Gives how to end it. */
export function nudgeOnWrites(database: TabletDatabase, loop: Pick<SyncLoop, 'nudge'>): () => void {
  let known = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unclaimed = live(
    async () => {
      const mark = await readMark(database);
      const later = await database.outbox.where('seq').above(mark.claimed).toArray();
      return later.filter(entry => !isFixed(entry, mark)).map(({ sig, change }) => `${change}|${sig}`);
    },
    async marks => marks,
  );
  const unsubscribe = unclaimed.signal.subscribe((marks = []) => {
    if (marks.some(mark => !known.has(mark))) {
      clearTimeout(timer);
      timer = setTimeout(() => loop.nudge(), breath);
    }
    known = new Set(marks);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
    unclaimed.stop();
  };
}
