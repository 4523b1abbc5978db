// Where there is no OPFS, media files lie in IndexedDB, piece by piece, and lose nothing by it.
import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { pieceWriter } from '../../src/device/media-piece-writer';
import { openMediaStore, pieceStore } from '../../src/device/media-store';
import { pieceSize } from '../../src/features/modules/media-file';
import { fileOf, someBytes } from '../support/media-memory';

const piecesOf = (bytes: Uint8Array<ArrayBuffer>) =>
  Array.from({ length: Math.ceil(bytes.length / pieceSize) }, (_, i) => bytes.slice(i * pieceSize, (i + 1) * pieceSize));

/** Millions of bytes are compared by Node, not one by one by the test runner. */
const holds = async (blob: Blob | null, bytes: Uint8Array) => blob !== null && Buffer.from(await blob.arrayBuffer()).equals(bytes);

describe('a file without OPFS', () => {
  test('is read back in any part, also across pieces', async () => {
    const bytes = someBytes(3 * pieceSize + 100, 1);
    const file = await fileOf(bytes);
    const writer = await pieceWriter(file, pieceStore());
    for (const piece of piecesOf(bytes)) await writer.write(piece);
    await writer.close();
    const store = await openMediaStore();
    expect([await store.size(file.sha256), await store.held(file.sha256)]).toEqual([bytes.length, bytes.length]);
    for (const [start, end] of [
      [0, bytes.length],
      [0, 1],
      [pieceSize - 1, 2 * pieceSize + 1],
      [bytes.length - 1, bytes.length],
    ] as const) {
      expect(await holds(await store.read(file.sha256, { start, end }), bytes.slice(start, end))).toBe(true);
    }
  });

  test('goes on where it was, and is not read beyond that', async () => {
    const bytes = someBytes(3 * pieceSize, 2);
    const file = await fileOf(bytes);
    const [first, second, third] = piecesOf(bytes);
    const writer = await pieceWriter(file, pieceStore());
    await writer.write(first!);
    const again = await pieceWriter(file, pieceStore());
    expect(again.held).toBe(pieceSize);
    const store = await openMediaStore();
    expect(await store.read(file.sha256, { start: 0, end: pieceSize + 1 })).toBeNull();
    await again.write(second!);
    await again.write(third!);
    expect(again.held).toBe(bytes.length);
    expect(await holds(await store.read(file.sha256, { start: 0, end: bytes.length }), bytes)).toBe(true);
  });

  test('leaves nothing when it is removed, and leaves others alone', async () => {
    const [bytes, others] = [someBytes(pieceSize + 1, 3), someBytes(100, 4)];
    const [file, other] = [await fileOf(bytes), await fileOf(others)];
    for (const [one, content] of [
      [file, bytes],
      [other, others],
    ] as const) {
      const writer = await pieceWriter(one, pieceStore());
      for (const piece of piecesOf(content)) await writer.write(piece);
    }
    const store = await openMediaStore();
    await store.remove(file.sha256);
    expect([await store.size(file.sha256), await store.held(file.sha256)]).toEqual([null, 0]);
    expect(await store.held(other.sha256)).toBe(100);
  });

  test('that was never here is not here', async () => {
    const store = await openMediaStore();
    expect([await store.size('x'), await store.held('x'), await store.read('x', { start: 0, end: 1 })]).toEqual([null, 0, null]);
  });
});
