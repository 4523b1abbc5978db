// The HTTP status of each refusal, and how it is answered: its name, and nothing about the inside.
import type { FastifyReply } from 'fastify';
import type { RequestRefusal } from '../sync/verdict';

export const refusalStatus = {
  'not-enrolled': 401,
  'tablet-revoked': 403,
  'code-not-valid': 403,
  'not-found': 404,
  'bad-request': 400,
  'body-too-large': 413,
  'too-many-requests': 429,
  'upload-elsewhere': 409, // the status that tus asks for, like the next
  'upload-damaged': 460,
  'upload-not-taken': 415,
  'update-needed': 426,
  'signed-out': 401,
  'prove-again': 403,
  'not-allowed': 403,
  'server-trouble': 500,
} as const satisfies Record<RequestRefusal, number>;

export const refuse = (reply: FastifyReply, refusal: RequestRefusal): FastifyReply => reply.code(refusalStatus[refusal]).send({ refusal });

/** The name for an error that Fastify or one of its plugins raised; whatever is not the caller's doing is ours. */
export function refusalOf(error: { readonly statusCode?: number }): RequestRefusal {
  const status = error.statusCode ?? 500;
  if (status === 413) return 'body-too-large';
  if (status === 429) return 'too-many-requests';
  return status >= 400 && status < 500 ? 'bad-request' : 'server-trouble';
}
