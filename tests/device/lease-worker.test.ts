// The worker that writes small secrets: on a nearly full tablet it leaves neither an empty file behind nor one that nobody else can open.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { SecretOrder } from '../../src/device/lease-order';

/** Bytes by name, in place of the browser's private folder. */
let files: Map<string, Uint8Array>;
let open: Set<string>;
let isFull: boolean;
/** Bytes that a new file has room for. */
let room: number;
let give: (event: { readonly data: SecretOrder; readonly ports: readonly unknown[] }) => void;

const fault = (name: string) => new DOMException(name, name);

function handleOf(name: string) {
  if (open.has(name)) throw fault('NoModificationAllowedError');
  open.add(name);
  const bytes = () => files.get(name) ?? new Uint8Array();
  return {
    getSize: () => bytes().length,
    write: (written: Uint8Array) => {
      if (isFull && written.length > bytes().length) throw fault('QuotaExceededError');
      const fits = written.slice(0, Math.max(room, bytes().length));
      files.set(name, fits);
      return fits.length;
    },
    flush: () => undefined,
    close: () => void open.delete(name),
  };
}

const folder = {
  getFileHandle: async (name: string) => {
    if (!files.has(name)) files.set(name, new Uint8Array());
    return { createSyncAccessHandle: async () => handleOf(name) };
  },
  removeEntry: async (name: string) => {
    if (open.has(name)) throw fault('NoModificationAllowedError');
    files.delete(name);
  },
};

beforeAll(async () => {
  vi.stubGlobal('addEventListener', (_: string, listen: typeof give) => {
    give = listen;
  });
  const root = { getDirectoryHandle: async () => folder };
  vi.stubGlobal('navigator', {
    storage: { getDirectory: async () => root },
    locks: { request: (_: string, work: () => Promise<void>) => work() },
  });
  await import(new URL('../../src/device/lease.worker.ts', import.meta.url).pathname); // its types are those of a worker
});
beforeEach(() => {
  [files, open, isFull, room] = [new Map(), new Set(), false, Number.POSITIVE_INFINITY];
});
afterEach(() => expect([...open]).toEqual([]));
afterAll(() => vi.unstubAllGlobals());

/** Null, or the trouble's name. */
const order = (keep: SecretOrder['keep'], drop: readonly string[] = []): Promise<unknown> =>
  new Promise(done => give({ data: { folder: 'attempts', keep, drop }, ports: [{ postMessage: done }] }));
const textOf = (name: string) => new TextDecoder().decode(files.get(name)).trimEnd();

test('a file that there is no room for is not left behind empty, and with room it is written at once', async () => {
  isFull = true;
  expect(await order([{ name: 'amina', text: '{}' }])).toBe('QuotaExceededError');
  expect([...files.keys()]).toEqual([]);
  isFull = false;
  expect(await order([{ name: 'amina', text: '{}' }])).toBeNull();
  expect(textOf('amina')).toBe('{}');
});

test('a file that there is room for only in part is not left behind cut off', async () => {
  room = 44;
  expect(await order([{ name: 'amina', text: '{}' }])).toBe('QuotaExceededError');
  expect([...files.keys()]).toEqual([]);
  room = 512;
  await order([{ name: 'amina', text: 'first' }]);
  room = 0;
  expect([await order([{ name: 'amina', text: 'second' }]), textOf('amina')]).toEqual([null, 'second']);
});

test('on a full tablet what is there is written over, and goes', async () => {
  await order([{ name: 'amina', text: 'first' }]);
  isFull = true;
  expect(await order([{ name: 'amina', text: 'second' }])).toBeNull();
  expect(textOf('amina')).toBe('second');
  expect(await order([], ['amina'])).toBeNull();
  expect(files.size).toBe(0);
});

test('what could not be written over stays as it was', async () => {
  await order([{ name: 'amina', text: 'first' }]);
  open.add('amina');
  expect(await order([{ name: 'amina', text: 'second' }])).toBe('NoModificationAllowedError');
  open.clear();
  expect(textOf('amina')).toBe('first');
});
