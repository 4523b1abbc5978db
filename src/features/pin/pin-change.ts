// A PIN that was changed on a tablet, on its way to the server: sealed under her vault key, signed by her, kept until it is answered.
import * as v from 'valibot';
import { idPattern } from '../../kernel/id';
import { wrapSchema } from '../../sync/keys';

export const pinChangesPath = '/api/v1/tablets/pins';

const id = v.pipe(v.string(), v.regex(idPattern));
const base64Url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/));
const moment = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** In one request; a tablet has a few at most. */
export const mostPinChanges = 20;
const longestSealed = 32_768;

/** What is sealed: what her new PIN was stretched to (32 bytes), and the wrap that it opens; never the PIN. */
export const pinChangeSchema = v.object({
  v: v.literal(1),
  /** Of the PIN that she had: one that was made anew for her since is not undone. */
  opening: moment,
  /** When she chose it, by the tablet's forward time: of two the later one holds. */
  at: moment,
  stretched: v.pipe(base64Url, v.length(43)),
  wrap: wrapSchema,
});
export type PinChange = v.InferOutput<typeof pinChangeSchema>;

/** `sig`: ECDSA P-256 with SHA-256 by her signing key over pinChangeText, raw r and s. */
export const sealedPinChangeSchema = v.strictObject({
  id,
  person: id,
  sealed: v.pipe(base64Url, v.maxLength(longestSealed)),
  sig: v.pipe(base64Url, v.length(86)),
});
export type SealedPinChange = v.InferOutput<typeof sealedPinChangeSchema>;

export const pinChangesRequestSchema = v.strictObject({
  v: v.literal(1),
  changes: v.pipe(v.array(sealedPinChangeSchema), v.maxLength(mostPinChanges)),
});

/** `outdated`: a PIN that was chosen later, or made for her since, holds. `refused`: it is not hers, or does not open what it must. */
const pinChangeAnswers = ['taken', 'outdated', 'refused'] as const;
export type PinChangeAnswer = (typeof pinChangeAnswers)[number];
export const pinChangesAnswerSchema = v.object({
  v: v.literal(1),
  answers: v.array(v.object({ id, answer: v.picklist(pinChangeAnswers) })),
});

export const pinChangeBinding = (tablet: string, person: string, change: string): string => ['pin', tablet, person, change].join('|');
export const pinChangeText = (tablet: string, { id, person, sealed }: Omit<SealedPinChange, 'sig'>): string =>
  ['larkrise-pin-1', tablet, person, id, sealed].join('|');
