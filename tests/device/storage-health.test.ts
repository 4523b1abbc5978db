// What the readers and writers of the storage say of it, together.
import { expect, test } from 'vitest';
import { makeStorageHealth } from '../../src/device/storage-health';

test('trouble is told while somebody has it, the worst first, and goes with the last of them', () => {
  const health = makeStorageHealth();
  expect(health.trouble.value).toBe(null);
  health.note('a writer', 'storage-full');
  health.note('a reader', 'storage-closed');
  expect(health.trouble.value).toBe('storage-closed');
  health.note('a reader', null);
  expect(health.trouble.value).toBe('storage-full');
  health.note('another reader', null);
  expect(health.trouble.value).toBe('storage-full');
  health.note('a writer', null);
  expect(health.trouble.value).toBe(null);
});

test('who has written shows that there is room, for everybody; a reader that stands still is not helped by it', () => {
  const health = makeStorageHealth();
  health.note('people', 'storage-full');
  health.note('words', 'storage-closed');
  health.note('a reader', 'storage-closed');
  health.wrote('words');
  expect(health.trouble.value).toBe('storage-closed');
  health.note('a reader', null);
  expect(health.trouble.value).toBe(null);
});
