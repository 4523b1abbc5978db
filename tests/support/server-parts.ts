// The real parts of a server for tests: a migrated database, a clock that is moved by hand, a whole app, a cable to it.
import type { FastifyInstance } from 'fastify';
import { createHttp, createSendBytes, type Http, type SendBytes } from '../../src/device/http';
import { type Config, readConfig } from '../../src/server/config';
import type { Database } from '../../src/server/database';
import { createApp, type Routes } from '../../src/server/http';
import { type Keyring, openKeyring } from '../../src/server/keyring';
import { tabletRoutes } from '../../src/server/tablet-routes';
import { freshDatabase } from './fresh-database';

export interface MovableClock {
  (): number;
  move(by: number): void;
}

/** Starts at 7:15 on a Monday morning in November 2026. */
function movableClock(now = Date.UTC(2026, 10, 23, 7, 15)): MovableClock {
  let at = now;
  return Object.assign(() => at, {
    move: (by: number) => {
      at += by;
    },
  });
}

export interface TestServer {
  readonly app: FastifyInstance;
  readonly config: Config;
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: MovableClock;
  /** Every log line so far. */
  readonly lines: string[];
}

interface Wishes {
  readonly environment?: Record<string, string>;
  readonly routes?: readonly Routes[];
  readonly pages?: string | null;
}

/** A whole server on a fresh database in memory; not listening until asked to. */
export async function testServer({ environment = {}, routes = [], pages = null }: Wishes = {}): Promise<TestServer> {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.trouble);
  const [config, db, clock, lines] = [read.value, await freshDatabase(), movableClock(), [] as string[]];
  const keyring = openKeyring(db, Buffer.alloc(32, 7));
  const log = { write: (line: string) => lines.push(line) };
  const app = await createApp({ config, db, keyring, clock, routes: [tabletRoutes, ...routes], log, pages });
  return { app, config, db, keyring, clock, lines };
}

/** The tablet's own http on a cable to the app that carries cookies as a browser does. */
export function cable(app: FastifyInstance): Http {
  const jar = new Map<string, string>();
  const send: typeof fetch = async (path, init) => {
    const headers = { ...(init?.headers as Record<string, string>), cookie: [...jar].map(pair => pair.join('=')).join('; ') };
    const body = typeof init?.body === 'string' ? { payload: init.body } : {};
    const answer = await app.inject({ method: init?.method === 'POST' ? 'POST' : 'GET', url: String(path), headers, ...body });
    for (const { name, value } of answer.cookies) jar.set(name, value);
    return new Response(answer.body, { status: answer.statusCode });
  };
  return createHttp({ fetch: send });
}

/** The same for bytes, by somebody without a session. */
export const byteCable = (app: FastifyInstance): SendBytes =>
  createSendBytes({
    fetch: async (path, init) => {
      const method = init?.method as 'GET' | 'HEAD' | 'POST' | 'PATCH';
      const body = init?.body instanceof Blob ? { payload: Buffer.from(await init.body.arrayBuffer()) } : {};
      const answer = await app.inject({ method, url: String(path), headers: init?.headers as Record<string, string>, ...body });
      const headers = { 'upload-offset': String(answer.headers['upload-offset'] ?? '') };
      return new Response(answer.statusCode === 204 ? null : answer.body, { status: answer.statusCode, headers });
    },
  });
