// Live reads: a Dexie query that runs again when its rows change, opened outside the query, as a signal.
import { type ReadonlySignal, signal } from '@preact/signals';
import { liveQuery } from 'dexie';
import type { TabletTrouble } from '../sync/verdict';
import { storageTrouble } from './storage-trouble';

export interface Live<Value> {
  /** Undefined until the first read. */
  readonly signal: ReadonlySignal<Value | undefined>;
  /** Why nothing more comes: the storage was closed or is damaged as a whole. */
  readonly trouble: ReadonlySignal<TabletTrouble | null>;
  stop(): void;
}

/** `query` may use nothing but Dexie; `open` may await what it likes. A newer reading always wins over an older one. */
export function live<Raw, Value>(query: () => Promise<Raw>, open: (raw: Raw) => Promise<Value>): Live<Value> {
  const value = signal<Value | undefined>(undefined);
  const trouble = signal<TabletTrouble | null>(null);
  let newest = 0;
  let shown = 0;
  const fail = (error: unknown) => {
    trouble.value = storageTrouble(error) ?? 'storage-closed';
  };
  const subscription = liveQuery(query).subscribe({
    next: raw => {
      newest += 1;
      const reading = newest;
      open(raw).then(opened => {
        if (reading < shown) return;
        shown = reading;
        value.value = opened;
      }, fail);
    },
    error: fail,
  });
  return {
    signal: value,
    trouble,
    stop: () => {
      shown = Number.POSITIVE_INFINITY;
      subscription.unsubscribe();
    },
  };
}
