// A hostile hand and the addresses of uploads: odd offsets, names of other files, foreign pages, other methods; nothing of it changes a file.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Attaching, startAttaching, type Tablet, tabletOf } from '../support/attaching';
import { type AskAs, announcedPhoto, begin, bring, metadata, tabletWith } from '../support/hostile-uploads';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: Attaching;
let blue: Tablet;
/** A second tablet of her nursery, in hostile hands. */
let green: AskAs;

beforeAll(async () => {
  world = await startAttaching();
  blue = await tabletOf(world, world.blue);
  green = await tabletWith(world, 'green-by-hand', { nursery: world.first.nursery });
});
afterAll(() => world.stop());

const rowOf = (id: string) => world.server.db.selectFrom('blobs').selectAll().where('id', '=', id).executeTakeFirst();
const notThere = { status: 404, says: 'not-found' };
const refused = { status: 400, says: 'bad-request' };

describe('an odd request changes nothing:', () => {
  const offsets = ['-1', '+0', '0x10', '1e3', '1.5', 'NaN', '', ' ', '9'.repeat(16), '0, 0', '\u0660'];
  test.each(offsets)('bytes at the offset %j', async offset => {
    const { id, sealed } = await announcedPhoto(blue);
    await begin(green, id, sealed.length, sealed.subarray(0, 50));
    const headers: Record<string, string> = offset === '' ? {} : { 'upload-offset': offset };
    expect(await green('PATCH', `/${id}`, headers, sealed.subarray(50))).toMatchObject(refused);
    expect(await world.files.grown(id)).toBe(50);
  });

  const names = ['../../larkrise.key', '..%2f..%2flarkrise.key', '%2e%2e/x', 'x%00', 'con', '/etc/passwd', `${'a'.repeat(90)}`, '*', ''];
  test.each(names)('an attachment called %j', async name => {
    for (const method of ['HEAD', 'PATCH', 'GET'] as const) {
      const { status } = await green(method, `/${name}`, { 'upload-offset': '0' }, method === 'PATCH' ? Buffer.from('x') : undefined);
      expect([400, 404], `${method} ${status}`).toContain(status);
    }
    expect(await begin(green, decodeURIComponent(name), 10, Buffer.from('x'))).toMatchObject(refused);
  });

  const wrong: [string, Record<string, string>][] = [
    ['as a page', { 'content-type': 'text/html' }],
    ['as a picture', { 'content-type': 'image/jpeg' }],
    ['as JSON', { 'content-type': 'application/json' }],
    ['without a type', { 'content-type': '' }],
    ['packed', { 'content-encoding': 'gzip' }],
    ['from another page', { origin: 'https://evil.example' }],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }],
    ['without our own header', { 'x-larkrise': '' }],
  ];
  test.each(wrong)('bytes sent %s', async (_, headers) => {
    const { id, sealed } = await announcedPhoto(blue);
    await begin(green, id, sealed.length, sealed.subarray(0, 50));
    expect(await green('PATCH', `/${id}`, { 'upload-offset': '50', ...headers }, sealed.subarray(50))).toMatchObject({ status: 400 });
    expect(await world.files.grown(id)).toBe(50);
  });

  test('one that names two attachments, none, or one that is no base64', async () => {
    const { id } = await announcedPhoto(blue);
    for (const header of ['', 'attachment', 'attachment ', 'attachment %%%', `name ${btoa(id)}`, 'attachment '.repeat(500)])
      expect(await green('POST', '', { 'upload-metadata': header, 'upload-length': '10' }), header).toMatchObject(refused);
    const two = `${metadata(randomUUID())['upload-metadata']},${metadata(id)['upload-metadata']}`;
    expect(await green('POST', '', { 'upload-metadata': two, 'upload-length': '10' })).toMatchObject(notThere);
    expect(await rowOf(id)).toBeUndefined();
  });

  test('one that wants a photo gone, replaced, or sent by another method', async () => {
    const { id, sealed } = await announcedPhoto(blue);
    await begin(green, id, sealed.length, sealed);
    expect((await green('DELETE', `/${id}`)).status).toBe(404);
    expect((await green('PUT', `/${id}`, {}, Buffer.from('x'))).status).toBe(404);
    expect((await green('POST', '', { 'x-http-method-override': 'DELETE', ...metadata(id) })).status).toBe(400);
    expect(await bring(green, id, 0, Buffer.alloc(sealed.length))).toMatchObject({ status: 409, says: 'upload-elsewhere' });
    expect(await world.files.size(id)).toBe(sealed.length);
  });
});

test('a photo that somebody opens by its address runs nothing and is kept by no cache', async () => {
  const { id, sealed } = await announcedPhoto(blue);
  await begin(green, id, sealed.length, sealed);
  const { status, headers } = await green('GET', `/${id}?person=${world.first.id}`, { range: 'bytes=0-3', accept: 'text/html' });
  expect([status, headers['content-type'], headers['content-length']]).toEqual([200, 'application/octet-stream', String(sealed.length)]);
  expect(headers).toMatchObject({
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'cross-origin-resource-policy': 'same-origin',
  });
});
