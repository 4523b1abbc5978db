// The convergence model as a suite: many small histories from fixed seeds, each printed, each shrunk when it breaks.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { type Server, startServer } from '../../support/world';
import { checkAll, heal } from './promises';
import { runHistory } from './run';
import { startRun } from './run-state';
import { type History, histories } from './steps';

/** Runs one history of this number and checks every promise; throws when one is broken. */
export async function holds(server: Server, number: number, history: History): Promise<void> {
  const run = await startRun(server, `h${number}`, history.tablets);
  try {
    await runHistory(run, history);
    await heal(run);
    await checkAll(run);
  } finally {
    for (const { database } of run.devices) await database.delete();
  }
}

/** `blocks` blocks of histories from block `first` on, one seed a block. */
export function convergenceSuite(first: number, blocks: number, size = 500): void {
  let server: Server;
  let count = 0;
  beforeAll(async () => {
    server = await startServer(2);
  });
  afterAll(() => server.db.destroy());
  for (let block = first; block < first + blocks; block++) {
    const seed = 20_261_122 + block;
    test(`${size} histories of up to five tablets end as everybody was told (seed ${seed})`, { timeout: 900_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(histories, history => {
          count += 1;
          return holds(server, count, history);
        }),
        { seed, numRuns: size },
      );
    });
  }
}
