// A time that only goes forward: the server's, plus what has passed here since. A clock that is set back revives nothing; one that
// is years off means nothing, because only what passes on it counts. Each contact with the server begins it anew.
import type { Clock } from '../kernel/clock';
import type { TabletDatabase } from './database';

/** A name in `settings`. */
const timeSetting = 'time';
/** In ms: so often at most is written down how much has passed. */
const rhythm = 30_000;

interface Kept {
  /** The server's clock at the last contact, and this tablet's. */
  readonly server: number;
  readonly local: number;
  /** At least so many ms have passed since. */
  readonly passed: number;
}

export interface ForwardTime {
  /** In ms since 1970 as the server counts; null before the first contact. */
  now(): Promise<number | null>;
  /** The server has just said what time it is. */
  contact(server: number): Promise<void>;
}

/** `running`: ms since this page began, whatever happens to the clock. */
export function openForwardTime({ settings }: TabletDatabase, clock: Clock, running: () => number): ForwardTime {
  let seen: { readonly contact: string; readonly passed: number; readonly at: number } | null = null;
  const put = (kept: Kept) => settings.put({ name: timeSetting, value: kept });
  return {
    async now() {
      const kept = (await settings.get(timeSetting))?.value as Kept | undefined;
      if (!kept) return null;
      const contact = `${kept.server} ${kept.local}`;
      const at = running();
      const passedHere = seen?.contact === contact ? seen.passed + at - seen.at : kept.passed;
      const passed = Math.max(kept.passed, passedHere, clock() - kept.local);
      seen = { contact, passed, at };
      if (passed > kept.passed + rhythm) await put({ ...kept, passed });
      return kept.server + passed;
    },
    contact: async server => void (await put({ server, local: clock(), passed: 0 })),
  };
}
