// Where a tablet's syncing stands, for everybody who shows it. Pure.
import type { RequestRefusal, TabletTrouble } from './verdict';

export interface SyncStatus {
  readonly state: 'idle' | 'sending' | 'offline' | 'waiting';
  /** When everything was last sent and fetched, by this tablet's clock. */
  readonly lastSent: number | null;
  readonly trouble: RequestRefusal | TabletTrouble | null;
  /** Something has waited for so long, with a network, that people must hear of it (see watchdog.ts). */
  readonly isStuck: boolean;
}

export const nothingYet: SyncStatus = { state: 'idle', lastSent: null, trouble: null, isStuck: false };
