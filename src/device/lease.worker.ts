// Writes small secrets into files in place and overwrites them before they go, beside the page: only a worker has such a hold on a file.
import type { SecretOrder } from './lease-order';

/** All of one length, so that a longer one leaves nothing of itself behind a shorter one. */
const length = 512;

/**
 * The file stays referenced until the handle is there: see media-writer.worker.ts. A new one that there is no room for goes again: its
 * name alone would be a secret that cannot be read.
 */
async function overwrite(folder: FileSystemDirectoryHandle, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const [handle] = await Promise.all([file.createSyncAccessHandle(), file]);
  const wasEmpty = handle.getSize() === 0;
  let isWritten = false;
  try {
    const written = handle.write(bytes, { at: 0 }); // Chromium writes what there is room for, and only says how much that was
    handle.flush();
    isWritten = written === bytes.length;
  } finally {
    handle.close();
    if (wasEmpty && !isWritten) await folder.removeEntry(name).catch(() => undefined);
  }
  if (!isWritten) throw new DOMException('there was no room for all of it', 'QuotaExceededError');
}

const written = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text.padEnd(length));

async function carryOut({ folder: name, keep, drop }: SecretOrder): Promise<void> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
  for (const { name, text } of keep) await overwrite(folder, name, written(text));
  for (const name of drop) {
    await overwrite(folder, name, crypto.getRandomValues(new Uint8Array(length)));
    await folder.removeEntry(name); // there is one: overwriting makes it
  }
}

/** One order at a time, whichever tab gave it: a file that somebody else holds open cannot be opened for writing. */
const inTurn = (order: SecretOrder): Promise<void> => navigator.locks.request('larkrise-leases', () => carryOut(order));

addEventListener('message', ({ data, ports: [asked] }: MessageEvent<SecretOrder>) => {
  inTurn(data).then(
    () => asked?.postMessage(null),
    (failed: unknown) => asked?.postMessage(failed instanceof DOMException ? failed.name : 'UnknownError'),
  );
});
