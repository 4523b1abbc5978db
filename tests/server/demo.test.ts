// The demo on real sockets: a way in without a tap, cables that truly cut one device off, and a page that works without script.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoRoutes } from '../../src/sample/demo/demo-routes.server';
import { officePassphrase, officePeople, openOffice } from '../../src/sample/demo/office-accounts.server';
import { demoParts } from '../../src/sample/demo/parts';
import { sampleStaff } from '../../src/sample/nurseries';
import { accountOf, findCode, isPassphrase } from '../../src/server/accounts';
import type { Routes } from '../../src/server/http';
import { makePerson } from '../../src/server/people';
import { type TestServer, testServer } from '../support/server-parts';
import { partsOf } from '../support/whole-tablet';

interface Asked {
  readonly host: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  /** A form as a browser without script sends it. */
  readonly form?: Record<string, string>;
}
interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: TestServer;
let pages: string;
let port: number;

/** Never answers; says when it has been reached. */
let reached: () => void = () => {};
const slow: Routes = app => {
  app.get('/api/v1/slow', () => {
    reached();
    return new Promise(() => {});
  });
};

beforeEach(async () => {
  pages = mkdtempSync(join(tmpdir(), 'larkrise-pages-'));
  writeFileSync(join(pages, 'index.html'), '<title>the app</title>');
  cpSync('public', pages, { recursive: true });
  server = await testServer({ routes: [slow, demoRoutes(process.cwd())], pages });
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  port = (server.app.server.address() as AddressInfo).port;
});
afterEach(async () => {
  await server.app.close();
  rmSync(pages, { recursive: true });
});

