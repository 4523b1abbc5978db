// The app's files travel packed to browsers that take them so, and as they are to all others.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../support/server-parts';

const page = '<!doctype html><title>Larkrise</title>';
let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'larkrise-packed-'));
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'index.html.br'), brotliCompressSync(page));
  writeFileSync(join(folder, 'index.html.gz'), gzipSync(page));
  writeFileSync(join(folder, 'alone.js'), '// was never packed');
  server = await testServer({ pages: folder });
});

afterAll(async () => {
  await server.app.close();
  rmSync(folder, { recursive: true });
});

const ask = (url: string, encodings: string) => server.app.inject({ url, headers: { accept: 'text/html', 'accept-encoding': encodings } });

test.each([
  ['/', 'gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['/', 'gzip', 'gzip', gunzipSync],
  ['/', 'identity', undefined, (bytes: Buffer) => bytes],
  ['/babies/nell', 'gzip, br', 'br', brotliDecompressSync],
])('%s for a browser that takes %s goes out as %s and is the same page', async (url, encodings, encoding, unpack) => {
  const { statusCode, headers, rawPayload } = await ask(url, encodings);
  expect([statusCode, headers['content-encoding'], headers['content-type']]).toEqual([200, encoding, 'text/html; charset=utf-8']);
  expect(unpack(rawPayload).toString()).toBe(page);
});

test('no cache between mixes the two up, and an update is still seen at the next visit', async () => {
  for (const encodings of ['br', 'identity']) {
    const { headers } = await ask('/', encodings);
    expect([headers.vary, headers['cache-control']]).toEqual(['accept-encoding', 'no-cache']);
  }
  expect((await ask('/', 'br')).headers.etag).not.toBe((await ask('/', 'identity')).headers.etag);
});

test('what was never packed goes out as it is', async () => {
  const { headers, body } = await ask('/alone.js', 'gzip, br');
  expect([headers['content-encoding'], body]).toEqual([undefined, '// was never packed']);
});
