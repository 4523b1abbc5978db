// The trail as somebody reads it: what is asked and answered on the wire. docs/protocol.md says it in prose.
import * as v from 'valibot';
import { idPattern } from '../../kernel/id';
import { sealedPageSchema } from '../../sync/protocol';
import { auditAreas } from './audit';

export const auditPath = '/api/v1/audit';

/** Lines in one answer. */
export const mostAuditLines = 50;

const id = v.pipe(v.string(), v.regex(idPattern));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** A line's place among all: newest first, in each chain by its own order. */
const placeSchema = v.object({ at: count, counter: id, place: count });
export type AuditPlace = v.InferOutput<typeof placeSchema>;

export const auditRequestSchema = v.object({
  v: v.literal(1),
  tablet: id,
  /** Who asks: the answer is sealed under her vault key. */
  person: id,
  /** `mine`: done by her or about her; `all`: of what she leads. */
  whose: v.picklist(['mine', 'all']),
  /** Null: every sort of act. */
  area: v.nullable(v.picklist(auditAreas)),
  /** Lines older than this one; null: the newest. */
  before: v.nullable(placeSchema),
});
export type AuditRequest = v.InferOutput<typeof auditRequestSchema>;

/** `page` opens to deflated JSON (auditContentSchema). */
export const auditAnswerSchema = v.object({ v: v.literal(1), page: sealedPageSchema });
export type AuditAnswer = v.InferOutput<typeof auditAnswerSchema>;

const lineSchema = v.object({
  ...placeSchema.entries,
  /** A person's id, `operator`, `tablet` or `nobody`. */
  who: v.string(),
  /** The name of the act; a newer server may know more of them. */
  what: v.string(),
  about: v.nullable(v.string()),
  tablet: v.nullable(v.string()),
});
export type ShownLine = v.InferOutput<typeof lineSchema>;

/** `names`: what the people and tablets in the lines are called, by id; who is not among them has left. `more`: older ones can be asked for. */
export const auditContentSchema = v.object({ lines: v.array(lineSchema), names: v.record(v.string(), v.string()), more: v.boolean() });
export type AuditContent = v.InferOutput<typeof auditContentSchema>;

/** The additional data that binds the answer to who asked. */
export const auditBinding = (tablet: string, person: string, key: string): string => ['audit', tablet, person, key].join('|');
