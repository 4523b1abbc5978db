// Takes everything off this browser that Larkrise ever kept in it. The server's answer has asked the browser for the same
// (Clear-Site-Data); this is for what a browser leaves standing, and does no harm where nothing is left.
import { clear } from 'idb-keyval';
import type { TabletDatabase } from './database';
import { privateFolder } from './media-store';

/** Each is tried, whatever becomes of the others. */
const tried = (work: Promise<unknown> | undefined): Promise<unknown> => (work ?? Promise.resolve()).catch(() => undefined);

async function emptyFolder(): Promise<void> {
  const root = await privateFolder();
  if (!root) return;
  const names: string[] = [];
  for await (const name of root.keys()) names.push(name);
  for (const name of names) await tried(root.removeEntry(name, { recursive: true }));
}

async function dropCaches(): Promise<void> {
  for (const name of await caches.keys()) await tried(caches.delete(name));
}

async function dropWorkers(): Promise<void> {
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) await tried(registration.unregister());
}

/** A database that another tab holds open goes when that tab does. */
const dropDatabase = (name: string): Promise<void> =>
  new Promise(done => {
    const dropping = indexedDB.deleteDatabase(name);
    dropping.onsuccess = () => done();
    dropping.onerror = () => done();
    dropping.onblocked = () => done();
  });

async function dropOtherDatabases(own: string): Promise<void> {
  for (const { name } of await indexedDB.databases()) if (name && name !== own) await dropDatabase(name);
}

/** The tablet's own database last: while it is there, the next start knows that there is something to do. */
export async function emptyTablet(database: TabletDatabase): Promise<void> {
  await tried(emptyFolder());
  await tried(dropCaches());
  await tried(dropWorkers());
  await tried(clear());
  await tried(dropOtherDatabases(database.name));
  await tried(database.delete());
}
