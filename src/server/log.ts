// Log lines with ids, routes, statuses and counts: never a word, a name, a code, a token or a query string.
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import type { Metrics } from './metrics';

/** Something that takes one JSON line at a time, such as process.stdout. */
export interface LogTarget {
  write(line: string): unknown;
}

/** The frames alone: an error's message may quote what somebody wrote. */
const framesOf = (error: Error): string[] => (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));

const errorInfo = (error: Error & { code?: unknown }) => ({
  type: error.name,
  code: typeof error.code === 'string' ? error.code : '',
  frames: framesOf(error),
});

export const logOptions = (stream: LogTarget): Exclude<FastifyServerOptions['logger'], boolean | undefined> => ({
  level: 'info',
  stream: { write: line => void stream.write(line) },
  base: null,
  serializers: {
    err: errorInfo as never,
    req: request => ({ method: request.method }),
    res: reply => ({ statusCode: reply.statusCode }),
  },
});

/** One line and one count an answer; the route as it is declared, so that nothing of the address gets in. */
export function logEachAnswer(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const { statusCode } = reply;
    metrics.count('larkrise_requests_total', { method: request.method, route, status: String(statusCode) });
    const isQuiet = !route.startsWith('/api/') && statusCode < 400;
    const tablet = request.tablet?.id;
    const line = { method: request.method, route, status: statusCode, ms: Math.round(reply.elapsedTime), ...(tablet ? { tablet } : {}) };
    request.log[isQuiet ? 'debug' : 'info'](line, 'answered');
  });
}
