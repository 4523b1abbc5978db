// What every answer and every request must satisfy: headers, same-origin writes, limits for each address.

import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from './config';
import { takePackedBodies } from './packed-bodies';
import { refuse } from './refusals';

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

export async function harden(app: FastifyInstance, config: Config): Promise<void> {
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
    if (!request.url.startsWith('/api/')) return;
    reply.header('cache-control', 'private, no-store');
    const call = await countCall(request);
    if (!call.isAllowed && call.isExceeded) {
      reply.header('retry-after', call.ttlInSeconds);
      return refuse(reply, 'too-many-requests');
    }
    return isUnsafe(request) && !isFromOurPage(request, config) ? refuse(reply, 'bad-request') : undefined;
  });
  takePackedBodies(app);
}
