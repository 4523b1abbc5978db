// The sync protocol, version 1: the bodies of push and pull. docs/protocol.md says it in prose, with vectors.
import * as v from 'valibot';
import { idPattern } from '../kernel/id';
import { quarantineReasons } from './verdict';

export const protocolVersion = 1;
/** Of one push, which is judged in one transaction. */
export const mostChangesInAPush = 100;
export const mostBytesInAPush = 256 * 1024;
/** One request may carry so many of them, one after the other. */
export const mostPushesAtOnce = 4;
/** Rows and removals in one pull answer. */
export const mostRowsInAPull = 1_000;

export const pushPath = '/api/v1/sync/push';
export const pullPath = '/api/v1/sync/pull';
/** Server-sent events named `poke`, without content: something may be worth a pull. */
export const pokePath = '/api/v1/sync/pokes';

const id = v.pipe(v.string(), v.regex(idPattern));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

const sum = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

export const pushRequestSchema = v.object({
  v: v.literal(protocolVersion),
  tablet: id,
  /** Each is judged by itself: see envelopeSchema. */
  envelopes: v.pipe(v.array(v.unknown()), v.maxLength(mostChangesInAPush * mostPushesAtOnce)),
});
export type PushRequest = v.InferOutput<typeof pushRequestSchema>;

/** A reason that a newer server gives and this tablet does not know reads as `malformed`: the words are kept all the same. */
const reason = v.fallback(v.picklist(quarantineReasons), 'malformed');

const verdictSchema = v.variant('verdict', [
  v.object({ verdict: v.picklist(['applied', 'merged', 'already-have']) }),
  v.object({ verdict: v.literal('quarantined'), reason }),
]);

/** One verdict an envelope, in the order of the request. */
export const pushAnswerSchema = v.object({
  v: v.literal(protocolVersion),
  verdicts: v.array(verdictSchema),
});
export type PushAnswer = v.InferOutput<typeof pushAnswerSchema>;

/** For each kind of record the version that the tablet understands; the first tablets did not say it. */
export const knowsSchema = v.optional(v.record(v.pipe(v.string(), v.maxLength(120)), count));

export const pullRequestSchema = v.object({
  v: v.literal(protocolVersion),
  tablet: id,
  /** Whose pages: they are sealed under her keys. */
  person: id,
  /** For each bucket the place up to which the tablet has it; a bucket not named starts at 0. */
  cursors: v.record(v.pipe(v.string(), v.maxLength(300)), count),
  /** Records whose local copy is damaged: sent again wherever she may have them. */
  again: v.pipe(v.array(id), v.maxLength(100)),
  /** What the last answer told of her roles: until the tablet says so, what has ended still counts for its changes. */
  told: v.nullable(v.pipe(v.string(), v.maxLength(100))),
  /** The lowest number of hers that waits on the tablet (0: none): what is settled from there on is named. */
  lowest: count,
  /** Numbers of hers that were refused and still need her: those taken in since are named as settled. */
  apart: v.optional(v.pipe(v.array(count), v.maxLength(1_000))),
  /** For some buckets the sum of what the tablet holds of them (sums.ts), to be compared with the server's. */
  sums: v.optional(v.record(v.pipe(v.string(), v.maxLength(300)), sum)),
  knows: knowsSchema,
});
export type PullRequest = v.InferOutput<typeof pullRequestSchema>;

/** `bytes`: deflated JSON (pageContentSchema), sealed under `key`, which opens for the people of `holder`. */
export const sealedPageSchema = v.object({ holder: id, key: id, bytes: v.string() });
export type SealedPage = v.InferOutput<typeof sealedPageSchema>;

export const pullAnswerSchema = v.object({
  v: v.literal(protocolVersion),
  /** The buckets she may have now; any other leaves the tablet. */
  buckets: v.array(v.string()),
  pages: v.array(sealedPageSchema),
  cursors: v.record(v.string(), count),
  /** Her numbers from `lowest` on that have a verdict, with the change it was given for; `reason` where it was refused. */
  settled: v.array(v.object({ n: count, change: v.nullable(v.string()), reason: v.nullable(reason) })),
  /** A mark of her roles and buckets as they are now; goes back with the next pull. */
  told: v.string(),
  more: v.boolean(),
  /** Buckets of which the tablet has everything by its cursor, and yet another sum. */
  differing: v.optional(v.array(v.string())),
});
export type PullAnswer = v.InferOutput<typeof pullAnswerSchema>;

const rowStateSchema = v.object({
  author: v.string(),
  made: v.number(),
  values: v.record(v.string(), v.unknown()),
  seen: v.record(v.string(), v.string()),
  at: v.record(v.string(), v.number()),
  /** The version of the kind that the fields are of; absent: the first. */
  version: v.exactOptional(count),
});

export const pageContentSchema = v.object({
  rows: v.array(v.object({ bucket: v.string(), id, kind: v.string(), revision: count, state: rowStateSchema })),
  removals: v.array(v.object({ bucket: v.string(), id })),
});
export type PageContent = v.InferOutput<typeof pageContentSchema>;

/** The additional data that binds a sealed page to the tablet and the key it was made for. */
export const pageBinding = (tablet: string, holder: string, key: string): string => ['page', tablet, holder, key].join('|');
