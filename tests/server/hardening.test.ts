// What a hostile or broken caller meets: every answer guarded, every odd request refused under a name, nothing told about the inside.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardingHeaders, mostCallsFromAnAddress } from '../../src/server/hardening';
import type { Routes } from '../../src/server/http';
import { refusalStatus } from '../../src/server/refusals';
import { mostEnrolmentsInAMinute } from '../../src/server/tablet-routes';
import { challengePath, enrolPath, peoplePath } from '../../src/sync/tablet-protocol';
import { requestRefusals } from '../../src/sync/verdict';
import { type TestServer, testServer } from '../support/server-parts';

const said = 'Liban laughed at the rain';
const broken: Routes = app => {
  app.get('/api/v1/broken', async () => {
    throw new Error(said);
  });
};

let server: TestServer;
let pages: string;
beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), 'larkrise-pages-'));
  mkdirSync(join(pages, 'assets'));
  writeFileSync(join(pages, 'index.html'), '<title>Larkrise</title>');
  writeFileSync(join(pages, 'service-worker.js'), '//');
  writeFileSync(join(pages, 'assets', 'app-1a2b3c.js'), '//');
  server = await testServer({ routes: [broken], pages });
});
afterAll(async () => {
  await server.app.close();
  rmSync(pages, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers });
const post = (url: string, payload: InjectOptions['payload'], headers: Record<string, string> = {}) =>
  server.app.inject({
    method: 'POST',
    url,
    headers: { 'x-larkrise': '1', 'content-type': 'application/json', ...headers },
    ...(payload ? { payload } : {}),
  });
const challenge = { tablet: 'nobody' };

describe('every answer', () => {
  test.each(['/', '/assets/app-1a2b3c.js', '/healthz', peoplePath, '/api/v1/broken', '/nowhere.js'])('of %s is guarded', async url => {
    const { headers } = await get(url, { accept: 'text/html' });
    const policy = String(headers['content-security-policy']);
    expect(policy.split(';')).toEqual(expect.arrayContaining(["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]));
    expect(policy).toContain("require-trusted-types-for 'script';trusted-types larkrise");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test('has the one policy that lets our own files do something and nothing else', async () => {
    expect(
      String((await get('/')).headers['content-security-policy'])
        .split(';')
        .sort(),
    ).toEqual(
      [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types larkrise',
      ].sort(),
    );
    const { 'permissions-policy': permissions } = (await get('/')).headers;
    expect(
      String(permissions)
        .match(/\w[\w-]*=\(self\)/g)
        ?.sort(),
    ).toEqual(['autoplay', 'camera', 'fullscreen', 'microphone', 'screen-wake-lock'].map(name => `${name}=(self)`));
  });

  test('of an odd address is guarded as well', async () => {
    const { headers, body } = await get('/%ff/Liban');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' });
    expect(JSON.parse(body)).toEqual({ refusal: 'bad-request' });
  });

  test('is what a checkup expects of it', async () => {
    const { headers } = await get('/');
    for (const [name, value] of await guardingHeaders(server.config)) expect([name, headers[name]]).toEqual([name, value]);
  });

  test('asks for HTTPS for ever only where the server is reached by it', async () => {
    expect((await get('/')).headers).not.toHaveProperty('strict-transport-security');
    const secure = await testServer({ environment: { PUBLIC_URL: 'https://larkrise.example.org' } });
    expect((await secure.app.inject('/healthz')).headers).toHaveProperty('strict-transport-security');
    await secure.app.close();
  });

  test('of the API is kept by no cache', async () => {
    expect((await get(peoplePath)).headers['cache-control']).toBe('private, no-store');
  });
});

describe('a write is refused', () => {
  test.each<[string, Record<string, string>]>([
    ['without our own header', { 'x-larkrise': '' }],
    ['from another origin', { origin: 'https://evil.example' }],
    ['from the same host on another port', { origin: 'http://localhost:9999' }],
    ['from a page without an origin', { origin: 'null' }],
    ['that the browser says is cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['that the browser says is from a sister site', { 'sec-fetch-site': 'same-site' }],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['as plain text', { 'content-type': 'text/plain' }],
    ['as several parts', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['without a type', { 'content-type': '' }],
  ])('%s', async (_, headers) => {
    const answer = await post(challengePath, challenge, headers);
    expect([answer.statusCode, answer.json()]).toEqual([400, { refusal: 'bad-request' }]);
  });

  test('at every address, not only the API’s', async () => {
    for (const url of ['/', '/learn', '/packs/index.json', '/healthz', '/nowhere'])
      expect((await post(url, challenge, { origin: 'https://evil.example' })).json(), url).toEqual({ refusal: 'bad-request' });
  });

  test('but not from our own page', async () => {
    const own = { host: 'blue.localhost:8080', origin: 'http://blue.localhost:8080', 'sec-fetch-site': 'same-origin' };
    expect((await post(challengePath, challenge, own)).json()).toEqual({ refusal: 'not-enrolled' });
  });
});

describe('an odd request is refused under a name:', () => {
  const cases: [string, () => ReturnType<typeof get>, keyof typeof refusalStatus][] = [
    ['text that is no JSON', () => post(challengePath, '{"tablet":'), 'bad-request'],
    ['an empty body', () => post(challengePath, undefined), 'bad-request'],
    ['an unknown field', () => post(challengePath, { tablet: 'a', extra: 1 }), 'bad-request'],
    ['a number for an id', () => post(challengePath, { tablet: 7 }), 'bad-request'],
    ['an id with a path in it', () => post(challengePath, { tablet: '../../etc/passwd' }), 'bad-request'],
    ['a poisoned prototype', () => post(challengePath, '{"tablet":"a","__proto__":{"x":1}}'), 'bad-request'],
    ['too much', () => post(challengePath, { tablet: 'a'.repeat(70_000) }), 'body-too-large'],
    ['an address that is not there', () => post('/api/v1/nothing', {}), 'not-found'],
    ['another method', () => server.app.inject({ method: 'GET', url: challengePath }), 'not-found'],
    ['a cookie that nobody gave', () => get(peoplePath, { cookie: 'tablet=AAAA' }), 'not-enrolled'],
    ['a bug of ours', () => get('/api/v1/broken'), 'server-trouble'],
    ['an API address asked as a page', () => get('/api/v1/nothing', { accept: 'text/html' }), 'not-found'],
    ['a way out of the folder', () => get('/assets/..%2f..%2f..%2fetc/passwd'), 'not-found'],
  ];
  test.each(cases)('%s', async (_, ask, refusal) => {
    const answer = await ask();
    expect([answer.statusCode, answer.json()]).toEqual([refusalStatus[refusal], { refusal }]);
  });
});

describe('too many calls are refused', () => {
  const flood = async (calls: number, ask: () => ReturnType<typeof get>) => {
    const answers = await Promise.all(Array.from({ length: calls }, ask));
    return answers.at(-1)!;
  };

  test('from an address that tries codes', async () => {
    const own = await testServer();
    const asked = { code: 'A'.repeat(43), id: crypto.randomUUID(), publicKey: 'B'.repeat(87) };
    const ask = () => own.app.inject({ method: 'POST', url: enrolPath, headers: { 'x-larkrise': '1' }, payload: asked });
    expect((await flood(mostEnrolmentsInAMinute, ask)).statusCode).toBe(400);
    const refused = await ask();
    expect(refused.json()).toEqual({ refusal: 'too-many-requests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await own.app.close();
  });

  test('from an address that asks without end, whatever it asks', async () => {
    const own = await testServer();
    const ask = () => own.app.inject({ url: peoplePath });
    expect((await flood(mostCallsFromAnAddress, ask)).json()).toEqual({ refusal: 'not-enrolled' });
    expect((await ask()).json()).toEqual({ refusal: 'too-many-requests' });
    await own.app.close();
  });
});

test('the log says what was done and holds no word, code, name or query', async () => {
  await get('/api/v1/broken?name=Liban');
  await post(challengePath, '{"tablet":"Liban"');
  await post(enrolPath, { code: 'SECRETSECRETSECRET', id: 'Liban', publicKey: '' });
  const log = server.lines.join('');
  expect(log).toContain('"route":"/api/v1/broken"');
  expect(log).toContain('hardening.test.ts');
  expect(log).not.toMatch(/Liban|rain|SECRET|name=/);
});

describe('pages', () => {
  test('are found at every address of the app, and never from a cache alone', async () => {
    for (const url of ['/', '/learn', '/babies/nell']) {
      const page = await get(url, { accept: 'text/html,*/*' });
      expect([page.statusCode, page.body, page.headers['cache-control']]).toEqual([200, '<title>Larkrise</title>', 'no-cache']);
    }
    expect((await get('/service-worker.js')).headers['cache-control']).toBe('no-cache');
  });

  test('are told from files: a file of old that is gone is gone', async () => {
    expect((await get('/assets/app-1a2b3c.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/assets/app-old.js', { accept: 'text/html' })).json()).toEqual({ refusal: 'not-found' });
  });
});

test('operators see health and counts, and the counts only from near', async () => {
  expect((await get('/healthz')).json()).toEqual({ ok: true });
  const near = await get('/metrics');
  expect(near.body).toMatch(/^larkrise_requests_total\{method="GET",route="\/healthz",status="200"\} \d+$/m);
  const far = await server.app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' });
  expect(far.json()).toEqual({ refusal: 'not-found' });
});

test('the API document names every address with the schemas that judge it', async () => {
  const { paths } = (await get('/api/openapi.json')).json();
  expect(Object.keys(paths)).toEqual(expect.arrayContaining([enrolPath, challengePath, peoplePath]));
  const { requestBody, responses } = paths[enrolPath].post;
  expect(requestBody.content['application/json'].schema).toMatchObject({
    required: ['code', 'publicKey', 'id'],
    additionalProperties: false,
  });
  expect(responses).toHaveProperty('403');
});

test('every refusal has a status that says whose turn it is', () => {
  expect(Object.keys(refusalStatus).sort()).toEqual([...requestRefusals].sort());
  for (const status of Object.values(refusalStatus)) expect(status).toBeGreaterThanOrEqual(400);
});
