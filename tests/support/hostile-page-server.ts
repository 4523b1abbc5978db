// Serves hostile-page.ts with the real server behind it, which is put in another's place for each case, and what the page may have done there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { Around } from '../hostile/on-tablets/hostile-tablet';
import { aroundServer, endServer, hostileServer } from './hostile-server';
import type { TestServer } from './server-parts';

const html = '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Hostile</title><script type="module" src="/page.js"></script>';

/** What a case does at the server, beside what a tablet may. */
interface Controls {
  fresh(): object;
  standing(): { readonly pins: Around['pins']; readonly now: number };
  code(name: string): { readonly code: string };
  passes(ms: number): object;
  verdicts(tablet: string): { readonly verdicts: readonly string[] };
}

export type HostileControl = <What extends keyof Controls>(
  what: What,
  body?: Parameters<Controls[What]>[0],
) => Promise<ReturnType<Controls[What]>>;

async function buildPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-hostile-'));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    worker: { format: 'es' },
    build: {
      outDir: folder,
      minify: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: { input: 'tests/support/hostile-page.ts', output: { entryFileNames: 'page.js' } },
    },
  });
  writeFileSync(join(folder, 'index.html'), html);
  return folder;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text === '' ? undefined : JSON.parse(text);
}

export interface HostilePageServer {
  readonly address: string;
  close(): Promise<void>;
}

export async function hostilePageServer(): Promise<HostilePageServer> {
  const folder = await buildPage();
  const begin = async (): Promise<TestServer> => {
    const server = await hostileServer(folder);
    await server.app.ready();
    return server;
  };
  let current = await begin();
  const around = () => aroundServer(current);
  const controls = {
    fresh: async () => {
      const before = current;
      current = await begin();
      await endServer(before);
      return {};
    },
    standing: async () => ({ pins: around().pins, now: current.clock() }),
    code: async (name: string) => ({ code: await around().code(name) }),
    passes: async (ms: number) => ((await around().passes(ms)) ?? null) as null,
    verdicts: async (tablet: string) => ({ verdicts: await around().verdicts(tablet) }),
  };
  const front = createServer(async (request, reply) => {
    const what = /^\/hostile\/(\w+)$/.exec(request.url ?? '')?.[1] as keyof typeof controls | undefined;
    if (!what) return current.app.routing(request, reply);
    const answer = await controls[what]((await bodyOf(request)) as never);
    return reply.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>(ready => front.listen(0, '127.0.0.1', ready));
  return {
    address: `http://blue.localhost:${(front.address() as AddressInfo).port}/`,
    close: async () => {
      front.closeAllConnections();
      front.close();
      await endServer(current);
      rmSync(folder, { recursive: true });
    },
  };
}
