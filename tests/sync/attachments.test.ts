// Photos and voice notes from one tablet to the other: kept sealed, sent after all words, proven, fetched when they are asked for.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openBlobStore } from '../../src/device/blob-store';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { removeAttachment } from '../../src/sync/attachments/attachment.store';
import { carriedOf } from '../../src/sync/attachments/attachment-counts.store';
import { readAttachment, type Wanted } from '../../src/sync/attachments/attachment-reading.store';
import { sweepBlobs } from '../../src/sync/attachments/blob-keeping.server';
import { type Attaching, attachmentsOf, keepTryWithPhotos, startAttaching, storedIds, tabletOf } from '../support/attaching';
import { lock } from '../support/world';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: Attaching;

beforeEach(async () => {
  world = await startAttaching();
});
afterEach(() => world.stop());

const done = { ok: true, value: null };
const blobsOf = async (state: string) =>
  world.server.db
    .selectFrom('blobs')
    .selectAll()
    .where('here_at', state === 'here' ? 'is not' : 'is', null)
    .execute();

test('a photo kept without a network is on her other tablet when she looks at it, byte for byte', async () => {
  const blue = await tabletOf(world, world.blue);
  const { subject, photos } = await keepTryWithPhotos(blue.session, 2);
  world.blue.wire.faults.push('cut', 'cut');
  blue.cable.cutAfter('up', 10);
  expect((await blue.round()).ok).toBe(false);
  expect((await attachmentsOf(blue.session, subject)).attachments.map(({ saved }) => saved)).toEqual(['saved-here', 'saved-here']);
  expect(await blue.round()).toEqual(done);
  const green = await tabletOf(world, world.green);
  expect(await green.round()).toEqual(done);
  const { attachments, thumbnails } = await attachmentsOf(green.session, subject);
  expect(await storedIds(world.green)).toEqual(thumbnails.map(({ id }) => id).sort());
  const read: Buffer[] = [];
  for (const { id, row } of attachments) {
    const outcome = await readAttachment(green.session, green.send, { ...row, id });
    if (outcome.ok) read.push(Buffer.from(await outcome.value.arrayBuffer()));
  }
  const asHex = (all: readonly Uint8Array[]) => all.map(one => Buffer.from(one).toString('hex')).sort();
  expect(asHex(read)).toEqual(asHex(photos));
  expect(await storedIds(world.green)).toHaveLength(4);
  green.cable.cutAfter('up', 0);
  const [again] = attachments;
  expect((await readAttachment(green.session, green.send, { ...again!.row, id: again!.id })).ok).toBe(true);
});

test('no byte of a photo leaves while a word waits, and small pictures go before all photos', async () => {
  const blue = await tabletOf(world, world.blue);
  const ended: string[] = [];
  const { finish } = world.files;
  Object.assign(world.files, {
    finish: async (id: string) => {
      ended.push(id);
      await finish(id);
    },
  });
  await keepTryWithPhotos(blue.session, 3);
  world.blue.wire.faults.push('cut');
  blue.cable.measure();
  await blue.round();
  expect(blue.cable.passed.up).toBe(0);
  expect(await blue.round()).toEqual(done);
  const whatById = new Map((await blobsOf('here')).map(({ id, what }) => [id, what]));
  expect(ended.map(id => whatById.get(id))).toEqual(['thumbnail', 'thumbnail', 'thumbnail', 'photo', 'photo', 'photo']);
});

test('a word that is written in the middle of an upload goes first; the upload goes on where it was', async () => {
  const blue = await tabletOf(world, world.blue);
  await keepTryWithPhotos(blue.session, 1, 2_000_000);
  const { grow } = world.files;
  let isWritten = false;
  Object.assign(world.files, {
    grow: async (id: string, offset: number, most: number, source: AsyncIterable<Uint8Array>) => {
      if (most > 1_000_000 && offset > 0 && !isWritten) {
        isWritten = true;
        await beginReflection(blue.session, { module: null, prompt: null }).write('Olive said her first word');
      }
      return grow(id, offset, most, source);
    },
  });
  expect(await blue.round()).toEqual(done);
  expect(isWritten).toBe(true);
  const [grown] = await blobsOf('coming');
  expect(grown?.what).toBe('photo');
  const stands = await world.files.grown(grown!.id);
  expect(stands).toBeGreaterThan(200_000);
  blue.cable.measure();
  expect(await blue.round()).toEqual(done);
  expect(blue.cable.passed.up).toBeLessThan(2_010_000 - stands + 5_000);
  expect(await blobsOf('here')).toHaveLength(2);
});

