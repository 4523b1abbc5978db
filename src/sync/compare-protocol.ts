// Comparing a bucket row by row: the bodies of the comparison. docs/protocol.md says it in prose.
import * as v from 'valibot';
import { idPattern } from '../kernel/id';
import { knowsSchema, protocolVersion, sealedPageSchema } from './protocol';

/** Where a bucket's sum differs twice in a row: which rows differ, and what is given for them. */
export const comparePath = '/api/v1/sync/compare';

const id = v.pipe(v.string(), v.regex(idPattern));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const sum = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

/** Rows of one comparison, all ranges together, as the tablet holds them. */
export const mostRowsInACompare = 1_000;
export const mostRangesInACompare = 250;

const rangeSchema = v.object({
  after: v.pipe(v.string(), v.maxLength(120)),
  upTo: v.nullable(id),
  sum,
  /** What the tablet holds of it: it is given what it lacks, and told what it has too much. */
  rows: v.exactOptional(v.pipe(v.array(v.tuple([id, count])), v.maxLength(mostRowsInACompare))),
});
type Range = v.InferOutput<typeof rangeSchema>;

/** In order and side by side, as they cut a bucket: a few bytes must not make the server count every row many times over. */
const isInOrder = (ranges: Range[]): boolean =>
  ranges.every((range, at) => {
    const before = ranges[at - 1];
    return !before || (before.upTo !== null && before.upTo <= range.after);
  });
const isBounded = (ranges: Range[]): boolean => ranges.reduce((sum, { rows }) => sum + (rows?.length ?? 0), 0) <= mostRowsInACompare;

export const compareRequestSchema = v.object({
  v: v.literal(protocolVersion),
  tablet: id,
  person: id,
  bucket: v.pipe(v.string(), v.maxLength(300)),
  /** As in a pull: a row that the tablet cannot read is not given. */
  knows: knowsSchema,
  ranges: v.pipe(
    v.array(rangeSchema),
    v.maxLength(mostRangesInACompare),
    v.check(isInOrder, 'ranges that overlap'),
    v.check(isBounded, 'too many rows'),
  ),
});
export type CompareRequest = v.InferOutput<typeof compareRequestSchema>;

export const compareAnswerSchema = v.object({
  v: v.literal(protocolVersion),
  /** The bucket's newest place: what is compared means nothing to a tablet that has not come so far, or is beyond it. */
  place: count,
  /** Numbers of the ranges whose sum is another one here. */
  differing: v.array(count),
  pages: v.array(sealedPageSchema),
});
export type CompareAnswer = v.InferOutput<typeof compareAnswerSchema>;
