// A hostile hand and the uploads of photos and voice notes: other people’s, longer than said, not what they are said to be.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { mostBytes } from '../../src/sync/attachments/attachment';
import { type Attaching, startAttaching, type Tablet, tabletOf } from '../support/attaching';
import { type AskAs, announcedPhoto, begin, bring, tabletWith } from '../support/hostile-uploads';
import { freshRoom, type Room } from '../support/room';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: Attaching;
let blue: Tablet;
let other: Room;
/** A second tablet of her nursery, one of another nursery, and the own tablet of a mentor who has nothing to do with her. */
let green: AskAs;
let foreign: AskAs;
let stranger: AskAs;

beforeAll(async () => {
  world = await startAttaching();
  blue = await tabletOf(world, world.blue);
  other = await freshRoom(world.server);
  green = await tabletWith(world, 'green-by-hand', { nursery: world.first.nursery });
  foreign = await tabletWith(world, 'foreign', { nursery: other.nursery.id });
  stranger = await tabletWith(world, 'stranger', { person: other.mentor.id });
});
afterAll(() => world.stop());

const rowOf = (id: string) => world.server.db.selectFrom('blobs').selectAll().where('id', '=', id).executeTakeFirst();
const notThere = { status: 404, says: 'not-found' };
const refused = { status: 400, says: 'bad-request' };

describe('somebody else’s photo', () => {
  test.each([
    ['another nursery’s tablet', () => foreign],
    ['a mentor’s own tablet, who is not hers', () => stranger],
  ])('cannot be begun, asked about or written by %s, who does not learn that it is there', async (_, who) => {
    const { id, sealed } = await announcedPhoto(blue);
    expect(await begin(who(), id, sealed.length, sealed)).toMatchObject(notThere);
    expect(await rowOf(id)).toBeUndefined();
    await begin(green, id, sealed.length, sealed.subarray(0, 400));
    expect(await who()('HEAD', `/${id}`)).toMatchObject({ status: 404 });
    expect(await bring(who(), id, 400, sealed.subarray(400))).toMatchObject(notThere);
    expect(await begin(who(), id, sealed.length)).toMatchObject(notThere);
    expect(await world.files.grown(id)).toBe(400);
    expect((await green('HEAD', `/${id}`)).says).toBe('400');
  });

  test('cannot be fetched by them, whoever they say is asking', async () => {
    const { id, sealed } = await announcedPhoto(blue);
    expect((await begin(green, id, sealed.length, sealed)).says).toBe(String(sealed.length));
    const people = [
      world.first.id,
      other.first.id,
      other.mentor.id,
      '',
      'nobody',
      "' OR 1=1 --",
      `${world.first.id}&person=${other.first.id}`,
    ];
    for (const who of [foreign, stranger])
      for (const person of people) expect(await who('GET', `/${id}?person=${person}`), person).toMatchObject(notThere);
    expect((await green('GET', `/${id}?person=${world.first.id}`)).body.equals(sealed)).toBe(true);
    for (const person of [other.first.id, 'nobody', '', '*']) expect(await green('GET', `/${id}?person=${person}`)).toMatchObject(notThere);
  });

  test('that is under way is not stopped by a stranger who asks about it', async () => {
    const { id, sealed } = await announcedPhoto(blue, 60_000);
    await begin(green, id, sealed.length);
    const address = world.app.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const headers = {
      'tus-resumable': '1.0.0',
      'x-larkrise': '1',
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
      'content-length': sealed.length,
      cookie: 'tablet=token-of-green-by-hand',
    };
    const sent = request({ port, host: '127.0.0.1', method: 'PATCH', path: `/api/v1/blobs/${id}`, headers });
    sent.write(sealed.subarray(0, 20_000));
    await expect.poll(() => world.files.grown(id)).toBeGreaterThan(0);
    for (const who of [foreign, stranger]) {
      expect((await who('HEAD', `/${id}`)).status).toBe(404);
      expect(await bring(who, id, 0, Buffer.alloc(100))).toMatchObject(notThere);
    }
    sent.end(sealed.subarray(20_000));
    const [answer] = await once(sent, 'response');
    expect([answer.statusCode, answer.headers['upload-offset']]).toEqual([204, String(sealed.length)]);
  });

  test('is carried on by another tablet of her nursery, also after she has left', async () => {
    const { id, sealed } = await announcedPhoto(blue);
    await begin(green, id, sealed.length, sealed.subarray(0, 300));
    const hers = await tabletWith(world, 'hers', { person: world.first.id });
    const memberships = world.server.db.updateTable('memberships').where('person', '=', world.first.id);
    await memberships.set({ until: world.server.now }).execute();
    expect((await bring(hers, id, 300, sealed.subarray(300, 700))).says).toBe('700');
    const third = await tabletWith(world, 'third', { nursery: world.first.nursery });
    expect((await bring(third, id, 700, sealed.subarray(700))).says).toBe(String(sealed.length));
    await memberships.set({ until: null }).execute();
  });

  test('is not brought by a tablet that was taken out of use, unless it signs for it', async () => {
    const { id, sealed } = await announcedPhoto(blue);
    const lost = await tabletWith(world, 'lost', { nursery: world.first.nursery });
    await world.server.db.updateTable('tablets').set({ revoked_at: 1 }).where('id', '=', 'lost').execute();
    expect(await begin(lost, id, sealed.length, sealed)).toMatchObject({ status: 403, says: 'tablet-revoked' });
    for (const proof of ['lost.AAAA', 'lost', '.', 'green-by-hand.AAAA', `lost.${'A'.repeat(86)}`])
      expect(await lost('HEAD', `/${id}`, { 'x-larkrise-farewell': proof }), proof).toMatchObject({ status: 401 });
    expect(await rowOf(id)).toBeUndefined();
  });
});

