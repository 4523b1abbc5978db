// Where the secrets of leases lie on this tablet: files of the browser's private folder, overwritten where they stand before they go.
// Where a browser has no such folder they lie in IndexedDB, which may leave what it deletes on the disk (src/README.md says so).
import * as v from 'valibot';
import { parse, parseJson } from '../kernel/parse';
import { type Lease, leaseSchema } from '../sync/leaving/lease';
import type { TabletDatabase } from './database';
import { type LeaseOrder, leaseFolder } from './lease-order';
import { privateFolder } from './media-store';

export interface LeaseShelf {
  ids(): Promise<readonly string[]>;
  /** Null where there is none of this id, or it is damaged. */
  read(id: string): Promise<Lease | null>;
  /** Writes some and drops others, on the disk when it returns. */
  change(order: LeaseOrder): Promise<void>;
}

const leaseIn = (text: string): Lease | null => {
  const read = parse(leaseSchema, parseJson(text));
  return read.ok ? read.value : null;
};

const isNotFound = (failed: unknown): boolean => failed instanceof DOMException && failed.name === 'NotFoundError';

function folderShelf(root: FileSystemDirectoryHandle, start: () => Worker): LeaseShelf {
  const all = () => root.getDirectoryHandle(leaseFolder, { create: true });
  return {
    async ids() {
      const names: string[] = [];
      for await (const name of (await all()).keys()) names.push(name);
      return names;
    },
    async read(id) {
      try {
        return leaseIn(await (await (await (await all()).getFileHandle(id)).getFile()).text());
      } catch (failed) {
        if (isNotFound(failed)) return null;
        throw failed;
      }
    },
    change: order => doneBy(start(), order),
  };
}

const answerSchema = v.nullable(v.string());

/** Only a worker may write a file in place; it is ended afterwards. Its trouble keeps its name: a full disk must be told as such. */
async function doneBy(worker: Worker, order: LeaseOrder): Promise<void> {
  try {
    const failed = await new Promise<unknown>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(`the lease worker failed: ${message}`));
      worker.postMessage(order);
    });
    const name = parse(answerSchema, failed);
    if (name.ok && name.value !== null) throw new DOMException('a lease could not be written', name.value);
  } finally {
    worker.terminate();
  }
}

const nameOf = (id: string): string => `lease:${id}`;

export function databaseShelf({ settings }: TabletDatabase): LeaseShelf {
  return {
    ids: async () => {
      const names = await settings.where('name').startsWith(nameOf('')).primaryKeys();
      return names.map(name => name.slice(nameOf('').length));
    },
    read: async id => {
      const kept = await settings.get(nameOf(id));
      return typeof kept?.value === 'string' ? leaseIn(kept.value) : null;
    },
    change: async ({ keep, drop }) => {
      await settings.bulkPut(keep.map(lease => ({ name: nameOf(lease.id), value: JSON.stringify(lease) })));
      await settings.bulkDelete(drop.map(nameOf));
    },
  };
}

export async function openLeaseShelf(database: TabletDatabase, start: () => Worker): Promise<LeaseShelf> {
  const root = await privateFolder();
  return root ? folderShelf(root, start) : databaseShelf(database);
}
