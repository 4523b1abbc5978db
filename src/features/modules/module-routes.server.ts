// Serves packs to enrolled tablets: the manifest, asked again each time, and media files, which never change, in parts.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentRange, namesTag, rangeAnswer } from '../../kernel/byte-range';
import type { Routes } from '../../server/http';
import { refuse } from '../../server/refusals';
import { mediaTag, namedByPath } from './media-file';
import { programmesPath } from './pack';
import type { Pack } from './pack-folder.server';

const forEver = 'private, max-age=31536000, immutable';

/** A manifest as it travels; the tag is the hash of what is sent. */
function bodyOf({ programme }: Pack): { readonly json: string; readonly etag: string } {
  const json = JSON.stringify(programme);
  return { json, etag: `"${createHash('sha256').update(json).digest('hex')}"` };
}

const header = (value: string | string[] | undefined): string | null => (typeof value === 'string' ? value : null);

function sendMedia({ method, headers }: FastifyRequest, reply: FastifyReply, from: string, size: number): FastifyReply {
  const asked = { method, range: header(headers.range), ifRange: header(headers['if-range']) };
  const answer = rangeAnswer(asked, size, String(reply.getHeader('etag')));
  if (answer.status === 416) return reply.code(416).header('content-range', contentRange(size)).send();
  const { start, end } = answer.status === 206 ? answer.range : { start: 0, end: size };
  reply.code(answer.status).header('content-length', end - start);
  if (answer.status === 206) reply.header('content-range', contentRange(size, { start, end }));
  return reply.send(method === 'HEAD' ? undefined : createReadStream(from, { start, end: end - 1 }));
}

export function moduleRoutes(packs: readonly Pack[]): Routes {
  const manifests = new Map(packs.map(pack => [pack.programme.id, bodyOf(pack)]));
  const files = new Map(packs.flatMap(pack => [...pack.files]));
  return (app, { requireTablet }) => {
    app.get(programmesPath, { preHandler: requireTablet }, (_, reply) =>
      reply.header('cache-control', 'private, no-cache').send({ programmes: [...manifests.keys()] }),
    );
    app.get<{ Params: { programme: string } }>('/packs/:programme/manifest.json', { preHandler: requireTablet }, (request, reply) => {
      const manifest = manifests.get(request.params.programme);
      if (!manifest) return refuse(reply, 'not-found');
      reply.headers({ etag: manifest.etag, 'cache-control': 'private, no-cache' });
      if (namesTag(request.headers['if-none-match'], manifest.etag)) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(manifest.json);
    });
    // HEAD is ours as well: Fastify's own would read the whole file to find out how long it is.
    app.route<{ Params: { name: string } }>({
      method: ['GET', 'HEAD'],
      url: '/packs/media/:name',
      preHandler: requireTablet,
      handler: (request, reply) => {
        const named = namedByPath(`/packs/media/${request.params.name}`);
        const known = named && files.get(named.sha256);
        if (!known || known.file.mime !== named.mime) return refuse(reply, 'not-found');
        const etag = mediaTag(named.sha256);
        reply.headers({ etag, 'cache-control': forEver, 'accept-ranges': 'bytes', 'content-type': named.mime });
        if (namesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
        return sendMedia(request, reply, known.from, known.file.size);
      },
    });
  };
}
