// The addresses of uploads as a stranger's client meets them: what they take, what they refuse, and under which name.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openBlobStore } from '../../src/device/blob-store';
import type { ByteRequest } from '../../src/device/http';
import { backUp } from '../../src/server/backup';
import { eraseBlobsOf, openBlobFiles } from '../../src/server/blobs';
import { restore } from '../../src/server/restore';
import type { BlobType } from '../../src/sync/attachments/attachment';
import { attachmentOrder, newBlob } from '../../src/sync/attachments/attachment.store';
import { sweepBlobs } from '../../src/sync/attachments/blob-keeping.server';
import { hashOf, sealFile } from '../../src/sync/attachments/sealed-file.store';
import { erase } from '../../src/sync/erasures/erasure.server';
import { writeRecords } from '../../src/sync/outbox.store';
import {
  type Attaching,
  attachmentsOf,
  jpeg,
  keepTryWithPhotos,
  startAttaching,
  type Tablet,
  tabletOf,
  trySubject,
} from '../support/attaching';
import { freshDatabase } from '../support/fresh-database';
import { unlock } from '../support/world';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: Attaching;
let blue: Tablet;

beforeEach(async () => {
  world = await startAttaching();
  blue = await tabletOf(world, world.blue);
});
afterEach(() => world.stop());

const text = new TextEncoder();

/** A record whose bytes are whatever a test likes; the words about them are at the server. */
async function announce(clear: Uint8Array<ArrayBuffer>, as: { mime?: BlobType; said?: Record<string, unknown> } = {}) {
  const blob = newBlob(blue.session, 'photo', as.mime ?? 'image/jpeg', trySubject(blue.session));
  const sealed = await sealFile(blue.session.keys, blob.key, blob.id, clear);
  const whole = { ...blob, size: sealed.length, sha256: await hashOf(sealed) };
  const order = attachmentOrder(whole);
  await writeRecords(blue.session, [{ ...order, set: { ...order.set, ...as.said } }]);
  expect((await blue.round()).ok).toBe(true);
  return { id: blob.id, sealed };
}

const tus = { 'tus-resumable': '1.0.0' };
const offsetType = { 'content-type': 'application/offset+octet-stream' };
const meta = (id: string) => ({ 'upload-metadata': `name eA==,attachment ${btoa(id)}` });
const ask = (path: string, request: ByteRequest) => blue.send(`/api/v1/blobs${path}`, request);
const create = (id: string, length: number | string, body: BlobPart = '') =>
  ask('', { method: 'POST', headers: { ...tus, ...offsetType, ...meta(id), 'upload-length': `${length}` }, body: new Blob([body]) });
const patch = (id: string, offset: number, body: BlobPart) =>
  ask(`/${id}`, { method: 'PATCH', headers: { ...tus, ...offsetType, 'upload-offset': `${offset}` }, body: new Blob([body]) });
const head = (id: string) => ask(`/${id}`, { method: 'HEAD', headers: tus });
const named = async (answer: ReturnType<typeof ask>) => {
  const given = await answer;
  return given.ok ? given.value.header('upload-offset') : given.trouble;
};

