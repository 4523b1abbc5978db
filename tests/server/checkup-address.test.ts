// The checkup from outside: certificate, headers, redirect, cookie and clock of a real server at a real address.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, request, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { days, systemClock } from '../../src/kernel/clock';
import { checkUp, checkupCommand } from '../../src/main/checkup-command.server';
import { type Finding, findingInWords } from '../../src/server/checkup';
import { createAsk } from '../../src/server/checkup-ask';
import { sessionFindings } from '../../src/server/checkup-session';
import { addressFindings, redirectFindings } from '../../src/server/checkup-web';
import { openSqlite } from '../../src/server/database';
import { openKeyring } from '../../src/server/keyring';
import { migrate } from '../../src/server/migrations';
import { certificate, certificateKey, certificateUntil } from '../support/certificate';
import { type TestServer, testServer } from '../support/server-parts';

const said = (findings: readonly Finding[]) => findings.map(findingInWords);
const wrong = (findings: readonly Finding[]) => said(findings.filter(({ state }) => state !== 'ok'));
const portOf = (server: Server) => (server.address() as AddressInfo).port;
const trusting = createAsk(certificate);
const clock = systemClock;

let server: TestServer;
let behind: number;
const proxies: Server[] = [];

beforeEach(async () => {
  server = await testServer({ environment: { PUBLIC_URL: 'https://localhost' } });
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  behind = portOf(server.app.server);
});
afterEach(async () => {
  for (const proxy of proxies.splice(0)) await new Promise(closed => proxy.close(closed));
  await server.app.close();
});

type Changed = Record<string, string | string[] | undefined>;

/** A proxy that speaks TLS in front of the server, as operators have it; `change` is what it does to headers on their way back. */
async function proxyWith(change: (headers: Changed) => Changed = headers => headers): Promise<URL> {
  const carry: RequestListener = (asked, reply) => {
    const { method = 'GET', url = '/', headers } = asked;
    const sent = request({ port: behind, host: '127.0.0.1', method, path: url, headers }, answer => {
      const kept = Object.entries(change({ ...answer.headers })).filter(([, value]) => value !== undefined);
      reply.writeHead(answer.statusCode ?? 500, Object.fromEntries(kept) as Record<string, string>);
      answer.pipe(reply);
    });
    asked.pipe(sent);
  };
  const proxy = createSecureServer({ cert: certificate, key: certificateKey }, carry).listen(0, '127.0.0.1');
  proxies.push(proxy);
  await new Promise(ready => proxy.once('listening', ready));
  return new URL(`https://localhost:${portOf(proxy)}`);
}

const look = async (url: URL, ask = trusting, at = clock) => addressFindings(url, { ask, clock: at });

test('a server that is as it must be is well in every line', async () => {
  const findings = await look(await proxyWith());
  expect(wrong(findings)).toEqual([]);
  expect(said(findings).join('\n')).toMatch(/TLSv1\.3.*\n.*lasts for \d+ more days.*\n.*All \d+ headers.*\n.*no cache.*\n.*differ by \d s/);
});

