// Hunts for a bug: runs histories until a promise is broken, for the tests that inject bugs on purpose.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { startServer } from '../../support/world';
import { checkAll, heal } from './promises';
import { runHistory } from './run';
import { startRun } from './run-state';
import { histories } from './steps';

/** `name` tells this hunt's tablets from those of every other. The broken promise in words, or null when `most` histories kept them all. */
export async function hunt(name: string, seed: number, most: number): Promise<string | null> {
  const server = await startServer(2);
  let count = 0;
  const found = await fc.check(
    fc.asyncProperty(histories, async history => {
      count += 1;
      const run = await startRun(server, `${name}-${count}`, history.tablets);
      await runHistory(run, history);
      await heal(run);
      await checkAll(run);
    }),
    { seed, numRuns: most, endOnFailure: true },
  );
  await server.db.destroy();
  return found.failed ? String(found.errorInstance) : null;
}
