// Attachments on the wire: tus 1.0 brings the bytes up in pieces, a plain GET gives them back whole. Both need a device session;
// a tablet that was taken out of use still brings what is its own, under its signature, and is given nothing.
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { minutes } from '../../kernel/clock';
import { isUuid } from '../../kernel/id';
import type { Result } from '../../kernel/result';
import type { Routes } from '../../server/http';
import { refuse } from '../../server/refusals';
import { requireSender } from '../leaving/farewell-bytes.server';
import { mostBytes } from './attachment';
import { blobPath, blobsPath, offsetType, readLength, readMetadata, tusExtensions, tusVersion } from './attachment-protocol';
import { mayFetch, sweepBlobs } from './blob-keeping.server';
import { fileAtRest } from './files-at-rest.server';
import { beginUpload, mayBring, type Offset, offsetOf, takeBytes, type UploadParts, type UploadTrouble } from './upload.server';

/** In ms. */
const sweepEvery = minutes(60);

type ById = { Params: { id: string } };

const speaksTus = (request: FastifyRequest): boolean => request.headers['tus-resumable'] === tusVersion;
const withTus = (reply: FastifyReply): FastifyReply => reply.header('tus-resumable', tusVersion).header('cache-control', 'no-store');
const otherTus = (reply: FastifyReply): FastifyReply =>
  reply.header('tus-version', tusVersion).code(412).send({ refusal: 'update-needed' });
const isCarrying = ({ headers }: FastifyRequest): boolean => headers['content-type'] === offsetType;

/** Named by the address or, where an upload begins, by its header. */
const attachmentOf = ({ params, headers }: FastifyRequest): string | null =>
  (params as { id?: string }).id ??
  readMetadata(String(headers['upload-metadata'] ?? ''), text => Buffer.from(text, 'base64').toString('utf8'));

/** Of two requests that bring the same file, the newer one goes on: the older is a connection that died and does not know it. */
function oneAtATime() {
  const busy = new Map<string, { readonly stop: () => void; readonly done: Promise<unknown> }>();
  return async <Value>(id: string, source: IncomingMessage, work: () => Promise<Value>): Promise<Value> => {
    for (let other = busy.get(id); other; other = busy.get(id)) {
      other.stop();
      await other.done;
    }
    const done = work();
    const own = { stop: () => void source.destroy(), done: done.catch(() => undefined) };
    busy.set(id, own);
    return done.finally(() => {
      if (busy.get(id) === own) busy.delete(id);
    });
  };
}

const answered = (reply: FastifyReply, outcome: Result<Offset, UploadTrouble>, code: number): FastifyReply =>
  outcome.ok ? withTus(reply).header('upload-offset', outcome.value.offset).code(code).send() : refuse(withTus(reply), outcome.trouble);

export const blobRoutes =
  (parts: UploadParts): Routes =>
  async (app, { requireTablet, metrics }) => {
    const alone = oneAtATime();
    const look = (id: string, source: IncomingMessage) => alone(id, source, () => offsetOf(parts, id));
    const take = async (id: string, offset: number, source: IncomingMessage) => {
      const taken = await alone(id, source, () => takeBytes(parts, id, offset, source));
      if (!taken.ok) metrics.count('larkrise_uploads_refused_total', { trouble: taken.trouble });
      else if (taken.value.offset === taken.value.size) metrics.count('larkrise_uploads_total');
      return taken;
    };
    await app.register(async scope => {
      scope.addContentTypeParser(offsetType, (_, payload, done) => done(null, payload));
      scope.options(blobsPath, async (_, reply) =>
        reply.headers({ 'tus-version': tusVersion, 'tus-extension': tusExtensions, 'tus-max-size': mostBytes.voice }).code(204).send(),
      );
      const sender = requireSender(scope, parts, requireTablet, attachmentOf);
      uploadRoutes(scope, { parts, requireTablet: sender, look, take });
      scope.get<ById & { Querystring: { person?: string } }>(
        blobPath(':id'),
        { preHandler: requireTablet, exposeHeadRoute: false },
        async ({ tablet, params, query }, reply) => {
          if (!tablet) return refuse(reply, 'not-enrolled');
          const size = isUuid(params.id) ? await mayFetch(parts, tablet, String(query.person ?? ''), params.id) : null;
          const file = size?.ok ? await fileAtRest(parts, params.id, size.value) : null;
          if (!size?.ok || !file) return refuse(reply, 'not-found');
          reply.headers({ 'content-length': size.value, 'content-security-policy': "sandbox; default-src 'none'" });
          return reply.type('application/octet-stream').send(file);
        },
      );
    });
    keepSwept(app, parts);
  };

interface Uploading {
  readonly parts: UploadParts;
  readonly requireTablet: Parameters<Routes>[1]['requireTablet'];
  readonly look: (id: string, source: IncomingMessage) => Promise<Result<Offset, UploadTrouble>>;
  readonly take: (id: string, offset: number, source: IncomingMessage) => Promise<Result<Offset, UploadTrouble>>;
}

function uploadRoutes(scope: FastifyInstance, { parts, requireTablet, look, take }: Uploading): void {
  scope.post(blobsPath, { preHandler: requireTablet }, async (request, reply) => {
    const { tablet, headers } = request;
    if (!tablet) return refuse(reply, 'not-enrolled');
    if (!speaksTus(request)) return otherTus(reply);
    const id = attachmentOf(request);
    const length = readLength(String(headers['upload-length'] ?? ''));
    if (!id || !isUuid(id) || length === null) return refuse(reply, 'bad-request');
    if (!(await mayBring(parts, tablet, id))) return refuse(withTus(reply), 'not-found');
    const begun = await beginUpload(parts, tablet.id, id, length);
    if (!begun.ok) return refuse(withTus(reply), begun.trouble);
    reply.header('location', blobPath(id));
    const stands = await look(id, request.raw);
    const isFresh = stands.ok && stands.value.offset === 0 && isCarrying(request);
    return answered(reply, isFresh ? await take(id, 0, request.raw) : stands, 201);
  });
  scope.head<ById>(blobPath(':id'), { preHandler: requireTablet }, async (request, reply) => {
    const { tablet, params } = request;
    if (!speaksTus(request)) return otherTus(reply);
    const isItsOwn = tablet !== null && isUuid(params.id) && (await mayBring(parts, tablet, params.id));
    const stands = isItsOwn ? await look(params.id, request.raw) : null;
    if (!stands?.ok) return refuse(withTus(reply), stands?.trouble ?? 'not-found');
    return answered(reply.header('upload-length', stands.value.size), stands, 200);
  });
  scope.patch<ById>(blobPath(':id'), { preHandler: requireTablet }, async (request, reply) => {
    if (!speaksTus(request)) return otherTus(reply);
    const { id } = request.params;
    const offset = readLength(String(request.headers['upload-offset'] ?? ''));
    if (!isUuid(id) || offset === null || !isCarrying(request)) return refuse(reply, 'bad-request');
    if (!request.tablet || !(await mayBring(parts, request.tablet, id))) return refuse(withTus(reply), 'not-found');
    return answered(reply, await take(id, offset, request.raw), 204);
  });
}

/** Once at the start, then every hour. */
function keepSwept(app: FastifyInstance, parts: UploadParts): void {
  const sweep = () => void sweepBlobs(parts).catch(parts.report);
  const timer = setInterval(sweep, sweepEvery);
  timer.unref();
  app.addHook('onReady', async () => sweep());
  app.addHook('onClose', async () => clearInterval(timer));
}
