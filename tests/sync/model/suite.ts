// The convergence model as a suite: many small histories from fixed seeds, each printed, each shrunk when it breaks.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { test } from 'vitest';
import { startServer } from '../../support/world';
import { holds } from './holds';
import { histories } from './steps';

/** `blocks` blocks of histories from block `first` on, a seed and a fresh server each; `finished` hears of each that kept every promise. */
export function convergenceSuite(first: number, blocks: number, size = 500, finished: (block: number) => void = () => undefined): void {
  for (let block = first; block < first + blocks; block++) {
    const seed = 20_261_122 + block;
    test(`${size} histories of up to five tablets end as everybody was told (seed ${seed})`, { timeout: 900_000 }, async () => {
      const server = await startServer(2);
      let count = 0;
      const property = fc.asyncProperty(histories, history => {
        count += 1;
        return holds(server, `h${block}-${count}`, history);
      });
      await fc.assert(property, { seed, numRuns: size });
      await server.db.destroy();
      finished(block);
    });
  }
}
