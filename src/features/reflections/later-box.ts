// Words for somebody who could not unlock, on their way over the server to whichever tablet she unlocks on first: shapes, limits, signed texts.
import * as v from 'valibot';
import { idPattern } from '../../kernel/id';
import { mostCharactersLater, mostLaterNotes, mostSealedLater } from './later-note';

export const laterPath = '/api/v1/tablets/later';
/** The same for a revoked tablet, which has no session. */
export const laterFarewellPath = '/api/v1/tablets/later/farewell';

/** In one request or answer, as far as `mostLaterCharacters` goes. */
const mostLaterBoxes = 20;
/** Of all that is sealed in one request or answer, in base64; one box always fits. */
export const mostLaterCharacters = 512 * 1024;
/** In one request. */
export const mostDecided = 100;
/** Of all people of a tablet. */
const mostHere = 5_000;
/** Of one person and one tablet at the server, in bytes. */
const mostLaterBytes = 4 * 1024 * 1024;

const id = v.pipe(v.string(), v.regex(idPattern));
const base64Url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/));
const moment = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** As it lies on a tablet (later-note.ts); `bytes` in base64url. What is in it nobody on the way can open. */
export const laterBoxSchema = v.strictObject({
  id,
  person: id,
  key: id,
  ephemeral: v.pipe(base64Url, v.length(87)),
  begun: moment,
  letters: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostCharactersLater)),
  bytes: v.pipe(base64Url, v.maxLength(Math.ceil((mostSealedLater * 4) / 3))),
});
export type LaterBox = v.InferOutput<typeof laterBoxSchema>;

/** She has kept it or thrown it away, and it goes everywhere. `sig`: by her signing key over laterDecidedText. */
const laterDecidedSchema = v.strictObject({ id, person: id, sig: v.pipe(base64Url, v.length(86)) });
export type LaterDecided = v.InferOutput<typeof laterDecidedSchema>;

export const laterDecidedText = (person: string, note: string): string => `larkrise-later-decided-1|${person}|${note}`;

const boxes = v.pipe(v.array(laterBoxSchema), v.maxLength(mostLaterBoxes));

export const laterRequestSchema = v.strictObject({
  v: v.literal(1),
  boxes,
  decided: v.pipe(v.array(laterDecidedSchema), v.maxLength(mostDecided)),
  /** What the tablet has of it already, by the point that each was sealed with. */
  here: v.pipe(v.array(v.strictObject({ id, ephemeral: v.pipe(base64Url, v.length(87)) })), v.maxLength(mostHere)),
});
export type LaterRequest = v.InferOutput<typeof laterRequestSchema>;

/** `kept`: the server has it; `decided`: she has decided about it elsewhere; the others stay where they are. */
const laterAnswers = ['kept', 'decided', 'too-many', 'refused'] as const;
export type LaterAnswerName = (typeof laterAnswers)[number];

export const laterAnswerSchema = v.object({
  v: v.literal(1),
  /** To each box, in order. */
  answers: v.array(v.picklist(laterAnswers)),
  /** About which of those here she has decided. */
  gone: v.array(id),
  /** What is not here yet. */
  boxes: v.array(laterBoxSchema),
  more: v.boolean(),
});
export type LaterAnswer = v.InferOutput<typeof laterAnswerSchema>;

/** `payload`: the boxes as JSON in base64url; `sig`: by the tablet's own key over laterFarewellText. */
export const laterFarewellSchema = v.strictObject({
  tablet: id,
  payload: base64Url,
  sig: v.pipe(base64Url, v.length(86)),
});
export const laterFarewellBoxesSchema = boxes;
export const laterFarewellText = (tablet: string, payload: string): string => `larkrise-later-farewell-1|${tablet}|${payload}`;

/** In requests of several: so many of the first as fit into one. */
export function fittingLater<Box extends { readonly bytes: { readonly length: number } }>(all: readonly Box[]): readonly Box[] {
  let weight = 0;
  const end = all.findIndex(({ bytes }, at) => {
    weight += Math.ceil((bytes.length * 4) / 3) + 400;
    return at > 0 && (at >= mostLaterBoxes || weight > mostLaterCharacters);
  });
  return end < 0 ? all : all.slice(0, end);
}

/** What one tablet may bring of one person. */
export const isRoomForLater = (now: { readonly count: number; readonly bytes: number }, more: number): boolean =>
  now.count < mostLaterNotes && now.bytes + more <= mostLaterBytes;