describe('an upload', () => {
  test('is made, grows in pieces of any size, says how far it is, and is there', async () => {
    const { id, sealed } = await announce(jpeg(1_000));
    expect(await named(create(id, sealed.length))).toBe('0');
    expect(await named(patch(id, 0, sealed.slice(0, 7)))).toBe('7');
    expect(await named(head(id))).toBe('7');
    expect(await named(patch(id, 7, sealed.slice(7)))).toBe(`${sealed.length}`);
    expect(await named(create(id, sealed.length))).toBe(`${sealed.length}`);
    const given = await ask(`/${id}?person=${world.first.id}`, { method: 'GET' });
    expect(given.ok && Buffer.from(given.value.bytes).equals(Buffer.from(sealed))).toBe(true);
  });

  test('takes no more bytes than it said, and nothing anywhere but at its end', async () => {
    const { id, sealed } = await announce(jpeg(1_000));
    expect(await named(create(id, sealed.length, sealed.slice(0, 100)))).toBe('100');
    expect(await named(patch(id, 99, sealed.slice(99)))).toBe('upload-elsewhere');
    expect(await named(patch(id, 101, sealed.slice(101)))).toBe('upload-elsewhere');
    const tooMuch = new Blob([sealed.slice(100), new Uint8Array(5_000)]);
    expect(await named(patch(id, 100, tooMuch))).toBe(`${sealed.length}`);
    expect(await world.files.size(id)).toBe(sealed.length);
  });

  test('of which two come at once goes on from where the first of them was broken off, and is whole', async () => {
    const { id, sealed } = await announce(jpeg(200_000));
    await create(id, sealed.length);
    await Promise.all([patch(id, 0, sealed), patch(id, 0, sealed)]);
    // The older one may have left some bytes before it was broken off; then the newer one begins at the wrong place, and asks.
    const stands = Number(await named(head(id)));
    expect(await named(patch(id, stands, sealed.slice(stands)))).toBe(`${sealed.length}`);
    const given = await ask(`/${id}?person=${world.first.id}`, { method: 'GET' });
    expect(given.ok && Buffer.from(given.value.bytes).equals(Buffer.from(sealed))).toBe(true);
  });

  test('whose last byte came just before the server fell is ended when the tablet asks, and looked at as any other', async () => {
    const [right, wrong] = [await announce(jpeg(1_000)), await announce(jpeg(1_000))];
    const last = async (id: string, bytes: Uint8Array) => {
      await create(id, bytes.length);
      const all = async function* () {
        yield bytes;
      };
      await world.files.grow(id, 0, bytes.length, all());
    };
    await last(right.id, right.sealed);
    await last(
      wrong.id,
      wrong.sealed.map(byte => byte ^ 1),
    );
    expect(await named(head(right.id))).toBe(`${right.sealed.length}`);
    expect(await world.files.size(right.id)).toBe(right.sealed.length);
    expect(await named(head(wrong.id))).toBe('upload-damaged');
    expect(await named(head(wrong.id))).toBe('0');
  });

  test('of another tus, without a length, or of no record is refused', async () => {
    const { id, sealed } = await announce(jpeg(100));
    const headers = { ...offsetType, ...meta(id), 'upload-length': `${sealed.length}`, 'tus-resumable': '0.2.2' };
    expect(await named(ask('', { method: 'POST', headers, body: new Blob([]) }))).toBe('update-needed');
    for (const length of ['', '-1', '1e3', 'NaN', '9'.repeat(16)]) expect(await named(create(id, length))).toBe('bad-request');
    expect(await named(create(id, sealed.length - 1))).toBe('bad-request');
    expect(await named(create(id, 9 * 1024 * 1024))).toBe('body-too-large');
    expect(await named(create(randomUUID(), 10))).toBe('not-found');
    for (const name of ['../../larkrise.key', 'x', '']) expect(await named(create(name, 10))).toBe('bad-request');
    expect(await named(patch(randomUUID(), 0, 'x'))).toBe('not-found');
    expect(await named(head('..%2f..%2flarkrise.key'))).toBe('not-found');
  });
});

