// Which page an address is: the office has one of its own, everything else is the app's.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../support/server-parts';

let pages: string;
let server: TestServer;
beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), 'larkrise-pages-'));
  writeFileSync(join(pages, 'index.html'), 'the app');
  writeFileSync(join(pages, 'office.html'), 'the office');
  server = await testServer({ pages });
});
afterAll(async () => {
  await server.app.close();
  await server.db.destroy();
  rmSync(pages, { recursive: true });
});

const opened = (url: string) => server.app.inject({ url, headers: { accept: 'text/html' } });

test.each([
  ['/office', 'the office'],
  ['/office/', 'the office'],
  ['/office?from=a-letter', 'the office'],
  ['/', 'the app'],
  ['/officers', 'the app'],
  ['/me/done', 'the app'],
])('%s is %s, and asked for again each time', async (url, body) => {
  const answer = await opened(url);
  expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, body, 'no-cache']);
});

test('a build without the office is the app everywhere', async () => {
  rmSync(join(pages, 'office.html'));
  const without = await testServer({ pages });
  expect((await without.app.inject({ url: '/office', headers: { accept: 'text/html' } })).body).toBe('the app');
  await without.app.close();
  await without.db.destroy();
});
