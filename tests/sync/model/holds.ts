// One history from its first step to the last promise.
import type { Server } from '../../support/world';
import { checkAll, heal } from './promises';
import { runHistory } from './run';
import { startRun } from './run-state';
import type { History } from './steps';

/** Runs one history in a nursery of this name and checks every promise; throws when one is broken. */
export async function holds(server: Server, name: string, history: History): Promise<void> {
  const run = await startRun(server, name, history.tablets);
  try {
    await runHistory(run, history);
    await heal(run);
    await checkAll(run);
  } finally {
    for (const { database } of run.devices) await database.delete();
  }
}
