// Two times that only go forward, both begun anew by each contact with the server. `now` is for what ends: a clock that is set back
// revives nothing, and one that is years off means nothing, because only what passes on it counts. `surely` is for what has to be waited
// for: it asks no clock at all, so that one that is set forward wins nothing.
import type { Clock } from '../kernel/clock';
import type { TabletDatabase } from './database';
import { storageTrouble } from './storage-trouble';

/** A name in `settings`. */
const timeSetting = 'time';
/** In ms: so often at most is written down how much has passed. */
const rhythm = 30_000;
/** The same for what is waited for: who closes the page in between waits for so much longer at most. */
const waitingRhythm = 5_000;

interface Kept {
  /** The server's clock at the last contact, and this tablet's. */
  readonly server: number;
  readonly local: number;
  /** At least so many ms have passed since. */
  readonly passed: number;
  /** For so many ms since then a page of this tablet was open. */
  readonly ran?: number;
}

export interface ForwardTime {
  /** In ms since 1970 as the server counts; null before the first contact. */
  now(): Promise<number | null>;
  /** The same, reached for certain: what passes while no page is open counts only once the server has told it. */
  surely(): Promise<number | null>;
  /** The server has just said what time it is. */
  contact(server: number): Promise<void>;
}

interface Seen {
  readonly contact: string;
  readonly passed: number;
  readonly ran: number;
  readonly at: number;
}

/** A full tablet still opens for its people and is told of longer leases: what is not written down goes on from the contact before. */
export const unlessFull = (fault: unknown): void => {
  if (storageTrouble(fault) !== 'storage-full') throw fault;
};

const contactOf = ({ server, local }: Kept): string => `${server} ${local}`;

/** `running`: ms since this page began, whatever happens to the clock. */
export function openForwardTime({ settings }: TabletDatabase, clock: Clock, running: () => number): ForwardTime {
  let seen: Seen | null = null;
  const read = async () => (await settings.get(timeSetting))?.value as Kept | undefined;
  const look = async (): Promise<(Kept & { readonly ran: number }) | null> => {
    const kept = await read();
    if (!kept) return null;
    const [contact, at, before] = [contactOf(kept), running(), kept.ran ?? 0];
    const here = seen?.contact === contact ? seen : null;
    const went = here ? at - here.at : 0;
    const passed = Math.max(kept.passed, here ? here.passed + went : 0, clock() - kept.local);
    const ran = Math.max(before, here ? here.ran + went : 0);
    seen = { contact, passed, ran, at };
    if (passed > kept.passed + rhythm || ran > before + waitingRhythm) await note({ ...kept, passed, ran }).catch(unlessFull);
    return { ...kept, passed, ran };
  };
  /** Unless the server has said something newer meanwhile. */
  const note = (now: Kept) =>
    settings.db.transaction('rw', settings, async () => {
      const kept = await read();
      if (kept && contactOf(kept) === contactOf(now)) await settings.put({ name: timeSetting, value: now });
    });
  return {
    now: async () => {
      const known = await look();
      return known && known.server + known.passed;
    },
    surely: async () => {
      const known = await look();
      return known && known.server + known.ran;
    },
    contact: async server =>
      void (await settings.put({ name: timeSetting, value: { server, local: clock(), passed: 0, ran: 0 } }).catch(unlessFull)),
  };
}
