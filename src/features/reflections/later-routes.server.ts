// Sealed words for people who could not unlock, on the wire: in a tablet's session, and once more when a revoked one says farewell.
import type { FastifyReply } from 'fastify';
import type * as v from 'valibot';
import { fromBase64Url } from '../../kernel/bytes';
import { parse, parseJson } from '../../kernel/parse';
import type { Routes } from '../../server/http';
import { refuse } from '../../server/refusals';
import { isSignedBy } from '../../server/signatures';
import {
  type LaterAnswer,
  type LaterRequest,
  laterAnswerSchema,
  laterFarewellBoxesSchema,
  laterFarewellPath,
  laterFarewellSchema,
  laterFarewellText,
  laterPath,
  laterRequestSchema,
  mostLaterCharacters,
} from './later-box';
import { answerLater, type LaterParts, takeInAll } from './later-boxes.server';

/** What is sealed, once more in base64 at a farewell, and what stands round it. */
const bodyLimit = 2 * mostLaterCharacters;
/** From one address in a minute: a nursery's tablets fit, a flood of signatures to check does not. */
const mostInAMinute = 300;

export const laterRoutes =
  (parts: LaterParts): Routes =>
  (app, { requireTablet }) => {
    const count = app.createRateLimit({ max: mostInAMinute, timeWindow: 60_000 });
    app.post<{ Body: LaterRequest }>(
      laterPath,
      {
        bodyLimit,
        preHandler: requireTablet,
        schema: {
          summary: 'Sealed words for people who could not unlock',
          body: laterRequestSchema,
          response: { 200: laterAnswerSchema },
        },
      },
      async ({ tablet, body }, reply): Promise<LaterAnswer | FastifyReply> =>
        tablet ? answerLater(parts, tablet, body) : refuse(reply, 'not-enrolled'),
    );
    app.post<{ Body: v.InferOutput<typeof laterFarewellSchema> }>(
      laterFarewellPath,
      {
        bodyLimit,
        schema: { summary: 'The same from a revoked tablet', body: laterFarewellSchema, response: { 200: laterAnswerSchema } },
      },
      async (request, reply): Promise<LaterAnswer | FastifyReply> => {
        const counted = await count(request);
        if (!counted.isAllowed && counted.isExceeded) return refuse(reply.header('retry-after', counted.ttlInSeconds), 'too-many-requests');
        const { tablet: id, payload, sig } = request.body;
        const tablet = await parts.db.selectFrom('tablets').selectAll().where('id', '=', id).executeTakeFirst();
        const signature = fromBase64Url(sig) ?? new Uint8Array();
        if (tablet?.revoked_at == null || !isSignedBy(tablet.public_key, laterFarewellText(id, payload), signature)) {
          return refuse(reply, 'not-found');
        }
        const boxes = parse(laterFarewellBoxesSchema, parseJson(new TextDecoder().decode(fromBase64Url(payload) ?? new Uint8Array())));
        if (!boxes.ok) return refuse(reply, 'bad-request');
        return { v: 1, answers: await takeInAll(parts, tablet, boxes.value), gone: [], boxes: [], more: false };
      },
    );
  };
