// Bodies that come packed with gzip: inflated as they arrive, and never to more than the route takes unpacked.
import { pipeline, type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from './refusals';

/** Stops whoever inflates too much; Fastify gives it its 413. */
class TooLarge extends Error {
  readonly statusCode = 413;
}

/** Counts what comes out; beyond `most` everything before it ends as well. */
function upTo(most: number): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      length += chunk.length;
      if (length > most) done(new TooLarge());
      else done(null, chunk);
    },
  });
}

/** What Fastify holds against the length that the request names. */
interface Counted {
  receivedEncodedLength: number;
}

/** Each piece that comes out is a way to another thread and back; most pushes are one or two of these. */
const chunkSize = 64 * 1024;

function inflated(packed: Readable, most: number): Transform & Counted {
  const plain = Object.assign(upTo(most), { receivedEncodedLength: 0 });
  packed.on('data', (chunk: Buffer) => {
    plain.receivedEncodedLength += chunk.length;
  });
  pipeline(packed, createGunzip({ chunkSize }), plain, () => undefined); // what goes wrong is the body's reader's to hear
  return plain;
}

const isPackedJson = ({ headers }: FastifyRequest): boolean =>
  headers['content-encoding'] === 'gzip' && /^application\/json\b/i.test(headers['content-type'] ?? '');

/** A body that says that it is packed is JSON in gzip, or refused. */
export function takePackedBodies(app: FastifyInstance): void {
  app.addHook('preParsing', (request, reply, body, done) => {
    if (request.headers['content-encoding'] === undefined) return done(null, body);
    if (!isPackedJson(request)) return void refuse(reply, 'bad-request');
    done(null, inflated(body as Readable, request.routeOptions.bodyLimit ?? app.initialConfig.bodyLimit ?? 0));
  });
}
