// A link to all that is kept about somebody, asked for by herself on a tablet where her PIN was typed: what goes over the wire.
import * as v from 'valibot';
import { idPattern } from '../../kernel/id';

export const ownLinkPath = '/api/v1/own-link';

/** Why there is a link: she left, or she (or her leader for her) asked. It follows from what she is; nobody types it. */
export const ownReasons = ['left', 'asked'] as const;
export type OwnReason = (typeof ownReasons)[number];

const id = v.pipe(v.string(), v.regex(idPattern));
const base64Url = (length: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.length(length));

/**
 * The tablet makes the token (32 bytes in base64url) and sends its hash alone: SHA-256 of the token's letters. `sig`: by her signing key
 * over ownLinkText, so that nobody makes one in her name. One that she made before is over.
 */
export const ownLinkRequestSchema = v.strictObject({ v: v.literal(1), person: id, hash: base64Url(43), sig: base64Url(86) });
export type OwnLinkRequest = v.InferOutput<typeof ownLinkRequestSchema>;

/** `refused`: not signed by her, or nobody of this tablet; `until`, in ms, comes with `made`. */
export const ownLinkAnswerSchema = v.object({
  v: v.literal(1),
  answer: v.picklist(['made', 'refused']),
  until: v.exactOptional(v.number()),
});
export type OwnLinkAnswer = v.InferOutput<typeof ownLinkAnswerSchema>;

export const ownLinkText = (tablet: string, { person, hash }: Pick<OwnLinkRequest, 'person' | 'hash'>): string =>
  ['larkrise-own-link-1', tablet, person, hash].join('|');

/** Where the link leads, on a device of her own. */
export const ownAddress = (origin: string, token: string): string => `${origin}/office#own=${token}`;
