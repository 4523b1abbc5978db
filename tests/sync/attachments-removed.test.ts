// What an author has removed on one tablet goes from her other tablets: its bytes, and what says that it waits.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { removeAttachment } from '../../src/sync/attachments/attachment.store';
import { carriedOf } from '../../src/sync/attachments/attachment-counts.store';
import { readAttachment } from '../../src/sync/attachments/attachment-reading.store';
import { type Attaching, attachmentsOf, keepTryWithPhotos, startAttaching, storedIds, tabletOf } from '../support/attaching';
import { sync } from '../support/room';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: Attaching;

beforeEach(async () => {
  world = await startAttaching();
});
afterEach(() => world.stop());

test('a photo that she has looked at on her other tablet leaves that one too', async () => {
  const blue = await tabletOf(world, world.blue);
  const { subject } = await keepTryWithPhotos(blue.session, 1);
  await blue.round();
  const green = await tabletOf(world, world.green);
  await green.round();
  const { attachments, thumbnails } = await attachmentsOf(green.session, subject);
  const [photo] = attachments;
  expect((await readAttachment(green.session, green.send, { ...photo!.row, id: photo!.id })).ok).toBe(true);
  expect(await storedIds(world.green)).toHaveLength(2);
  await removeAttachment(blue.session, photo!, thumbnails[0]);
  await blue.round();
  await green.round();
  await green.round();
  expect(await storedIds(world.green)).toEqual([]);
  expect(await world.green.database.blobs.count()).toBe(0);
});

test('one whose bytes had not left yet waits no more, once she has removed it elsewhere', async () => {
  const blue = await tabletOf(world, world.blue);
  const { subject } = await keepTryWithPhotos(blue.session, 1);
  await sync(world.blue, blue.session);
  const green = await tabletOf(world, world.green);
  await green.round();
  const { attachments, thumbnails } = await attachmentsOf(green.session, subject);
  await removeAttachment(green.session, attachments[0]!, thumbnails[0]);
  await green.round();
  for (let round = 0; round < 3; round += 1) await blue.round();
  expect(carriedOf(await world.blue.database.blobs.toArray())).toBeNull();
  expect(await storedIds(world.blue)).toEqual([]);
});
