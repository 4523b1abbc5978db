// Makes the HTTP server from its parts; routes are handed in, so that this file knows no feature.
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { version } from '../../package.json';
import type { Clock } from '../kernel/clock';
import type { Config } from './config';
import type { Database } from './database';
import { answerOddAddress, harden } from './hardening';
import type { Keyring } from './keyring';
import { type LogTarget, logEachAnswer, logOptions } from './log';
import { createMetrics, isNear, type Metrics } from './metrics';
import { servePages } from './pages';
import { refusalOf, refuse } from './refusals';
import { describeApi } from './schemas';
import { type RequireTablet, requireTablet } from './tablet-sessions';

/** What routes build upon. */
export interface Shell {
  readonly config: Config;
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** A preHandler: `request.tablet` is set, or the request is refused. */
  readonly requireTablet: RequireTablet;
}

/** Adds routes to the app itself, not to a scope of its own: what needs a scope (an own parser) registers one. */
export type Routes = (app: FastifyInstance, shell: Shell) => void | Promise<void>;

export interface AppParts {
  readonly config: Config;
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly routes: readonly Routes[];
  /** Where log lines go; null: nowhere. */
  readonly log: LogTarget | null;
  /** The folder of the built app; null: this server has an API only. */
  readonly pages: string | null;
  readonly tls?: { readonly cert: string; readonly key: string } | null;
}

/** Of every body but a push's, whose route says its own. */
const mostBytesInABody = 64 * 1024;

/** The proxy that asks, on this machine or in its network, says who its caller is, and nobody else does; a server that is reached directly believes nobody. */
const trustedProxies = (config: Config): false | ((address: string, hop: number) => boolean) =>
  config.publicUrl !== null && config.tls === null ? (address, hop) => hop === 0 && isNear(address) : false;

/** A body that comes drop by drop is cut after a minute; a line is held open for longer than any proxy holds it. In ms. */
const patience = { requestTimeout: 60_000, keepAliveTimeout: 72_000 };

/** How long requests may still be answered when the server stops, in ms. */
const lastWords = 4_000;

/** Fastify's own options for this reach only the servers that it makes itself. */
const makeServer = (tls: AppParts['tls'], handler: RequestListener): Server =>
  tls ? createTlsServer({ ...patience, cert: tls.cert, key: tls.key }, handler) : createServer(patience, handler);

function startFastify({ config, log, tls }: AppParts): FastifyInstance {
  return Fastify({
    logger: log ? logOptions(log) : false,
    logController: new LogController({ disableRequestLogging: true }), // log.ts writes its own line
    bodyLimit: mostBytesInABody,
    trustProxy: trustedProxies(config),
    forceCloseConnections: 'idle',
    frameworkErrors: (_error, _request, reply) => void answerOddAddress(reply as FastifyReply),
    serverFactory: handler => makeServer(tls, handler),
  });
}

/** What is answered while the server stops holds its line no longer; a line that says nothing, or no end, is cut. */
function endLines(app: FastifyInstance): void {
  app.server.keepAliveTimeout = 1;
  setTimeout(() => app.server.closeAllConnections(), lastWords).unref();
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal === 'server-trouble') request.log.error({ err: error }, 'a bug, or a machine in trouble');
    return refuse(reply, refusal);
  });
}

function serveOperators(app: FastifyInstance, { db, metrics }: Shell): void {
  app.get('/healthz', async (_, reply) => {
    await db.selectFrom('tablets').select('id').limit(1).execute();
    return reply.header('cache-control', 'no-store').send({ ok: true });
  });
  app.get('/metrics', async (request, reply) =>
    isNear(request.ip) ? reply.type('text/plain; version=0.0.4').send(metrics.render()) : refuse(reply, 'not-found'),
  );
}

export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const { config, db, keyring, clock } = parts;
  const app = startFastify(parts);
  const metrics = createMetrics();
  const shell: Shell = { config, db, keyring, clock, metrics, requireTablet: requireTablet(app, { config, db, clock }) };
  app.addHook('preClose', async () => endLines(app));
  app.removeContentTypeParser('text/plain');
  answerErrors(app);
  logEachAnswer(app, metrics);
  await app.register(cookie);
  await harden(app, config);
  await describeApi(app, version);
  serveOperators(app, shell);
  for (const routes of parts.routes) await routes(app, shell);
  await servePages(app, parts.pages);
  return app;
}
