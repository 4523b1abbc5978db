// What every answer and every request must satisfy: headers, same-origin writes, limits for each address.

import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Config } from './config';
import { takePackedBodies } from './packed-bodies';
import { refuse } from './refusals';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A plain form of a page without script may be posted here: the route itself looks at where it comes from. */
    takesForms?: boolean;
  }
}

const own = ["'self'"];

/** The one Trusted Types policy: it makes the addresses of the service worker and of workers. */
const trustedTypesPolicy = 'larkrise';

const contentSecurityPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"], // Argon2 is WebAssembly
  'worker-src': own,
  'style-src': own,
  'img-src': ["'self'", 'blob:', 'data:'], // small drawings that the build has put into its scripts
  'media-src': ["'self'", 'blob:'],
  'connect-src': own,
  'manifest-src': own,
  'font-src': own,
  'form-action': own,
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': [trustedTypesPolicy],
};

const permissions = [
  'camera=(self)',
  'microphone=(self)',
  'screen-wake-lock=(self)',
  'fullscreen=(self)',
  'autoplay=(self)',
  ...['geolocation', 'payment', 'usb', 'serial', 'hid', 'midi', 'display-capture', 'browsing-topics'].map(name => `${name}=()`),
].join(', ');

/** Calls to the API in a minute from one address: a nursery's tablets share one. */
export const mostCallsFromAnAddress = 1_200;

const isUnsafe = (request: FastifyRequest): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(request.method);

/**
 * A write comes from a page of ours: our own header and JSON or a piece of an upload (all need a preflight that nobody answers), and where the
 * browser says where it comes from, from here. Programs that are no browsers say nothing and carry no stolen cookie.
 */
function isFromOurPage(request: FastifyRequest, config: Pick<Config, 'publicUrl'>): boolean {
  const { origin, 'sec-fetch-site': site, 'content-type': type, 'x-larkrise': mark } = request.headers;
  const here = config.publicUrl?.origin ?? `${request.protocol}://${request.host}`;
  if (!mark || !/^application\/(json|offset\+octet-stream)\b/i.test(type ?? '')) return false;
  return (origin === undefined || origin === here) && (site === undefined || site === 'same-origin');
}

/** Also where the path is written in another way (`/%61pi/`), which the router understands; and where nobody answers it. */
const isOfTheApi = ({ url, routeOptions }: FastifyRequest): boolean => [url, routeOptions.url ?? ''].some(path => path.startsWith('/api/'));

/** What no hook sees, such as an address that cannot be decoded: refused without being repeated. */
export const answerOddAddress = (reply: FastifyReply): FastifyReply =>
  refuse(
    reply.headers({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    }),
    'bad-request',
  );

/** The headers that guard every answer of a server with this configuration, as they leave it. */
export async function guardingHeaders(config: Pick<Config, 'publicUrl' | 'tls'>): Promise<ReadonlyMap<string, string>> {
  const app = Fastify();
  await harden(app, config);
  const { headers } = await app.inject('/');
  await app.close();
  const plain = ['content-type', 'content-length', 'date', 'connection'];
  return new Map(Object.entries(headers).flatMap(([name, value]) => (plain.includes(name) ? [] : [[name, String(value)] as const])));
}

export async function harden(app: FastifyInstance, config: Pick<Config, 'publicUrl' | 'tls'>): Promise<void> {
  const isHttps = config.publicUrl?.protocol === 'https:' || config.tls !== null;
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isHttps ? { maxAge: 63_072_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  });
  await app.register(rateLimit, { global: false });
  const countCall = app.createRateLimit({ max: mostCallsFromAnAddress, timeWindow: 60_000 });

  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', permissions);
    const [toApi, unsafe] = [isOfTheApi(request), isUnsafe(request)];
    if (!toApi && !unsafe) return;
    if (toApi) reply.header('cache-control', 'private, no-store');
    const call = await countCall(request);
    if (!call.isAllowed && call.isExceeded) {
      reply.header('retry-after', call.ttlInSeconds);
      return refuse(reply, 'too-many-requests');
    }
    const mayBeForeign = !unsafe || request.routeOptions.config?.takesForms === true;
    return mayBeForeign || isFromOurPage(request, config) ? undefined : refuse(reply, 'bad-request');
  });
  takePackedBodies(app);
}
