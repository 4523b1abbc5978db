// The leases of this tablet, fetched when they are first needed: nothing that is shown before somebody unlocks asks for them.
import type { TabletDatabase } from '../device/database';
import type { Leases } from '../device/leases';
import { systemClock } from '../kernel/clock';

async function open(database: TabletDatabase, start: () => Worker): Promise<Leases> {
  const [{ openLeases }, { openLeaseShelf }] = await Promise.all([import('../device/leases'), import('../device/lease-shelf')]);
  const shelf = await openLeaseShelf(database, start);
  return openLeases({ database, clock: systemClock, running: () => performance.now(), shelf });
}

/** One for the whole page; what failed (a script that could not be fetched) is tried again. */
export function leasesHere(database: TabletDatabase, start: () => Worker): () => Promise<Leases> {
  let opened: Promise<Leases> | null = null;
  return () => {
    opened ??= open(database, start).catch(fault => {
      opened = null;
      throw fault;
    });
    return opened;
  };
}
