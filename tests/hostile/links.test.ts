// A hostile hand and addresses: links that lead elsewhere, addresses written in odd ways, names of hosts and proxies that are made up.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeIn } from '../../src/features/entrance/code';
import { challengePath, peoplePath, sessionPath } from '../../src/sync/tablet-protocol';
import { enrolledCookie } from '../support/enrolled';
import { type TestServer, testServer } from '../support/server-parts';

let folder: string;
let server: TestServer;
/** Behind a proxy that speaks TLS. */
let proxied: TestServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'larkrise-links-'));
  const pages = join(folder, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<title>Larkrise</title>');
  writeFileSync(join(folder, 'secret.txt'), 'nobody is to see this');
  server = await testServer({ pages });
  proxied = await testServer({ pages, environment: { PUBLIC_URL: 'https://larkrise.example.org' } });
});
afterAll(async () => {
  await server.app.close();
  await proxied.app.close();
  rmSync(folder, { recursive: true });
});

const open = (url: string, headers: Record<string, string> = {}, at = server) =>
  at.app.inject({ url, headers: { accept: 'text/html', ...headers } });

/** Exactly these bytes on a connection of their own; whatever comes back. */
async function raw(text: string): Promise<string> {
  if (!server.app.server.listening) await server.app.listen({ port: 0, host: '127.0.0.1' });
  const address = server.app.server.address();
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  socket.write(text);
  let answer = '';
  for await (const piece of socket) answer += String(piece);
  return answer;
}

describe('nobody is led away from Larkrise by', () => {
  test.each([
    '//evil.example',
    '//evil.example/%2e%2e',
    '/\\evil.example',
    '/%5cevil.example',
    '/%2f%2fevil.example',
    '/.//evil.example',
    '/assets//evil.example',
    '/?next=https://evil.example',
    '/learn?url=//evil.example',
    '/%0d%0alocation:%20https://evil.example',
    '/https://evil.example',
    '/f/../..//evil.example',
  ])('%s', async url => {
    const answer = await open(url);
    expect([answer.statusCode >= 300 && answer.statusCode < 400, answer.headers.location, answer.headers.refresh]).toEqual([
      false,
      undefined,
      undefined,
    ]);
    expect(answer.body).not.toContain('evil.example');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });
});

