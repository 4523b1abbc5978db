// What stands between a PIN and what it opens, fetched when it is first needed: nothing that is shown before somebody unlocks asks for it.
import { aloneHere } from '../device/alone';
import type { TabletDatabase } from '../device/database';
import type { Guards } from '../device/guards';
import { systemClock } from '../kernel/clock';

interface GuardsOf {
  readonly database: TabletDatabase;
  /** Its id. */
  readonly tablet: string;
  /** Makes a worker that runs lease.worker.ts. */
  readonly start: () => Worker;
}

async function open({ database, tablet, start }: GuardsOf): Promise<Guards> {
  const [{ openGuards }, { openSecretFiles }] = await Promise.all([import('../device/guards'), import('../device/secret-files')]);
  const files = await openSecretFiles(database, start);
  return openGuards({ database, tablet, files, clock: systemClock, running: () => performance.now(), alone: aloneHere });
}

/** One for the whole page; what failed (a script that could not be fetched) is tried again. */
export function guardsHere(of: GuardsOf): () => Promise<Guards> {
  let opened: Promise<Guards> | null = null;
  return () => {
    opened ??= open(of).catch(fault => {
      opened = null;
      throw fault;
    });
    return opened;
  };
}
