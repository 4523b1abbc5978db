// Bad input at the door itself: bodies too long, too deep, torn or foreign get a named refusal, and the next honest push is served.
import 'fake-indexeddb/auto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/server/config';
import { createApp } from '../../src/server/http';
import type { Envelope } from '../../src/sync/change';
import { pullPath, pushPath } from '../../src/sync/protocol';
import { syncRoutes } from '../../src/sync/sync-routes.server';
import { enrolledCookie } from '../support/enrolled';
import { type Forge, forgeFor, freshRoom, type Room } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

let server: Server;
let app: FastifyInstance;
let room: Room;
let forge: Forge;
let cookie: string;

beforeAll(async () => {
  server = await startServer();
  room = await freshRoom(server);
  forge = forgeFor(server, room.blue, await unlock(server, room.blue, room.first));
  const config = readConfig({});
  if (!config.ok) throw new Error(config.trouble);
  app = await createApp({ ...server, config: config.value, routes: [syncRoutes(server)], log: null, pages: null });
  cookie = await enrolledCookie({ db: server.db, clock: server.clock, config: config.value }, room.blue.id, room.nursery.id);
});
afterAll(async () => {
  await app.close();
  await server.db.destroy();
});

async function send(path: string, payload: string | Buffer, headers: Record<string, string> = {}) {
  const all: InjectOptions['headers'] = { 'content-type': 'application/json', 'x-larkrise': '1', cookie, ...headers };
  const answer = await app.inject({ method: 'POST', url: path, headers: all, payload });
  return { status: answer.statusCode, body: answer.json() as { refusal?: string; verdicts?: readonly unknown[] } };
}

const pushText = (...envelopes: readonly string[]) => `{"v":1,"tablet":"${room.blue.id}","envelopes":[${envelopes.join(',')}]}`;
const honest = async (): Promise<Envelope> => forge.envelope(forge.change());
const applied = { verdict: 'applied' };
const malformed = { verdict: 'quarantined', reason: 'malformed' };

async function stillServes(): Promise<void> {
  const { status, body } = await send(pushPath, pushText(JSON.stringify(await honest())));
  expect([status, body.verdicts]).toEqual([200, [applied]]);
}

test.each([
  ['a push', pushPath],
  ['a pull', pullPath],
])('%s of ten megabytes is too large, however it says its length', async (_, path) => {
  const huge = `{"v":1,"envelopes":["${'a'.repeat(10 * 1024 * 1024)}"]}`;
  expect(await send(path, huge)).toEqual({ status: 413, body: { refusal: 'body-too-large' } });
  expect(await send(path, huge, { 'content-length': '10' })).toMatchObject({ body: { refusal: expect.any(String) } });
  await stillServes();
});

test('a push as large as an honest tablet ever makes one is served', async () => {
  const long = await forge.envelope(forge.change({ set: { module: null, prompt: null, text: '👩🏽‍🍼'.repeat(5_000) } }));
  expect((await send(pushPath, pushText(JSON.stringify(long)))).body.verdicts).toEqual([applied]);
});