test('while nobody is unlocked, photos leave all the same', async () => {
  const blue = await tabletOf(world, world.blue);
  await keepTryWithPhotos(blue.session, 1);
  lock(world.blue);
  expect(await blue.round()).toEqual(done);
  expect(await blobsOf('here')).toHaveLength(2);
});

test('what was changed on the tablet or on the way never counts as the photo that she took', async () => {
  const blue = await tabletOf(world, world.blue);
  const { made } = await keepTryWithPhotos(blue.session, 1, 400_000);
  const [photo] = made[0]!.ids;
  const store = await openBlobStore(world.blue.database);
  const whole = new Uint8Array(await (await store.read(photo!))!.arrayBuffer());
  const grow = world.files.grow;
  let harm = 1;
  Object.assign(world.files, {
    grow: async (id: string, offset: number, most: number, source: AsyncIterable<Uint8Array>) =>
      grow(id, offset, most, id === photo && harm-- > 0 ? harmed(source) : source),
  });
  expect(await blue.round()).toEqual({ ok: false, trouble: 'upload-damaged' });
  expect(await blobsOf('coming')).toHaveLength(1);
  expect(await blue.round()).toEqual(done);
  expect(await blobsOf('here')).toHaveLength(2);
  const server = await streamed(world, photo!);
  expect(Buffer.from(server).equals(Buffer.from(whole))).toBe(true);
});

async function* harmed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of source) yield piece.map(byte => byte ^ 1);
}

async function streamed({ files }: Attaching, id: string): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of files.stream(id)) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

test('what was harmed at the server is not shown on another tablet', async () => {
  const blue = await tabletOf(world, world.blue);
  const { subject } = await keepTryWithPhotos(blue.session, 1);
  await blue.round();
  const green = await tabletOf(world, world.green);
  await green.round();
  const [photo] = (await attachmentsOf(green.session, subject)).attachments;
  const bytes = await streamed(world, photo!.id);
  await world.files.remove(photo!.id);
  await world.files.put(
    photo!.id,
    (async function* () {
      yield bytes.map((byte, at) => (at === 5_000 ? byte ^ 1 : byte));
    })(),
  );
  const wanted: Wanted = { ...photo!.row, id: photo!.id };
  expect(await readAttachment(green.session, green.send, wanted)).toEqual({ ok: false, trouble: 'row-damaged' });
  expect(await storedIds(world.green)).not.toContain(photo!.id);
});

test('what its author removes leaves her tablet at once, the other tablet and the server afterwards', async () => {
  const blue = await tabletOf(world, world.blue);
  const { subject } = await keepTryWithPhotos(blue.session, 1);
  await blue.round();
  const green = await tabletOf(world, world.green);
  await green.round();
  const { attachments, thumbnails } = await attachmentsOf(blue.session, subject);
  expect(await removeAttachment(blue.session, attachments[0]!, thumbnails[0])).toEqual({ ok: true, value: 'saved-here' });
  expect(await storedIds(world.blue)).toEqual([]);
  await blue.round();
  const wanted: Wanted = { ...attachments[0]!.row, id: attachments[0]!.id };
  expect(await readAttachment(green.session, green.send, wanted)).toEqual({ ok: false, trouble: 'not-found' });
  expect(await sweepBlobs({ ...world.server, files: world.files })).toBe(2);
  expect(await world.files.size(wanted.id)).toBeNull();
  await green.round();
  expect((await attachmentsOf(green.session, subject)).attachments.map(({ row }) => row.standing)).toEqual(['removed']);
});

test('how far they have come is counted from those that began to wait together', async () => {
  const blue = await tabletOf(world, world.blue);
  await keepTryWithPhotos(blue.session, 5);
  const { blobs } = world.blue.database;
  const all = async () => carriedOf(await blobs.toArray());
  expect(await all()).toMatchObject({ number: 1, of: 5, what: 'photo', sent: 0 });
  const photos = (await blobs.toArray()).filter(({ what }) => what === 'photo');
  for (const { id } of photos.slice(0, 2)) await blobs.update(id, { state: 'sent', sentAt: world.server.now });
  expect(await all()).toMatchObject({ number: 3, of: 5 });
  await blue.round();
  expect(await all()).toBeNull();
});