function ask({ host, path, headers = {}, form }: Asked): Promise<Answer> {
  const body = form ? new URLSearchParams(form).toString() : '';
  const own = { host: `${host}:${port}`, accept: 'text/html', ...headers };
  const asForm = form ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length } : {};
  return new Promise((resolve, reject) => {
    const sent = send({ port, path, method: form ? 'POST' : 'GET', headers: { ...own, ...asForm }, agent: false }, answer => {
      let text = '';
      answer.setEncoding('utf8').on('data', more => {
        text += more;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
    });
    sent.on('error', reject).end(body);
  });
}
const flip = (part: string, cut: '0' | '1', headers = {}) => ask({ host: 'localhost', path: '/demo/cable', form: { part, cut }, headers });
const app = (part: string) => ask({ host: `${part}.localhost`, path: '/healthz' });

describe('the first page', () => {
  test('leads to every part and says who is there with which PIN', async () => {
    const { body, headers } = await ask({ host: 'localhost', path: '/' });
    for (const { name, title, people, tryThis } of demoParts) {
      expect(body).toContain(`href="http://${name}.localhost:${port}/api/demo/enter"`);
      for (const text of [title, ...tryThis]) expect(body).toContain(text);
      for (const id of people) expect(body).toContain(sampleStaff.find(one => one.id === id)!.pin);
    }
    expect(body).not.toMatch(/<script>|<style| style=| on\w+=/);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('has every file and face that it names', async () => {
    const { body } = await ask({ host: 'localhost', path: '/' });
    const named = [...body.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path]) => path!);
    expect(named.length).toBeGreaterThan(5);
    for (const path of [...named, '/demo/atkinson-latin.woff2'])
      expect([path, (await ask({ host: 'localhost', path })).status]).toEqual([path, 200]);
    expect((await ask({ host: 'localhost', path: '/faces/nobody.svg' })).status).toBe(404);
    expect((await ask({ host: 'localhost', path: '/faces/..%2fnurseries.ts' })).status).toBe(404);
  });

  test('is not the page of a part: there the app is', async () => {
    const entered = await ask({ host: 'blue.localhost', path: '/api/demo/enter' });
    const cookie = String(entered.headers['set-cookie']).split(';')[0]!;
    expect((await ask({ host: 'blue.localhost', path: '/', headers: { cookie } })).body).toBe('<title>the app</title>');
  });
});

describe('the office', () => {
  test('is led to, with a passphrase and codes that open an account each', async () => {
    const { body } = await ask({ host: 'localhost', path: '/' });
    const codes = JSON.parse((await ask({ host: 'localhost', path: '/demo/codes' })).body);
    expect(body).toContain('href="/office"');
    expect(body).toContain(officePassphrase);
    const clock = server.clock;
    for (const id of officePeople) await makePerson(server, { id, name: id, hue: 'teal', home: 'g', pin: '735182', memberships: [] });
    await openOffice(partsOf(server), clock);
    for (const person of officePeople) {
      expect(body).toContain(`signs in as ${person}<`);
      const account = await accountOf(server.db, person);
      expect(await isPassphrase({ ...partsOf(server), clock }, account, officePassphrase)).toBe(true);
      expect(await findCode({ ...partsOf(server), clock }, account, codes[person])).not.toBeNull();
    }
  });

  test('tells its codes to nobody but this machine', async () => {
    for (const host of ['blue.localhost', 'demo.example']) expect((await ask({ host, path: '/demo/codes' })).body).not.toMatch(/\d{6}/);
  });
});

describe('the way in', () => {
  test('enrols each part as its own tablet, from an address that somebody typed', async () => {
    const typed = await ask({ host: 'green.localhost', path: '/' });
    expect([typed.status, typed.headers.location]).toEqual([302, '/api/demo/enter']);
    const codes = await Promise.all(
      demoParts.map(async ({ name }) => (await ask({ host: `${name}.localhost`, path: '/api/demo/enter' })).headers.location ?? ''),
    );
    expect(new Set(codes).size).toBe(demoParts.length);
    for (const code of codes) expect(code).toMatch(/^\/#enrol=[\w-]{43}$/);
  });

  test('is no part of any other address', async () => {
    expect((await ask({ host: 'localhost', path: '/api/demo/enter' })).status).toBe(404);
    expect((await ask({ host: 'blue.localhost.evil.example', path: '/api/demo/enter' })).status).toBe(404);
  });

  test('makes a browser forget the tablets of an earlier run, whose server is gone, and only those', async () => {
    const stale = { cookie: 'demo-run=earlier' };
    expect((await ask({ host: 'blue.localhost', path: '/api/demo/enter', headers: stale })).headers['clear-site-data']).toBe('"storage"');
    const call = await ask({ host: 'blue.localhost', path: '/api/v1/tablets/people', headers: stale });
    expect([call.status, call.headers['clear-site-data']]).toEqual([401, '"storage"']);
    expect((await ask({ host: 'blue.localhost', path: '/api/demo/enter' })).headers).not.toHaveProperty('clear-site-data');
  });
});

describe('a cut cable', () => {
  test('lets nothing through to its part, and everything to the others', async () => {
    expect((await flip('blue', '1')).headers.location).toBe('/');
    await expect(app('blue')).rejects.toThrow(/ECONNRESET|socket hang up/);
    await expect(ask({ host: 'blue.localhost', path: '/' })).rejects.toThrow(/ECONNRESET|socket hang up/);
    expect([(await app('green')).status, (await ask({ host: 'localhost', path: '/' })).status]).toEqual([200, 200]);
    await flip('blue', '0');
    expect((await app('blue')).status).toBe(200);
  });

  test('ends what is under way', async () => {
    const arrived = new Promise<void>(resolve => {
      reached = resolve;
    });
    const pending = ask({ host: 'blue.localhost', path: '/api/v1/slow' });
    const failed = expect(pending).rejects.toThrow(/ECONNRESET|socket hang up/);
    await arrived;
    await flip('blue', '1');
    await failed;
  });

  test('is shown on the page', async () => {
    const state = async () => /data-part="blue".*?data-cable="(\w+)"/s.exec((await ask({ host: 'localhost', path: '/' })).body)?.[1];
    expect(await state()).toBe('in');
    await flip('blue', '1');
    expect(await state()).toBe('cut');
  });

  test('is told to a script in its own form', async () => {
    expect((await flip('green', '1', { accept: 'application/json' })).body).toBe('{"cut":true}');
    expect((await flip('green', '0', { accept: 'application/json' })).body).toBe('{"cut":false}');
  });

  test('is not cut by another site, nor for a part that is not there', async () => {
    expect((await flip('blue', '1', { origin: 'https://evil.example' })).status).toBe(400);
    expect((await flip('wall', '1')).status).toBe(400);
    expect((await app('blue')).status).toBe(200);
  });
});
