// Puts together what stands between a PIN and what it opens: leases, the tablet's own secret, and the count of wrong PINs.
import type { Clock } from '../kernel/clock';
import type { Alone } from './alone';
import { openAttempts } from './attempts';
import type { TabletDatabase } from './database';
import { openDeviceSecret } from './device-secret';
import { type ForwardTime, openForwardTime } from './forward-time';
import type { SecretFolder } from './lease-order';
import { leaseShelf } from './lease-shelf';
import { type Leases, openLeases } from './leases';
import type { WrapGuards } from './own-wrap';
import type { SecretFiles } from './secret-files';

export interface Guards extends WrapGuards {
  readonly leases: Leases;
  readonly time: ForwardTime;
}

interface GuardParts {
  readonly database: TabletDatabase;
  /** Its id. */
  readonly tablet: string;
  readonly files: (folder: SecretFolder) => SecretFiles;
  readonly clock: Clock;
  /** See ForwardTime. */
  readonly running: () => number;
  readonly alone: Alone;
}

export function openGuards({ database, tablet, files, clock, running, alone }: GuardParts): Guards {
  const time = openForwardTime(database, clock, running);
  return {
    ...{ tablet, database, time },
    leases: openLeases({ database, time, running, shelf: leaseShelf(files('leases')) }),
    device: openDeviceSecret({ database, tablet, files: files('device'), alone }),
    attempts: openAttempts({ database, files: files('attempts'), time, running, alone }),
  };
}
