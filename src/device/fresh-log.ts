// Has the browser begin a new log for what this page will write, so that a log that was torn by a kill takes nothing with it.
//
// Chromium keeps IndexedDB in LevelDB, which writes a record's head and body one after the other and, when it is opened again, goes on
// in the log that it finds. A browser that was killed between the two leaves half a record at the end; what is written behind it
// cannot be read at the opening after the next, and Chromium then throws the whole database away (measured: tests/journeys/torn-log.test.ts).
// A log ends when as much was written as LevelDB holds in memory; then its rows lie in a table of their own and it is deleted. Until then each kill
// is a danger, so that much is written here, at once, of what nobody needs. Firefox and Safari keep IndexedDB in SQLite, which has no such fault.
// Sources: leveldb/db/db_impl.cc (reuse_logs), chromium third_party/leveldatabase/env_chromium.cc (WriteBufferSize).

import { isFirstVisit } from './first-visit';

/** One value; from 64 KB on they lie in files of their own. */
const valueBytes = 60_000;
const valuesAtOnce = 4;
const mebibyte = 1024 * 1024;
/** A new log is begun after one measure; its table is written meanwhile. */
const measures = 2.5;
/** Longer than this nobody waits, in ms; it goes on meanwhile. */
const patience = 3_000;
const database = 'larkrise-log';

/** Chromium and what is made of it. */
const isOnLevelDb = (): boolean => 'userAgentData' in (globalThis.navigator ?? {});

/** How much LevelDB holds in memory: 1 MiB while the database is small, 4 from 40 MiB on. */
async function bytesInMemory(): Promise<number> {
  const estimate: (StorageEstimate & { usageDetails?: { indexedDB?: number } }) | undefined = await navigator.storage?.estimate?.();
  const kept = estimate?.usageDetails?.indexedDB ?? 0;
  return Math.min(Math.max(kept / 10, mebibyte), 4 * mebibyte);
}

const opened = (): Promise<IDBDatabase> =>
  new Promise((done, fail) => {
    const opening = indexedDB.open(database, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('filling');
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });

const written = (into: IDBDatabase, durability: IDBTransactionDurability, work: (store: IDBObjectStore) => void): Promise<void> =>
  new Promise((done, fail) => {
    const writing = into.transaction('filling', 'readwrite', { durability });
    work(writing.objectStore('filling'));
    writing.oncomplete = () => done();
    writing.onabort = () => fail(writing.error);
  });

async function fill(): Promise<void> {
  const filling = await opened();
  const enough = measures * (await bytesInMemory());
  const bytes = new Uint8Array(valueBytes);
  for (let filled = 0; filled < enough; filled += valuesAtOnce * valueBytes)
    await written(filling, 'relaxed', store => {
      for (let at = 0; at < valuesAtOnce; at += 1) store.put(crypto.getRandomValues(bytes), at); // random, because values are packed
    });
  await written(filling, 'strict', store => store.clear());
  filling.close();
}

/** Before anything is written here. Never fails: where there is no room, whoever writes says so. */
export async function beginFreshLog(): Promise<void> {
  if (!isOnLevelDb() || (await isFirstVisit())) return; // what is not there cannot be torn
  const filled = fill().catch(() => undefined);
  await Promise.race([filled, new Promise(late => setTimeout(late, patience))]);
}
