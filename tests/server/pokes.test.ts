// Pokes: a tablet is told that it is worth asking, without a word of content, and nobody is told about other nurseries.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { localPokes, type Pokes } from '../../src/server/pokes';
import { revokeTablet } from '../../src/server/reports';
import { pokeRoutes } from '../../src/sync/poke-routes.server';
import { enrolledCookie } from '../support/enrolled';
import { listenAt, type Stream } from '../support/poke-stream';
import { type TestServer, testServer } from '../support/server-parts';

let server: TestServer;
let pokes: Pokes;
let address: string;
const open: Stream[] = [];

beforeEach(async () => {
  pokes = localPokes();
  server = await testServer({ routes: [pokeRoutes(pokes)] });
  address = await server.app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  vi.useRealTimers();
  for (const stream of open.splice(0)) stream.close();
  await server.app.close();
});

async function tabletOf(nursery: string, id = `tablet-of-${nursery}`): Promise<Stream> {
  const stream = await listenAt(address, await enrolledCookie(server, id, nursery));
  open.push(stream);
  return stream;
}

test('a tablet hears of its own nursery, without a word of what has changed', async () => {
  const quince = await tabletOf('quince-street');
  pokes.tell({ counters: ['quince-street'], from: 'another' });
  expect(await quince.next()).toBe('event: poke\ndata:');
});

test('a tablet hears nothing of another nursery, and nothing of what it has sent itself', async () => {
  const [quince, osier] = [await tabletOf('quince-street'), await tabletOf('osier-wharf')];
  pokes.tell({ counters: ['osier-wharf'], from: 'tablet-of-osier-wharf' });
  pokes.tell({ counters: ['osier-wharf'], from: 'another' });
  expect(await osier.next()).toBe('event: poke\ndata:');
  expect([quince.heard, osier.heard]).toEqual([0, 1]);
});

test('many changes in one breath are one poke', async () => {
  const quince = await tabletOf('quince-street');
  for (let count = 0; count < 50; count++) pokes.tell({ counters: ['quince-street'], from: 'another' });
  await quince.next();
  pokes.tell({ counters: ['quince-street'], from: 'another' });
  await quince.next();
  expect(quince.heard).toBe(2);
});

test('whoever is not enrolled hears nothing', async () => {
  expect((await listenAt(address, 'tablet=made-up')).status).toBe(401);
});

test('one tablet does not keep more than six answers open', async () => {
  const cookie = await enrolledCookie(server, 'tablet-blue', 'quince-street');
  for (let count = 0; count < 6; count++) open.push(await listenAt(address, cookie));
  expect((await listenAt(address, cookie)).status).toBe(429);
  open.shift()?.close();
  await expect.poll(async () => (await listenAt(address, cookie)).status).toBe(200);
});

test('a server that stops ends the streams instead of waiting for them', async () => {
  const quince = await tabletOf('quince-street');
  await server.app.close();
  expect(await quince.next()).toBeNull();
});

test('a tablet that is taken out of use, by a command in another process as well, is poked within ten seconds and hears nothing more', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  await server.app.close();
  server = await testServer({ routes: [pokeRoutes(pokes)] });
  address = await server.app.listen({ port: 0, host: '127.0.0.1' });
  const [blue, green] = [await tabletOf('quince-street', 'blue'), await tabletOf('quince-street', 'green')];
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await revokeTablet(server, 'blue')).toBe(true);
  expect([blue.heard, green.heard]).toEqual([0, 0]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([await blue.next(), await blue.next()]).toEqual(['event: poke\ndata:', null]);
  expect(green.heard).toBe(0);
});