describe('bytes that are not what they are said to be', () => {
  test.each([
    ['a page', text.encode('<html><script>alert(1)</script></html>'), 'image/jpeg'],
    ['a drawing with a script', text.encode('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'image/jpeg'],
    ['a photo that tells where it was taken', jpeg(500, { beside: 'Exif\0\0GPS' }), 'image/jpeg'],
    ['a photo of a hundred megapixels', jpeg(500, { width: 10_000, height: 10_000 }), 'image/jpeg'],
    ['half a photo', jpeg(500).slice(0, 300), 'image/jpeg'],
    ['a photo that calls itself sound', jpeg(500), 'audio/webm'],
  ] as const)('%s: never taken, and not asked for again', async (_, clear, mime) => {
    const { id, sealed } = await announce(clear, { mime });
    expect(await named(create(id, sealed.length, sealed))).toBe('upload-not-taken');
    expect(await named(create(id, sealed.length, sealed))).toBe('upload-not-taken');
    expect(await named(head(id))).toBe('upload-not-taken');
    expect(await world.files.size(id)).toBeNull();
  });

  test('other bytes than were signed: thrown away, and the right ones are taken afterwards', async () => {
    const { id, sealed } = await announce(jpeg(1_000));
    expect(
      await named(
        create(
          id,
          sealed.length,
          sealed.map(byte => byte ^ 1),
        ),
      ),
    ).toBe('upload-damaged');
    expect(await named(head(id))).toBe('0');
    expect(await named(patch(id, 0, sealed))).toBe(`${sealed.length}`);
  });

  test('sealed under a key that is not the author’s: refused before a byte', async () => {
    const { id, sealed } = await announce(jpeg(1_000), { said: { key: 'vault:somebody-else:1' } });
    expect(await named(create(id, sealed.length, sealed))).toBe('bad-request');
  });
});

describe('the walls', () => {
  const get = (who: string, id: string, tablet = blue) => tablet.send(`/api/v1/blobs/${id}?person=${who}`, { method: 'GET' });

  test('a colleague, a stranger and a mentor get nothing, not even that it is there', async () => {
    const { subject } = await keepTryWithPhotos(blue.session, 1);
    await blue.round();
    const [photo] = (await attachmentsOf(blue.session, subject)).attachments;
    expect((await get(world.first.id, photo!.id)).ok).toBe(true);
    const colleague = world.blue.people.find(({ id }) => id !== world.first.id);
    await unlock(world.server, world.blue, colleague!);
    for (const who of [colleague!.id, 'nobody', '', `m-${world.first.nursery.slice(2)}`])
      expect(await get(who, photo!.id)).toEqual({ ok: false, trouble: 'not-found' });
    expect(await get(world.first.id, randomUUID())).toEqual({ ok: false, trouble: 'not-found' });
  });

  test('without a session of a tablet there is nothing at all', async () => {
    const headers = { 'x-larkrise': '1' };
    const answer = await world.app.inject({ method: 'GET', url: `/api/v1/blobs/${randomUUID()}?person=${world.first.id}`, headers });
    expect([answer.statusCode, answer.json()]).toEqual([401, { refusal: 'not-enrolled' }]);
    const foreign = await world.app.inject({ method: 'POST', url: '/api/v1/blobs', headers: { ...tus, ...offsetType } });
    expect([foreign.statusCode, foreign.json()]).toEqual([400, { refusal: 'bad-request' }]);
  });
});

test('bytes are let go of with what they belong to, and files that nobody knows are swept', async () => {
  const parts = { ...world.server, files: world.files };
  const { subject, made } = await keepTryWithPhotos(blue.session, 1);
  await keepTryWithPhotos(blue.session, 1);
  await blue.round();
  const eraseBlobs = (records: readonly string[]) => eraseBlobsOf(world.files, records);
  const erased = await erase({ ...world.server, eraseBlobs, remember: async () => undefined }, 'record', subject.id);
  expect(erased.ok && [...erased.value.records].sort()).toEqual([subject.id, ...made.flatMap(({ ids }) => ids)].sort());
  for (const id of made.flatMap(({ ids }) => ids)) expect(await world.files.size(id)).toBeNull();
  expect(await world.server.db.selectFrom('blobs').select('id').execute()).toHaveLength(2);
  const stray = randomUUID();
  await world.files.put(
    stray,
    (async function* () {
      yield text.encode('nobody knows me');
    })(),
  );
  expect(await sweepBlobs({ ...parts, clock: () => Date.now() })).toBe(0);
  expect(await sweepBlobs({ ...parts, clock: () => Date.now() + 2 * 3_600_000 })).toBe(1);
  expect(await world.files.size(stray)).toBeNull();
  expect(await (await openBlobStore(world.blue.database)).ids()).toHaveLength(4);
});

test('a back-up holds the photos, and a server restored from it gives them back', async () => {
  const { subject } = await keepTryWithPhotos(blue.session, 1, 200_000);
  await blue.round();
  const [photo] = (await attachmentsOf(blue.session, subject)).attachments;
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-back-up-'));
  await backUp(world.server.db, join(folder, 'all'), { files: world.files });
  const [db, files] = [await freshDatabase(), openBlobFiles(join(folder, 'blobs'))];
  expect((await restore(db, join(folder, 'all'), { files })).ok).toBe(true);
  expect(await files.size(photo!.id)).toBe(photo!.row.size);
  const bytes: Buffer[] = [];
  for await (const part of files.stream(photo!.id)) bytes.push(part as Buffer);
  expect(await hashOf(new Uint8Array(Buffer.concat(bytes)))).toBe(photo!.row.sha256);
  await db.destroy();
  rmSync(folder, { recursive: true });
});
