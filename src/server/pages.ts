// Serves the built app: hashed files for ever, the rest asked again each time, packed where the browser takes it; every address is its one page, but the office's.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from './refusals';

const forEver = 'public, max-age=31536000, immutable';
/** index.html and service-worker.js among them: an update must be seen at the next visit. */
const askAgain = 'no-cache';

/** Somebody opened an address of the app in a browser; nothing under /api/, and no file that is not there. */
function isNavigation({ method, url, headers }: FastifyRequest): boolean {
  const [path = ''] = url.split('?');
  const isPage = (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
  return isPage && !path.startsWith('/api/') && !/\.\w+$/.test(path);
}

/** `folder`: where index.html is; null or a folder without it serves no pages. */
export async function servePages(app: FastifyInstance, folder: string | null): Promise<void> {
  const hasOffice = folder !== null && existsSync(join(folder, 'office.html'));
  const pageOf = ({ url }: FastifyRequest): string => (hasOffice && /^\/office\/?(\?|$)/.test(url) ? 'office.html' : 'index.html');
  const hasPages = folder !== null && existsSync(join(folder, 'index.html'));
  if (hasPages) {
    await app.register(serveStatic, {
      root: folder,
      cacheControl: false,
      preCompressed: true, // the build writes x.js.br and x.js.gz beside x.js; without them the file itself goes out
      setHeaders: (reply, path) => {
        reply.header('cache-control', /[\\/]assets[\\/]/.test(path) ? forEver : askAgain);
      },
    });
  }
  app.setNotFoundHandler((request, reply) =>
    hasPages && isNavigation(request) ? reply.header('cache-control', askAgain).sendFile(pageOf(request)) : refuse(reply, 'not-found'),
  );
}
