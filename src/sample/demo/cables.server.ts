// The demo's cables: while a part's cable is cut, every connection to its address is torn down, so that its fetches truly fail.
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface Cables {
  isCut(part: string): boolean;
  /** Cutting also ends what is under way. False when there is no such part. */
  set(part: string, cut: boolean): boolean;
}

/** The part that a request's host names, or null: blue.localhost:8080 is blue. */
export function partOf(host: string | undefined, parts: readonly string[]): string | null {
  const [name = ''] = (host ?? '').split('.');
  return parts.includes(name) && /^[^.]+\.localhost(:\d+)?$/.test(host ?? '') ? name : null;
}

export function layCables(app: FastifyInstance, parts: readonly string[]): Cables {
  const cut = new Set<string>();
  const live = new Map(parts.map(part => [part, new Set<Socket>()]));
  app.addHook('onRequest', async (request, reply) => {
    const part = partOf(request.headers.host, parts);
    if (!part) return;
    const { socket } = request.raw;
    if (cut.has(part)) {
      reply.hijack();
      socket.destroy();
      return;
    }
    const sockets = live.get(part);
    if (!sockets || sockets.has(socket)) return;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    isCut: part => cut.has(part),
    set(part, isCut) {
      const sockets = live.get(part);
      if (!sockets) return false;
      if (!isCut) return cut.delete(part) || true;
      cut.add(part);
      for (const socket of sockets) socket.destroy();
      return true;
    },
  };
}
