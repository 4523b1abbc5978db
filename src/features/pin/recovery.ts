// Getting back in, on the wire: a card for a new PIN, a new card, and stopping what others have asked for in her name.
import * as v from 'valibot';
import { idPattern } from '../../kernel/id';
import { wrapSchema } from '../../sync/keys';

export const recoverPath = '/api/v1/tablets/recovery';
export const newCardPath = `${recoverPath}/card`;
export const stopPath = `${recoverPath}/stop`;

const id = v.pipe(v.string(), v.regex(idPattern));
const base64Url = (length: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.length(length));
/** SHA-256 of cardText. */
const cardHash = base64Url(43);
const signature = base64Url(86);

const { sealed: _, ...stretching } = wrapSchema.entries;

/**
 * `card` as readRecoveryCard gives it; `next` is the hash of the card that comes in its place, which the tablet has made: the same message
 * twice is one. `pin` is what the new one was stretched to, never the PIN.
 */
export const recoverSchema = v.strictObject({
  v: v.literal(1),
  person: id,
  card: v.pipe(v.string(), v.regex(/^[0-9A-Z]{24}$/)),
  next: cardHash,
  pin: v.strictObject({ ...stretching, salt: base64Url(22), stretched: base64Url(43) }),
});
export type RecoverRequest = v.InferOutput<typeof recoverSchema>;

/** `not-taken`: no card of hers, a used one, nobody of this tablet: all look the same. `seconds` come with `wait`. */
export const recoverAnswerSchema = v.object({
  v: v.literal(1),
  answer: v.picklist(['taken', 'not-taken', 'wait']),
  seconds: v.exactOptional(v.number()),
});
export type RecoverAnswer = v.InferOutput<typeof recoverAnswerSchema>;

/** `sig`: by her signing key over newCardText. The card that she had counts no more. */
export const newCardSchema = v.strictObject({ v: v.literal(1), person: id, hash: cardHash, sig: signature });
export type NewCardRequest = v.InferOutput<typeof newCardSchema>;
export const newCardAnswerSchema = v.object({ v: v.literal(1), answer: v.picklist(['taken', 'refused']) });
export const newCardText = (tablet: string, { person, hash }: Pick<NewCardRequest, 'person' | 'hash'>): string =>
  ['larkrise-new-card-1', tablet, person, hash].join('|');

/** `id` of what was asked for; `sig`: by her signing key over stopText. */
export const stopSchema = v.strictObject({ v: v.literal(1), person: id, id, sig: signature });
export type StopRequest = v.InferOutput<typeof stopSchema>;
/** `over`: it had ended before. */
export const stopAnswerSchema = v.object({ v: v.literal(1), answer: v.picklist(['stopped', 'over', 'refused']) });
export const stopText = (tablet: string, { person, id }: Pick<StopRequest, 'person' | 'id'>): string =>
  ['larkrise-stop-reopening-1', tablet, person, id].join('|');
