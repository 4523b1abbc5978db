// What this tablet remembers of each person beside her words: which hand she uses, that she was shown round, when she was last here.
import { type ReadonlySignal, signal } from '@preact/signals-core';
import { get, update } from 'idb-keyval';

export type Hand = 'left' | 'right';

export interface Preferences {
  readonly hand?: Hand;
  readonly wasShownRound?: boolean;
  /** When she last unlocked this tablet, in ms since 1970. */
  readonly lastHere?: number;
}

/** By the person's id. */
export type PreferencesByPerson = Readonly<Record<string, Preferences>>;

export interface PreferencesHere {
  readonly all: ReadonlySignal<PreferencesByPerson>;
  /** Settles when what was kept before is in `all`. */
  readonly ready: Promise<void>;
  keep(person: string, change: Preferences): Promise<void>;
  /** People who left the tablet take theirs with them. */
  keepOnly(people: readonly string[]): Promise<void>;
}

const name = 'preferences';

/** In clear, and outside the database, so that the first tiles have them. Where the storage is closed they last until the page goes. */
export function openPreferences(): PreferencesHere {
  const all = signal<PreferencesByPerson>({});
  const read = async () => {
    const kept = await get<PreferencesByPerson>(name);
    all.value = { ...kept, ...all.value };
  };
  const change = async (next: (before: PreferencesByPerson) => PreferencesByPerson) => {
    all.value = next(all.value);
    await update<PreferencesByPerson>(name, kept => next(kept ?? {}));
  };
  const quietly = (work: Promise<void>) => work.catch(() => undefined);
  return {
    all,
    ready: quietly(read()),
    keep: (person, changed) => quietly(change(before => ({ ...before, [person]: { ...before[person], ...changed } }))),
    keepOnly: async people => {
      const areHere = Object.keys(all.value).every(id => people.includes(id));
      if (!areHere) await quietly(change(before => Object.fromEntries(Object.entries(before).filter(([id]) => people.includes(id)))));
    },
  };
}

/** Whatever helps the left hand looks for `data-hand` on the page; null when nobody is unlocked. */
export function showHand(hand: Hand | null | undefined): void {
  if (hand === 'left') document.documentElement.dataset.hand = hand;
  else delete document.documentElement.dataset.hand;
}
