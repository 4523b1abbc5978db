// Live reads: a Dexie query that runs again when its rows change, opened outside the query, as a signal.
import { type ReadonlySignal, signal } from '@preact/signals-core';
import { liveQuery } from 'dexie';
import type { TabletTrouble } from '../sync/verdict';
import type { StorageHealth } from './storage-health';
import { storageTrouble } from './storage-trouble';

export interface Live<Value> {
  /** Undefined until the first read. */
  readonly signal: ReadonlySignal<Value | undefined>;
  /** Why nothing more comes: the storage was closed or is damaged as a whole. */
  readonly trouble: ReadonlySignal<TabletTrouble | null>;
  stop(): void;
}

/**
 * `query` may use nothing but Dexie; `open` may await what it likes. A newer reading always wins over an older one.
 * `health` is told while the read fails, so that somebody who looks at a page that stands still learns why.
 */
export function live<Raw, Value>(
  query: () => Promise<Raw>,
  open: (raw: Raw) => Promise<Value>,
  health?: Pick<StorageHealth, 'note'>,
): Live<Value> {
  const value = signal<Value | undefined>(undefined);
  const trouble = signal<TabletTrouble | null>(null);
  const self = {};
  let newest = 0;
  let shown = 0;
  const tell = (now: TabletTrouble | null) => {
    if (shown === Number.POSITIVE_INFINITY) return;
    trouble.value = now;
    health?.note(self, now);
  };
  const fail = (error: unknown) => tell(storageTrouble(error) ?? 'storage-closed');
  // Async in its own right: Dexie counts the awaits of a function only if it is, and a reading whose awaits are not counted
  // ends the transactions of the readings beside it. And Dexie does not tell that the database was closed.
  const watched = async () => {
    try {
      return await query();
    } catch (error) {
      const known = storageTrouble(error);
      if (known) tell(known);
      throw error;
    }
  };
  const subscription = liveQuery(watched).subscribe({
    next: raw => {
      newest += 1;
      const reading = newest;
      open(raw).then(opened => {
        if (reading < shown) return;
        shown = reading;
        value.value = opened;
        tell(null);
      }, fail);
    },
    error: fail,
  });
  return {
    signal: value,
    trouble,
    stop: () => {
      tell(null);
      shown = Number.POSITIVE_INFINITY;
      subscription.unsubscribe();
    },
  };
}
