// Whether this tablet's storage works just now: every reader and writer that fails says so here, and says when it works again.
import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { TabletTrouble } from '../sync/verdict';

export interface StorageHealth {
  /** The worst trouble that somebody has with the storage now; null while all is well. */
  readonly trouble: ReadonlySignal<TabletTrouble | null>;
  /** `who` is any name of one reader or writer; null: it works (again), or it has gone. */
  note(who: unknown, trouble: TabletTrouble | null): void;
  /** `who` has written: it works, and there is room again, for everybody. */
  wrote(who: unknown): void;
}

export function makeStorageHealth(): StorageHealth {
  const failing = signal<ReadonlyMap<unknown, TabletTrouble>>(new Map());
  const keep = (stays: (who: unknown, trouble: TabletTrouble) => boolean) => {
    const left = [...failing.peek()].filter(([who, trouble]) => stays(who, trouble));
    if (left.length < failing.peek().size) failing.value = new Map(left);
  };
  return {
    trouble: computed(() => {
      const all = [...failing.value.values()];
      return all.find(one => one === 'storage-closed') ?? all[0] ?? null;
    }),
    note: (who, trouble) => {
      if (trouble === null) keep(one => one !== who);
      else if (failing.peek().get(who) !== trouble) failing.value = new Map([...failing.peek(), [who, trouble]]);
    },
    wrote: who => keep((one, trouble) => one !== who && trouble !== 'storage-full'),
  };
}