describe('in the trail of the tablet’s own nursery', () => {
  const trail = async (tablet: string) => {
    const lines = await world.server.db.selectFrom('audit').selectAll().where('tablet', '=', tablet).execute();
    return lines.map(({ counter, who, what, about }) => [counter, who, what, about]);
  };

  test('it is written once that a tablet asked for what is not its to send, however often it asks', async () => {
    const { id } = await announcedPhoto(blue);
    const curious = await tabletWith(world, 'curious', { nursery: other.nursery.id });
    for (let n = 0; n < 5; n += 1) await curious('HEAD', `/${id}`);
    await curious('HEAD', `/${randomUUID()}`);
    expect(await trail('curious')).toEqual([[other.nursery.id, 'tablet', 'upload-foreign', null]]);
  });

  test('it is written that a tablet sent what is no photo', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    const { id, sealed } = await announcedPhoto(blue, 0, {}, page);
    const hers = await tabletWith(world, 'with-a-page', { nursery: world.first.nursery });
    expect(await begin(hers, id, sealed.length, sealed)).toMatchObject({ status: 415, says: 'upload-not-taken' });
    expect(await trail('with-a-page')).toEqual([[world.first.nursery, 'tablet', 'upload-not-taken', null]]);
    expect(await world.files.size(id)).toBeNull();
  });
});

describe('an upload that says one thing and does another:', () => {
  test('longer than its record says, or shorter, is not begun', async () => {
    const { id, sealed } = await announcedPhoto(blue);
    for (const length of [sealed.length + 1, sealed.length - 1, 0, 1])
      expect(await begin(green, id, length, sealed), String(length)).toMatchObject(refused);
    expect(await rowOf(id)).toBeUndefined();
  });

  test('longer than it said leaves nothing of what is too much', async () => {
    const { id, sealed } = await announcedPhoto(blue);
    await begin(green, id, sealed.length);
    const tooMuch = Buffer.concat([sealed, Buffer.alloc(100_000, 'more')]);
    expect((await bring(green, id, 0, tooMuch)).says).toBe(String(sealed.length));
    expect(await world.files.size(id)).toBe(sealed.length);
  });

  test('a photo of more than 8 MB is refused before a byte, whatever its record says', async () => {
    const size = mostBytes.photo + 1;
    const { id } = await announcedPhoto(blue, 100, { size });
    expect(await begin(green, id, size)).toMatchObject({ status: 413, says: 'body-too-large' });
    expect(await rowOf(id)).toBeUndefined();
  });

  test('more than 64 MB begun by one tablet and never ended are too many', async () => {
    const greedy = await tabletWith(world, 'greedy', { nursery: world.first.nursery });
    const size = mostBytes.photo;
    const photos = [];
    for (let n = 0; n < 9; n += 1) photos.push(await announcedPhoto(blue, 100, { size }));
    const answers = [];
    for (const { id } of photos) answers.push((await begin(greedy, id, size)).says);
    expect(answers).toEqual([...Array.from({ length: 8 }, () => '0'), 'too-many-requests']);
  });

  test('bytes with another hash than was signed are thrown away, and the right ones are taken after them', async () => {
    const { id, sealed } = await announcedPhoto(blue);
    const wrong = Buffer.from(sealed.map(byte => byte ^ 1));
    expect(await begin(green, id, sealed.length, wrong)).toMatchObject({ status: 460, says: 'upload-damaged' });
    expect([await world.files.size(id), await world.files.grown(id)]).toEqual([null, 0]);
    expect((await bring(green, id, 0, sealed)).says).toBe(String(sealed.length));
  });

  test('the bytes of another photo of hers under this one’s name are thrown away', async () => {
    const [one, two] = [await announcedPhoto(blue), await announcedPhoto(blue)];
    expect(one.sealed.length).toBe(two.sealed.length);
    expect((await begin(green, one.id, one.sealed.length, two.sealed)).says).toBe('upload-damaged');
    expect(await world.files.size(one.id)).toBeNull();
  });

  test('ten that bring the same at once leave one whole file', async () => {
    const { id, sealed } = await announcedPhoto(blue, 50_000);
    await begin(green, id, sealed.length);
    await Promise.allSettled(Array.from({ length: 10 }, (_, n) => bring(green, id, 0, n % 2 ? sealed : sealed.subarray(0, 9_000 + n))));
    const { says } = await green('HEAD', `/${id}`);
    if (Number(says) < sealed.length) await bring(green, id, Number(says), sealed.subarray(Number(says)));
    expect((await green('GET', `/${id}?person=${world.first.id}`)).body.equals(sealed)).toBe(true);
  });
});
