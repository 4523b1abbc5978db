// Where small secrets lie on this tablet: files of the browser's private folder, overwritten where they stand before they go.
// Where a browser has no such folder they lie in IndexedDB, which may leave what it deletes on the disk (src/README.md says so).
import * as v from 'valibot';
import { parse } from '../kernel/parse';
import type { TabletDatabase } from './database';
import type { SecretFile, SecretFolder, SecretOrder } from './lease-order';
import { privateFolder } from './media-store';
import { textOfFile } from './text-of-file';

export interface SecretFiles {
  /** A browser that learns to have such a folder has nothing in it yet. */
  readonly place: 'folder' | 'database';
  names(): Promise<readonly string[]>;
  /** Null where there is none of this name. */
  read(name: string): Promise<string | null>;
  /** Writes some and drops others, on the disk when it returns. */
  change(keep: readonly SecretFile[], drop: readonly string[]): Promise<void>;
}

/** Every id is a file's name: what a folder would not take is written in other signs. */
const fileOf = (name: string): string => encodeURIComponent(name);

type CarryOut = (order: SecretOrder) => Promise<void>;

function filesIn(root: FileSystemDirectoryHandle, folder: SecretFolder, carryOut: CarryOut): SecretFiles {
  const all = () => root.getDirectoryHandle(folder, { create: true });
  return {
    place: 'folder',
    async names() {
      const names: string[] = [];
      for await (const name of (await all()).keys()) names.push(decodeURIComponent(name));
      return names;
    },
    read: async name => textOfFile(await all(), fileOf(name)),
    change: (keep, drop) =>
      carryOut({ folder, keep: keep.map(({ name, text }) => ({ name: fileOf(name), text })), drop: drop.map(fileOf) }),
  };
}

const answerSchema = v.nullable(v.string());
/** In ms: a try of a PIN gives two orders within a second, and starting a worker takes longer than writing. */
const patience = 5_000;

/** Only a worker may write a file in place; it is ended when it has had nothing to do for a while. */
function carryOutIn(start: () => Worker): CarryOut {
  let worker: Worker | null = null;
  let busy = 0;
  let ending: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    worker?.terminate();
    worker = null;
  };
  return async order => {
    clearTimeout(ending);
    worker ??= start();
    busy += 1;
    try {
      await doneBy(worker, order);
    } catch (fault) {
      if (!(fault instanceof DOMException)) end(); // it has broken down: the next order has another one
      throw fault;
    } finally {
      busy -= 1;
      if (busy === 0) ending = setTimeout(end, patience);
    }
  };
}

/** Its trouble keeps its name: a full disk must be told as such. */
async function doneBy(worker: Worker, order: SecretOrder): Promise<void> {
  const { port1: here, port2: there } = new MessageChannel();
  const given = new AbortController();
  try {
    const failed = await new Promise<unknown>((resolve, reject) => {
      const broken = ({ message }: ErrorEvent) => reject(new Error(`the worker for small secrets failed: ${message}`));
      here.onmessage = ({ data }) => resolve(data);
      worker.addEventListener('error', broken, { signal: given.signal });
      worker.postMessage(order, [there]);
    });
    const name = parse(answerSchema, failed);
    if (name.ok && name.value !== null) throw new DOMException('a small secret could not be written', name.value);
  } finally {
    given.abort();
    here.close();
  }
}

/** How their names begin in `settings`. */
const beginnings: Readonly<Record<SecretFolder, string>> = { leases: 'lease:', attempts: 'attempts:', device: 'device-half:' };

/** Each write is on the disk before it is done: the database asks for that. */
export function databaseFiles({ settings }: TabletDatabase, folder: SecretFolder): SecretFiles {
  const begins = beginnings[folder];
  return {
    place: 'database',
    names: async () => {
      const names = await settings.where('name').startsWith(begins).primaryKeys();
      return names.map(name => name.slice(begins.length));
    },
    read: async name => {
      const kept = await settings.get(begins + name);
      return typeof kept?.value === 'string' ? kept.value : null;
    },
    change: async (keep, drop) => {
      await settings.bulkPut(keep.map(({ name, text }) => ({ name: begins + name, value: text })));
      await settings.bulkDelete(drop.map(name => begins + name));
    },
  };
}

/** `start` makes a worker that runs lease.worker.ts. */
export async function openSecretFiles(database: TabletDatabase, start: () => Worker): Promise<(folder: SecretFolder) => SecretFiles> {
  const root = await privateFolder();
  const carryOut = carryOutIn(start);
  return folder => (root ? filesIn(root, folder, carryOut) : databaseFiles(database, folder));
}
