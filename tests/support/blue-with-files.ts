// Quince Street's blue tablet for each test anew, with its small secrets in files that a test can look into.
import { afterEach, beforeEach } from 'vitest';
import { memoryFiles, sharedLocks } from './memory-files';
import type { TestServer } from './server-parts';
import { quinceStreet, type WholeTablet, wholeTablet } from './whole-tablet';

export let server: TestServer;
export let blue: WholeTablet;
export let disk = memoryFiles();
/** What its tabs hold while nobody else may. */
export let locks = sharedLocks();

/** The browser gives back what pages that have gone held. */
export function giveLocksBack(): void {
  locks = sharedLocks();
}

export function beginsWithBlue(): void {
  beforeEach(async () => {
    server = await quinceStreet();
    [disk, locks] = [memoryFiles(), sharedLocks()];
    blue = await wholeTablet(server, 'Blue', null, { files: disk.open, alone: locks });
  });
  afterEach(async () => {
    blue.database.close();
    await server.app.close();
  });
}
