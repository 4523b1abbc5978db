// A site that is none of ours: an empty page under any name of this machine, from which hostile scripts are tried.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ForeignSite {
  /** Under another name it is another site; under a name of ours it is a neighbour, whom browsers send our cookies from. */
  origin(name: string): string;
  close(): Promise<void>;
}

const html = '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Elsewhere</title><h1>Elsewhere</h1>';

export async function foreignSite(): Promise<ForeignSite> {
  const server = createServer((_, reply) => void reply.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    origin: name => `http://${name}.localhost:${port}`,
    close: () =>
      new Promise(closed => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
