// Serves the bare page of storage-page.ts, with the real server's sync behind it and one educator who may unlock.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build } from 'vite';
import { parse } from '../../src/kernel/parse';
import { makeNursery, makePerson } from '../../src/server/people';
import { pullPath, pullRequestSchema, pushPath, pushRequestSchema } from '../../src/sync/protocol';
import { answerPull } from '../../src/sync/pull.server';
import { receivePush } from '../../src/sync/push.server';
import { startServer } from './world';

const html = '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Storage</title><script type="module" src="/page.js"></script>';
const nursery = 'hazel-court';
const known = { id: 'ines', nursery, room: 'larks', home: nursery, pin: '735182' };

/** Who may unlock here; what is in `wrap` is what the server's own set-up made. */
export type PersonHere = typeof known & { readonly wrap: string };

async function buildPage(page: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-storage-'));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      minify: false,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: page, output: { entryFileNames: 'page.js', codeSplitting: false } },
    },
  });
  const script = readFileSync(join(folder, 'page.js'));
  rmSync(folder, { recursive: true });
  return script;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const body = Buffer.concat(pieces);
  return JSON.parse((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8') || '{}');
}

/** The engine without enrolment: every tablet that speaks here is the nursery's. */
async function engine() {
  const server = await startServer();
  server.now = Date.now();
  await makeNursery(server, { id: nursery, name: 'Hazel Court', rooms: ['larks', 'robins'].map(id => ({ id, name: id })) });
  const memberships = [{ nursery, room: known.room, role: 'educator' as const }];
  await makePerson(server, { ...known, name: 'Inês', hue: 'teal', memberships });
  const { wrap } = await server.db.selectFrom('people').select('wrap').executeTakeFirstOrThrow();
  const answer = async (path: string, body: unknown): Promise<unknown> => {
    const [push, pull] = [parse(pushRequestSchema, body), parse(pullRequestSchema, body)];
    if (path === '/person') return { ...known, wrap };
    if (path === pushPath && push.ok) return receivePush(server, push.value.tablet, push.value);
    if (path === pullPath && pull.ok) {
      const pulled = await answerPull(server, { id: pull.value.tablet, nursery, person: null }, pull.value);
      return pulled.ok ? pulled.value : undefined;
    }
    if (path !== '/moves') return undefined;
    await server.db.updateTable('memberships').set({ room: 'robins' }).execute();
    return {};
  };
  return { answer, end: () => server.db.destroy() };
}

export interface StorageServer {
  readonly address: string;
  close(): Promise<void>;
}

/** `page`: the script that the bare page runs. */
export async function storageServer(page = 'tests/support/storage-page.ts'): Promise<StorageServer> {
  const [script, { answer, end }] = [await buildPage(page), await engine()];
  const server = createServer(async (request, reply) => {
    if (request.url === '/') return reply.setHeader('content-type', 'text/html').end(html);
    if (request.url === '/page.js') return reply.setHeader('content-type', 'text/javascript').end(script);
    const said = await answer(request.url ?? '', await bodyOf(request)).catch(error => {
      console.error(error);
      return undefined;
    });
    return reply.writeHead(said === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(said ?? null));
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://blue.localhost:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await end();
    },
  };
}
