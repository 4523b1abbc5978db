// A real server with packs and the bare page of webcast-page.ts, which can be slow, be cut off, and come back at the same address.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Transform } from 'node:stream';
import { build } from 'vite';
import { moduleRoutes } from '../../src/features/modules/module-routes.server';
import type { Pack } from '../../src/features/modules/pack-folder.server';
import { enrolledCookie } from './enrolled';
import { type TestServer, testServer } from './server-parts';

const page =
  '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Webcasts</title><body><script type="module" src="/webcast-page.js"></script></body></html>';

/** The shell that the service worker keeps; `version` makes one differ from the next. */
const precached = (version: number) => [
  { url: '/index.html', revision: `${version}` },
  { url: '/webcast-page.js', revision: `${version}` },
  { url: '/media-download.worker.js', revision: `${version}` },
];

const programs = [
  { name: 'webcast-page', entry: 'tests/support/webcast-page.ts', format: 'es' },
  { name: 'media-download.worker', entry: 'src/device/media-download.worker.ts', format: 'es' },
  { name: 'service-worker', entry: 'src/main/service-worker.ts', format: 'iife' },
] as const;

/** Builds the page, its worker and the service worker into `folder`, each a file of its own. */
export async function buildPage(folder: string, version = 1): Promise<void> {
  const define = { 'self.__WB_MANIFEST': JSON.stringify(precached(version)), 'process.env.NODE_ENV': '"production"' };
  for (const { name, entry, format } of programs) {
    await build({
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      define,
      build: {
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: entry, output: { format, entryFileNames: `${name}.js`, codeSplitting: false } },
      },
    });
  }
  writeFileSync(join(folder, 'index.html'), page);
}

/** Bytes a second; what goes through is counted. */
function throttled(rate: number, count: (bytes: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      count(chunk.length);
      if (Number.isFinite(rate)) setTimeout(() => done(null, chunk), (chunk.length / rate) * 1_000);
      else done(null, chunk);
    },
  });
}

export interface WebcastServer {
  readonly origin: string;
  /** For the browser's jar. */
  readonly cookie: { readonly name: string; readonly value: string; readonly url: string };
  /** Bytes of media files that left so far. */
  sent(): number;
  /** Bytes a second of each answer from now on. */
  slow(rate: number): void;
  /** The cable is out: nothing listens any more. */
  cut(): Promise<void>;
  /** The cable is back, at the same address. */
  mend(): Promise<void>;
  readonly pages: string;
  close(): Promise<void>;
}

export async function webcastServer(packs: readonly Pack[]): Promise<WebcastServer> {
  const pages = mkdtempSync(join(tmpdir(), 'larkrise-page-'));
  await buildPage(pages);
  let [sent, rate, port] = [0, Number.POSITIVE_INFINITY, 0];
  let [server, cookie]: [TestServer | null, string] = [null, ''];
  const mend = async () => {
    server = await testServer({
      pages,
      routes: [
        async (app, shell) => {
          app.addHook('onSend', async (_, __, payload) =>
            payload instanceof Readable ? payload.pipe(throttled(rate, bytes => (sent += bytes))).pipe(new PassThrough()) : payload,
          );
          await moduleRoutes(packs)(app, shell);
        },
      ],
    });
    cookie = await enrolledCookie(server);
    await server.app.listen({ port, host: '127.0.0.1' });
    port = (server.app.server.address() as { port: number }).port;
  };
  const cut = async () => {
    await server?.app.close();
    server = null;
  };
  await mend();
  const origin = `http://blue.localhost:${port}`;
  const [name = '', value = ''] = cookie.split('=');
  return {
    origin,
    cookie: { name, value, url: origin },
    sent: () => sent,
    slow: bytes => {
      rate = bytes;
    },
    cut,
    mend,
    pages,
    close: async () => {
      await cut();
      rmSync(pages, { recursive: true, force: true });
    },
  };
}