test('what nests a hundred thousand deep costs a verdict, and the honest change behind it is applied', async () => {
  const deep = (around: string) => around.replace('HERE', `${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  const whole = JSON.stringify(await honest());
  const bombs = [deep('HERE'), deep('{"v":1,"bytes":HERE}'), whole.replace(/"bytes":"[^"]*"/, deep('"bytes":HERE'))];
  const { body } = await send(pushPath, pushText(...bombs, whole));
  expect(body.verdicts).toEqual([malformed, malformed, malformed, applied]);
  expect(await send(pullPath, deep('{"v":1,"cursors":HERE}'))).toMatchObject({ body: { refusal: expect.any(String) } });
});

test.each<[string, () => string]>([
  ['torn in the middle', () => pushText('{"v":1').slice(0, -3)],
  ['empty', () => ''],
  ['no object', () => '7'],
  ['of another protocol', () => pushText().replace('"v":1', '"v":2')],
  ['of four hundred and one changes', () => pushText(...Array.from({ length: 401 }, () => '{}'))],
  ['with a poisoned prototype', () => pushText('{"__proto__":{"isAdmin":true}}')],
  ['with its envelopes in an object', () => pushText().replace('[]', '{"0":{}}')],
])('a push that is %s is a bad request, and nothing else', async (_, body) => {
  expect(await send(pushPath, body())).toEqual({ status: 400, body: { refusal: 'bad-request' } });
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  await stillServes();
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream'])(
  'a push that calls itself %s is not read',
  async type => expect((await send(pushPath, pushText(), { 'content-type': type })).body.refusal).toBe('bad-request'),
);

test('of a name that stands twice in an envelope the last counts, and only if that is what was signed', async () => {
  const whole = await honest();
  const text = JSON.stringify(whole);
  const forged = text.replace('}', `,"n":${whole.n + 1}}`);
  const harmless = text.replace('"v":1', '"n":7777,"v":1');
  const { body } = await send(pushPath, pushText(forged, harmless));
  expect(body.verdicts).toEqual([{ verdict: 'quarantined', reason: 'bad-signature' }, applied]);
});

test.each<[string, Record<string, unknown>]>([
  ['a place beyond exactness', { cursors: { 'person:x@y': 2 ** 53 } }],
  ['a negative place', { cursors: { 'person:x@y': -1 } }],
  ['a bucket called at length', { cursors: { ['x'.repeat(301)]: 0 } }],
  ['a person called like a path', { person: '../p' }],
  ['a fraction of a number', { lowest: 0.5 }],
  ['a list of too many records', { again: Array.from({ length: 101 }, () => 'r') }],
  ['a version of a kind below nothing', { knows: { reflection: -1 } }],
])('a pull with %s is a bad request', async (_, over) => {
  const pull = { v: 1, tablet: room.blue.id, person: room.first.id, cursors: {}, again: [], told: null, lowest: 0, ...over };
  expect(await send(pullPath, JSON.stringify(pull))).toEqual({ status: 400, body: { refusal: 'bad-request' } });
});

test('a pull that knows less than the next page holds is asked for the update by name', async () => {
  await stillServes();
  const pull = { v: 1, tablet: room.blue.id, person: room.first.id, cursors: {}, again: [], told: null, lowest: 0 };
  expect((await send(pullPath, JSON.stringify(pull))).status).toBe(200);
  expect(await send(pullPath, JSON.stringify({ ...pull, knows: {} }))).toEqual({ status: 426, body: { refusal: 'update-needed' } });
});

const gzip = { 'content-encoding': 'gzip' };

test('a push packed with gzip is served as if it were not', async () => {
  const text = pushText(...(await Promise.all(Array.from({ length: 50 }, honest))).map(one => JSON.stringify(one)));
  const { status, body } = await send(pushPath, gzipSync(text), gzip);
  expect([status, body.verdicts]).toEqual([200, Array(50).fill(applied)]);
});

test.each<[string, () => Buffer]>([
  ['of one', () => gzipSync(Buffer.alloc(800 * 1024 * 1024))],
  ['of many joined together', () => Buffer.concat(Array(400).fill(gzipSync(Buffer.alloc(2 * 1024 * 1024))))],
])(
  'a bomb %s is not unpacked any further than a push may be long',
  async (_, make) => {
    const bomb = make();
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.cpuUsage();
    expect(await send(pushPath, bomb, gzip)).toEqual({ status: 413, body: { refusal: 'body-too-large' } });
    await new Promise(done => setTimeout(done, 1_500)); // nor afterwards, unheard
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(500); // all of it takes seconds
    await stillServes();
  },
  30_000,
);

test('other bodies may not unpack to more than they may be long', async () => {
  const pull = `{"v":1,"tablet":"${room.blue.id}","more":"${'a'.repeat(70_000)}"}`;
  expect(await send(pullPath, gzipSync(pull), gzip)).toEqual({ status: 413, body: { refusal: 'body-too-large' } });
});

test.each<[string, (text: string) => Buffer, Record<string, string>]>([
  ['cut short', text => gzipSync(text).subarray(0, -12), gzip],
  ['cut after its first bytes', text => gzipSync(text).subarray(0, 5), gzip],
  ['empty', () => Buffer.alloc(0), gzip],
  ['not packed at all', text => Buffer.from(text), gzip],
  ['packed otherwise than it says', deflateSync, gzip],
  ['packed twice', text => gzipSync(gzipSync(text)), { 'content-encoding': 'gzip, gzip' }],
  ['packed as nobody is asked to', brotliCompressSync, { 'content-encoding': 'br' }],
  ['damaged', text => gzipSync(text).map((byte, at) => (at === 200 ? byte ^ 0xff : byte)) as Buffer, gzip],
  ['followed by something else', text => Buffer.concat([gzipSync(text), Buffer.alloc(100_000, 'x')]), gzip],
  ['packed, and said to be longer', gzipSync, { ...gzip, 'content-length': '100000' }],
])('a body %s is refused', async (_, make, headers) => {
  const text = pushText(JSON.stringify(await honest()));
  expect(await send(pushPath, make(text), headers)).toEqual({ status: 400, body: { refusal: 'bad-request' } });
  await stillServes();
});