describe('an address that cannot be read is refused, guarded and not repeated:', () => {
  test.each(['/%ff', '/%', '/%zz', '/api/%c0%ae', '/packs/media/%E0%A4%A', '/f/%80<script>'])('%s', async url => {
    const { statusCode, headers, body } = await open(url);
    expect([400, 401, 404]).toContain(statusCode);
    expect(JSON.parse(body)).toEqual({ refusal: expect.any(String) });
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});

describe('a way round the walls of the API by writing its address differently:', () => {
  const payload = { tablet: 'nobody' };
  test.each([
    '/%61pi/v1/tablets/challenge',
    '/api%2fv1/tablets/challenge',
    '/api/v1/tablets/%63hallenge',
    'http://evil.example/%61pi/v1/tablets/challenge',
  ])('a write to %s from a foreign page', async url => {
    const foreign = {
      'content-type': 'application/json',
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
      'x-larkrise': '1',
    };
    const answer = await server.app.inject({ method: 'POST', url, payload, headers: foreign });
    expect([answer.statusCode, answer.json()]).toEqual([400, { refusal: 'bad-request' }]);
  });

  test.each(['/%61pi/v1/tablets/people', '/api/v1/%74ablets/people', '/ap%69/v1/tablets/people?x=1'])(
    'what %s says is kept by no cache',
    async url => {
      const answer = await open(url);
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([401, 'private, no-store']);
    },
  );

  test.each(['/API/v1/tablets/people', '//api/v1/tablets/people', '/api//v1/tablets/people', '/api/v1/tablets/people/'])(
    '%s is no address of the API',
    async url => {
      expect((await server.app.inject({ url })).json().refusal).toMatch(/^(not-found|bad-request)$/);
    },
  );

  test('another method by a header is the method that it is', async () => {
    const headers = { 'x-http-method-override': 'POST', 'x-larkrise': '1' };
    expect((await server.app.inject({ url: challengePath, headers })).json()).toEqual({ refusal: 'not-found' });
  });
});

describe('files of the machine are not to be had by', () => {
  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/.%2e/.%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/....//....//secret.txt',
    '/..%252fsecret.txt',
    '/index.html%00/../../secret.txt',
    '//../secret.txt',
    '/.git/config',
    '/larkrise.key',
    '/larkrise.sqlite',
  ])('%s', async url => {
    const answer = await raw(`GET ${url} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (400|403|404) /);
    expect(answer).not.toContain('nobody is to see');
  });
});

describe('a host or a proxy that is made up', () => {
  const forged = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example;proto=https',
  };

  test('leaves no trace in any answer', async () => {
    for (const at of [server, proxied]) {
      const { body, headers } = await open('/', forged, at);
      expect(body + JSON.stringify(headers)).not.toContain('evil');
    }
  });

  test('does not make a foreign page our own where the server knows its address', async () => {
    const headers = { ...forged, origin: 'https://evil.example', 'x-larkrise': '1', 'content-type': 'application/json' };
    const asked = { method: 'POST' as const, url: challengePath, headers, payload: { tablet: 'nobody' } };
    expect((await proxied.app.inject(asked)).json()).toEqual({ refusal: 'bad-request' });
    const own = { ...asked, headers: { ...headers, origin: 'https://larkrise.example.org' } };
    expect((await proxied.app.inject(own)).json()).toEqual({ refusal: 'not-enrolled' });
  });

  test('does not bring anybody near: the counts are for this network alone', async () => {
    const spoofs = ['127.0.0.1', '10.0.0.1', '::1', '127.0.0.1, 10.0.0.1', 'localhost'];
    for (const spoof of spoofs) {
      const headers = { 'x-forwarded-for': spoof, forwarded: `for=${spoof}` };
      const far = await server.app.inject({ url: '/metrics', remoteAddress: '203.0.113.9', headers });
      expect(far.json(), spoof).toEqual({ refusal: 'not-found' });
      const byProxy = { 'x-forwarded-for': `${spoof}, 203.0.113.9` };
      expect((await proxied.app.inject({ url: '/metrics', remoteAddress: '127.0.0.1', headers: byProxy })).json()).toEqual({
        refusal: 'not-found',
      });
    }
  });
});

describe('a link that is to set up a tablet', () => {
  const code = 'A'.repeat(43);
  test.each([
    ['that runs', 'javascript:alert(1)'],
    ['with markup after its code', `https://larkrise.example.org/#enrol=${code}"><script>`],
    ['with a code that is too short', '#enrol=short'],
    ['with a code that is too long', `#enrol=${'A'.repeat(65)}`],
    ['with its code where servers and their logs see it', `https://larkrise.example.org/?enrol=${code}`],
    ['with something after its code', `#enrol=${code}&next=//evil.example`],
    ['with a line more', `#enrol=${code}\n#enrol=${'B'.repeat(43)} x`],
    ['with a code in other letters', `#enrol=${'\u0410'.repeat(43)}`],
    ['with nothing in it', ''],
  ])('%s holds no code', (_, text) => {
    expect(codeIn(text)).toBeNull();
  });
});

test('a session is in a cookie alone: bound to the host, Strict, unseen by script, gone in a quarter of an hour', async () => {
  const cookie = await enrolledCookie(proxied, 'tablet-of-links');
  expect(cookie).toMatch(/^__Host-tablet=/);
  const plain = cookie.replace('__Host-', '');
  expect((await proxied.app.inject({ url: peoplePath, headers: { cookie } })).statusCode).toBe(200);
  expect((await proxied.app.inject({ url: peoplePath, headers: { cookie: plain } })).statusCode).toBe(401);
  const token = cookie.split('=')[1] ?? '';
  for (const headers of [{ authorization: `Bearer ${token}` }, { 'x-tablet': token }])
    expect((await proxied.app.inject({ url: `${peoplePath}?token=${token}&tablet=${token}`, headers })).statusCode).toBe(401);
  expect((await proxied.app.inject({ method: 'GET', url: `${sessionPath};${cookie}` })).statusCode).toBe(404);
});

describe('on the wire itself,', () => {
  const post = `POST ${challengePath} HTTP/1.1\r\nHost: a\r\nX-Larkrise: 1\r\nContent-Type: application/json\r\n`;
  test.each([
    ['a request with two lengths', `${post}Content-Length: 2\r\nContent-Length: 20\r\n\r\n{}`],
    [
      'a request with a length and pieces',
      `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\n\r\n`,
    ],
    ['a header that goes on in the next line', `GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\x00\r\n\r\n`],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n`],
    ['no HTTP at all', 'EHLO evil.example\r\n\r\n'],
  ])('%s is refused and its connection ended', async (_, text) => {
    const answer = await raw(text);
    expect(answer.match(/HTTP\/1\.1 /g) ?? []).toHaveLength(1);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toMatch(/at .*\.(ts|js):\d|node_modules|larkrise_/);
  });
});
