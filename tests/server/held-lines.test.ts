// A line between tablet and server is held as long as it may be used again, and a request that never ends does not hold it for ever.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Routes } from '../../src/server/http';
import { listen } from '../../src/server/listening';
import { type TestServer, testServer } from '../support/server-parts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.app.close();
  await server?.db.destroy();
});

/** An answer that ends when the server stops, as a stream of pokes does. */
const slowly: Routes = app => {
  app.get('/slow', (_, reply) => {
    reply.hijack();
    reply.raw.write('begun');
    app.server.once('stopping', () => reply.raw.end(' and ended'));
  });
  app.addHook('preClose', async () => void app.server.emit('stopping'));
};

async function start(): Promise<{ readonly made: TestServer; readonly port: number }> {
  server = await testServer();
  const opened = await listen(server.app, { host: '127.0.0.1', port: 0 });
  if (!opened.ok) throw new Error(opened.trouble);
  return { made: server, port: opened.value };
}

test('a line that has answered is held for 72 seconds, longer than a proxy holds its own', async () => {
  const { port } = await start();
  const line = connect(port, '127.0.0.1').setEncoding('utf8');
  line.write('GET /healthz HTTP/1.1\r\nHost: larkrise\r\n\r\n');
  const [answer] = (await once(line, 'data')) as [string];
  line.destroy();
  expect(answer).toMatch(/^keep-alive: timeout=72\r$/im);
});

test('a request has a minute to arrive: the server itself keeps the watch', async () => {
  const { made } = await start();
  expect(made.app.server.requestTimeout).toBe(60_000);
  expect(made.app.server.headersTimeout).toBeLessThanOrEqual(60_000);
});

test('a line whose answer ends while the server stops does not hold the server', async () => {
  server = await testServer({ routes: [slowly] });
  const opened = await listen(server.app, { host: '127.0.0.1', port: 0 });
  if (!opened.ok) throw new Error(opened.trouble);
  const answer = await fetch(`http://127.0.0.1:${opened.value}/slow`);
  const begun = performance.now();
  await server.app.close();
  expect(performance.now() - begun).toBeLessThan(3_000);
  expect(await answer.text()).toBe('begun and ended');
});

test('a line that was opened and says nothing does not hold a server that stops', async () => {
  const { made, port } = await start();
  const line = connect(port, '127.0.0.1');
  await once(line, 'connect');
  const closed = once(line, 'close');
  await made.app.close();
  await closed;
  expect(line.destroyed).toBe(true);
}, 9_000);
