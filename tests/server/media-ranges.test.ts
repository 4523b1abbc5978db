// Packs leave the server for enrolled tablets only, and media files in exactly the parts that were asked for.
import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mediaTag } from '../../src/features/modules/media-file';
import { moduleRoutes } from '../../src/features/modules/module-routes.server';
import { type Pack, readPackFolder } from '../../src/features/modules/pack-folder.server';
import { enrolledCookie } from '../support/enrolled';
import { writeFolder } from '../support/pack-folder';
import { expectAnswer, rangeCases, requestsOf } from '../support/range-cases';
import { type TestServer, testServer } from '../support/server-parts';

const root = writeFolder();
let pack: Pack;
let server: TestServer;
let address: string;
let cookie: string;

beforeAll(async () => {
  const read = await readPackFolder(root);
  if (!read.ok) throw new Error('the folder for this test is not right');
  pack = read.value;
  server = await testServer({ routes: [moduleRoutes([pack])] });
  cookie = await enrolledCookie(server);
  address = await server.app.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await server?.app.close();
  rmSync(root, { recursive: true });
});

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  fetch(address + path, { method, headers: { cookie, ...headers } });

const film = () => pack.programme.modules[0]!.webcast.video;
const manifest = '/packs/small-programme/manifest.json';

describe('a part of a webcast', () => {
  test.each(rangeCases.map(one => [one.name, one] as const))('%s', async (_, one) => {
    const etag = mediaTag(film().sha256);
    const bytes = readFileSync(`${root}/modules/01-first/webcast.mp4`);
    for (const { method, headers } of requestsOf(one, etag)) {
      await expectAnswer(await ask(film().path, headers, method), one, bytes, etag);
    }
  });

  test('may be kept for ever, and is not sent again to somebody who has it', async () => {
    const first = await ask(film().path, { range: 'bytes=0-9' });
    expect(first.headers.get('cache-control')).toContain('immutable');
    const again = await ask(film().path, { 'if-none-match': mediaTag(film().sha256), range: 'bytes=0-9' });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});

test('captions and poster come with their types', async () => {
  const { captions, poster } = pack.programme.modules[0]!.webcast;
  const types = await Promise.all([captions, poster].map(async ({ path }) => (await ask(path)).headers.get('content-type')));
  expect(types).toEqual(['text/vtt', 'image/webp']);
});

describe('a manifest', () => {
  test('comes with a strong tag and, while nothing changed, only once', async () => {
    const first = await ask(manifest);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    expect(await first.json()).toEqual(JSON.parse(JSON.stringify(pack.programme)));
    expect((await ask(manifest, { 'if-none-match': etag })).status).toBe(304);
    expect((await ask(manifest, { 'if-none-match': '"older"' })).status).toBe(200);
  });
});

describe('packs are closed to', () => {
  test.each([
    ['a browser that is no tablet', ''],
    ['a session that is over', 'tablet=somebody-else'],
  ])('%s', async (_, other) => {
    for (const path of [manifest, film().path]) {
      const answer = await ask(path, { cookie: other });
      expect([answer.status, await answer.json()]).toEqual([401, { refusal: 'not-enrolled' }]);
    }
  });
});

test('what is in no pack is not found, whatever its name', async () => {
  const hash = 'a'.repeat(64);
  const names = [`media/${hash}.mp4`, `media/${film().sha256}.vtt`, 'media/..%2f..%2fpackage.json', 'media/x', 'other/manifest.json'];
  const answers = await Promise.all(names.map(name => ask(`/packs/${name}`)));
  expect(answers.map(({ status }) => status)).toEqual(names.map(() => 404));
});