describe('what a proxy takes away or changes is named:', () => {
  test.each([
    ['content-security-policy', 'broken'],
    ['strict-transport-security', 'broken'],
    ['x-content-type-options', 'broken'],
    ['cross-origin-opener-policy', 'broken'],
    ['permissions-policy', 'broken'],
  ])('%s is %s', async (name, state) => {
    const lines = wrong(await look(await proxyWith(headers => ({ ...headers, [name]: undefined }))));
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${state} .*${name} does not arrive`))]);
  });

  test('a policy that was made wider, and answers that a cache may keep', async () => {
    const wider = { 'content-security-policy': "default-src * 'unsafe-inline'", 'cache-control': 'public, max-age=600' };
    const lines = wrong(await look(await proxyWith(headers => ({ ...headers, ...wider }))));
    expect(lines).toEqual([
      expect.stringMatching(/^look here .*content-security-policy arrives with another value/),
      expect.stringMatching(/^broken .*may keep them/),
    ]);
  });
});

describe('the certificate', () => {
  test.each([
    [days(10), /^look here .*10 more days/],
    [days(2), /^broken .*renew it now/],
    [-days(5), /^broken .*ended 5 days ago/],
  ])('with %d ms left is said to be so', async (left, words) => {
    const lines = wrong(await look(await proxyWith(), trusting, () => certificateUntil - left));
    expect(lines.filter(line => line.includes('certificate'))).toEqual([expect.stringMatching(words)]);
  });

  test('that signs itself is not trusted', async () => {
    expect(wrong(await look(await proxyWith(), createAsk()))).toEqual([expect.stringMatching(/^broken .*not trusted.*SELF_SIGNED/)]);
  });
});

test('clocks that differ by minutes are broken', async () => {
  const lines = wrong(await look(await proxyWith(), trusting, () => clock() + 300_000));
  expect(lines).toEqual([expect.stringMatching(/^broken .*differ by (299|300|301) s/)]);
});

test('plain HTTP leads to HTTPS, answers nothing, or is broken', async () => {
  const plain = async (reply: RequestListener) => {
    const at = createServer(reply).listen(0, '127.0.0.1');
    proxies.push(at);
    await new Promise(ready => at.once('listening', ready));
    return new URL(`http://localhost:${portOf(at)}/`);
  };
  const url = new URL('https://larkrise.example.org');
  const to = (location: string) => plain((_, reply) => reply.writeHead(308, { location }).end());
  const ask = createAsk();
  const lines = [
    await redirectFindings(url, await to('https://larkrise.example.org/'), ask),
    await redirectFindings(url, await to('https://larkrise.example.org.evil.example/'), ask),
    await redirectFindings(url, await plain((_, reply) => reply.end('Welcome')), ask),
    await redirectFindings(url, new URL('http://127.0.0.1:1/'), ask),
  ];
  expect(lines.map(([line]) => line?.state)).toEqual(['ok', 'broken', 'broken', 'ok']);
});

describe('the cookie of a session', () => {
  const rows = async ({ db }: TestServer) => {
    const [tablets, sessions] = [db.selectFrom('tablets').selectAll(), db.selectFrom('tablet_sessions').selectAll()];
    return [
      ...(await tablets.execute()),
      ...(await sessions.execute()),
      ...(await db.selectFrom('tablet_challenges').selectAll().execute()),
    ];
  };
  const probe = async (url: URL, at = server) => said(await sessionFindings(url, { db: at.db, clock: at.clock, ask: trusting }));

  test('has all its guards, and nothing stays of the session that showed it', async () => {
    expect(await probe(await proxyWith())).toEqual([
      "ok         A session's cookie has all its guards (HttpOnly, Max-Age=900, Path=/, SameSite=Strict, Secure).",
    ]);
    expect(await rows(server)).toEqual([]);
  });

  test('without them is broken, and its value is not said', async () => {
    const weaker = await proxyWith(headers => ({ ...headers, 'set-cookie': ['tablet=secret-value; Path=/'] }));
    const [line] = await probe(weaker);
    expect(line).toMatch(/^broken .*lacks HttpOnly, SameSite=Strict, Secure and is not bound to this host/);
    expect(line).not.toContain('secret-value');
  });

  test('of a server with another database is not asked for', async () => {
    const other = await testServer();
    expect(await probe(await proxyWith(), other)).toEqual([expect.stringMatching(/^broken .*not the same server/)]);
    expect(await rows(other)).toEqual([]);
    await other.app.close();
  });
});

describe('the whole checkup', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'larkrise-checkup-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const secret = Buffer.alloc(32, 5).toString('base64');
  const run = async (environment: Record<string, string>, given: URL | null = null) => {
    const lines: string[] = [];
    const isWell = await checkUp(given, { environment, ask: trusting, clock, say: line => lines.push(line) });
    return { isWell, lines, text: lines.join('\n') };
  };

  test('of a folder with a database tells of everything, without a secret, and changes nothing', async () => {
    const db = openSqlite(join(folder, 'larkrise.sqlite'));
    await migrate(db);
    await openKeyring(db, Buffer.from(secret, 'base64')).make('vault:amina:1');
    const { isWell, text, lines } = await run({ DATA_DIR: folder, LARKRISE_KEY: secret });
    for (const words of [
      'Node ',
      'PUBLIC_URL is not set',
      'key comes from',
      'No back-up',
      'GB are free',
      'is whole',
      'audit trail',
      '0 programmes',
    ])
      expect(text).toContain(words);
    expect([isWell, lines.at(-1)]).toEqual([false, expect.stringMatching(/^1 broken/)]);
    expect(text).not.toContain(secret);
    expect(await db.selectFrom('tablets').selectAll().execute()).toEqual([]);
    await db.destroy();
  });

  test('says what of the configuration is wrong, and no password of it', async () => {
    const { isWell, text } = await run({
      DATABASE_URL: 'postgres://larkrise:hunter2@127.0.0.1:1/x',
      LARKRISE_KEY: secret,
      DATA_DIR: folder,
    });
    expect([isWell, text.includes('could not be looked at (ECONNREFUSED)')]).toEqual([false, true]);
    expect((await run({ PORT: 'http' })).text).toContain('broken     PORT must be a port number');
    expect(text).not.toMatch(/hunter2|postgres:/);
  });

  test('of a programme that was tampered with is broken', async () => {
    mkdirSync(join(folder, 'programmes/hers'), { recursive: true });
    writeFileSync(join(folder, 'programmes/hers/index.html'), '<h1>Hello</h1>');
    expect((await run({ DATA_DIR: folder, LARKRISE_KEY: secret })).text).toMatch(/broken .*folder "hers" was not taken: index.html/);
  });

  test('of a server that lies elsewhere looks at its address alone', async () => {
    const { isWell, lines } = await run({ DATA_DIR: join(folder, 'none') }, await proxyWith());
    expect([isWell, lines.at(-2)]).toEqual([true, expect.stringContaining('only the address was looked at')]);
  });

  test('takes one address, and nothing else for one', () => {
    const say = () => undefined;
    for (const words of ['checkup', 'checkup https://larkrise.example.org', 'checkup http://localhost:8080/learn'])
      expect(checkupCommand(words.split(' '), say), words).toBeTypeOf('function');
    for (const words of [
      '',
      'tablets',
      'checkup larkrise.example.org',
      'checkup ftp://a',
      'checkup javascript:1',
      'checkup http://a http://b',
    ])
      expect(checkupCommand(words.split(' '), say), words).toBeNull();
  });
});
