// Writes the files of leases in place and overwrites them before they go, beside the page: only a worker has such a hold on a file.
import type { Lease } from '../sync/leaving/lease';
import { type LeaseOrder, leaseFolder } from './lease-order';

/** All of one length, so that a longer one leaves nothing of itself behind a shorter one. */
const length = 512;

/** The file stays referenced until the handle is there: see media-writer.worker.ts. */
async function overwrite(folder: FileSystemDirectoryHandle, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const [handle] = await Promise.all([file.createSyncAccessHandle(), file]);
  handle.write(bytes, { at: 0 });
  handle.flush();
  handle.close();
}

const written = (lease: Lease): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(lease).padEnd(length));

async function carryOut({ keep, drop }: LeaseOrder): Promise<void> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(leaseFolder, { create: true });
  for (const lease of keep) await overwrite(folder, lease.id, written(lease));
  for (const id of drop) {
    await overwrite(folder, id, crypto.getRandomValues(new Uint8Array(length)));
    await folder.removeEntry(id); // there is one: overwriting makes it
  }
}

/** One order at a time, whichever tab gave it: a file that somebody else holds open cannot be opened for writing. */
const inTurn = (order: LeaseOrder): Promise<void> => navigator.locks.request('larkrise-leases', () => carryOut(order));

addEventListener('message', ({ data }: MessageEvent<LeaseOrder>) => {
  inTurn(data).then(
    () => postMessage(null),
    (failed: unknown) => postMessage(failed instanceof DOMException ? failed.name : 'UnknownError'),
  );
});
