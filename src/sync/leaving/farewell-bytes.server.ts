// Who brings bytes of attachments: a tablet in its session or, once it was taken out of use, one that signs for each attachment with its own key.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fromBase64Url } from '../../kernel/bytes';
import { isUuid } from '../../kernel/id';
import type { Database } from '../../server/database';
import { refuse } from '../../server/refusals';
import { isSignedBy } from '../../server/signatures';
import type { RequireTablet, TabletRow } from '../../server/tablet-sessions';
import { farewellBytesHeader, farewellBytesText } from '../tablet-report';

/** From one address in a minute: hundreds of pieces fit, a flood of signatures to check does not. */
const mostInAMinute = 300;

/** The revoked tablet that has signed for these bytes; nobody else's upload is touched by it. */
async function signerOf(db: Database, proof: string, attachment: string | null): Promise<TabletRow | null> {
  const [id = '', sig = ''] = proof.split('.');
  if (!attachment || !isUuid(attachment)) return null;
  const tablet = await db.selectFrom('tablets').selectAll().where('id', '=', id).executeTakeFirst();
  const signature = fromBase64Url(sig) ?? new Uint8Array();
  const isItself = tablet?.revoked_at != null && isSignedBy(tablet.public_key, farewellBytesText(id, attachment), signature);
  if (!isItself) return null;
  const begun = await db.selectFrom('blobs').select('tablet').where('id', '=', attachment).executeTakeFirst();
  return begun && begun.tablet !== tablet.id ? null : tablet;
}

/** Refuses with `not-enrolled` whoever has neither; `attachmentOf`: whose bytes a request is about. */
export function requireSender(
  app: FastifyInstance,
  { db }: { readonly db: Database },
  requireTablet: RequireTablet,
  attachmentOf: (request: FastifyRequest) => string | null,
): RequireTablet {
  const count = app.createRateLimit({ max: mostInAMinute, timeWindow: 60_000 });
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const proof = request.headers[farewellBytesHeader];
    if (typeof proof !== 'string') return requireTablet(request, reply);
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded) return refuse(reply.header('retry-after', counted.ttlInSeconds), 'too-many-requests');
    request.tablet = await signerOf(db, proof, attachmentOf(request));
    return request.tablet ? undefined : refuse(reply, 'not-enrolled');
  };
}
