// Hunts for a bug: runs histories until a promise is broken, for the tests that inject bugs on purpose.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { startServer } from '../../support/world';
import { holds } from './holds';
import { histories } from './steps';

/** `name` tells this hunt's tablets from those of every other. The broken promise in words, or null when `most` histories kept them all. */
export async function hunt(name: string, seed: number, most: number): Promise<string | null> {
  const server = await startServer(2);
  let count = 0;
  const found = await fc.check(
    fc.asyncProperty(histories, history => {
      count += 1;
      return holds(server, `${name}-${count}`, history);
    }),
    { seed, numRuns: most, endOnFailure: true },
  );
  await server.db.destroy();
  return found.failed ? String(found.errorInstance) : null;
}
