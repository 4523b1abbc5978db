// Opens the port, or says in one line which variable to change.
import type { FastifyInstance } from 'fastify';
import { ok, type Result, trouble } from '../kernel/result';

const reasons: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_, port) => `PORT: ${port} is taken by another program`,
  EACCES: (_, port) => `PORT: ${port} may not be opened by this account`,
  EADDRNOTAVAIL: host => `HOST: ${host} is no address of this machine`,
  ENOTFOUND: host => `HOST: ${host} is no address of this machine`,
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** The port that is open (the system chose it where 0 was asked for). */
export async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<Result<number, string>> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const reason = reasons[codeOf(error)];
    if (!reason) throw error;
    return trouble(reason(host, port));
  }
  const address = app.server.address();
  return ok(typeof address === 'object' && address !== null ? address.port : port);
}
