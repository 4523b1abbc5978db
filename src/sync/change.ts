// A change and its envelope, in the form that goes on the wire; docs/protocol.md explains both.
import * as v from 'valibot';
import { idPattern } from '../kernel/id';
import { isDeeperThan } from '../kernel/parse';

/** The highest number a tablet may count to; beyond it, arithmetic would lose exactness. */
const highestNumber = Number.MAX_SAFE_INTEGER;
/** A sealed change, as base64url text: room for 20,000 characters of prose in any script. */
export const mostSealedCharacters = 180_000;

/** How far a value may nest: lists of plain values with room to grow. */
const deepestValue = 6;

/** What a field may be called: what every language and both databases can keep, and nothing that objects are made of. */
const fieldName = /^(?!(?:constructor|prototype)$)[A-Za-z][A-Za-z0-9_-]{0,59}$/;
const isNamedPlainly = (set: unknown): boolean => Object.keys(set ?? {}).every(name => fieldName.test(name));

const id = v.pipe(v.string(), v.regex(idPattern));
const base64Url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/));
const number = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(highestNumber));

/** What the envelope carries, sealed: which record, which fields, and what the writer had seen in them. */
export const changeSchema = v.object({
  /** UUIDv7: identity, never order. */
  change: id,
  kind: id,
  id,
  /** The fields written. Unknown fields of a known kind are kept. */
  set: v.pipe(
    v.unknown(),
    v.check(isNamedPlainly, 'a name that no field can have'), // looked at first: a record would drop some of them in silence
    v.record(v.string(), v.unknown()),
    v.check(set => !isDeeperThan(deepestValue, set), 'too deep'),
  ),
  /** For each field: the version that the writer saw in it; absent where she saw none. */
  base: v.record(v.string(), id),
  /** The writer's clock, ms since 1970; breaks true ties only. */
  at: v.pipe(v.number(), v.finite()),
  version: number,
});
export type Change = v.InferOutput<typeof changeSchema>;

/**
 * The envelope, strict: an unknown field is refused. `n` counts 1, 2, 3 per tablet database and author.
 * `group` is `<id>.<size>`: that many consecutive changes apply together or not at all.
 * `sig` signs the run that ends here (see runText): this envelope and those of the same push, tablet and author directly
 * before it in number whose `sig` is empty.
 */
export const envelopeSchema = v.strictObject({
  v: v.literal(1),
  tablet: id,
  author: id,
  n: number,
  group: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,60}\.[1-9][0-9]?$/))),
  /** The id of the key that the server can open `bytes` with. */
  key: id,
  sig: v.pipe(base64Url, v.maxLength(200)),
  bytes: v.pipe(base64Url, v.maxLength(mostSealedCharacters)),
});
export type Envelope = v.InferOutput<typeof envelopeSchema>;

export const groupSize = (group: string | null): number => (group === null ? 1 : Number(group.slice(group.lastIndexOf('.') + 1)));

/** The additional data that binds a sealed change to its envelope. */
export const changeBinding = (e: Omit<Envelope, 'sig' | 'bytes' | 'v'>): string =>
  ['change', e.tablet, e.author, e.n, e.group ?? '', e.key].join('|');

/** The text that a run's signature covers (ECDSA P-256 with SHA-256 over its UTF-8 bytes). */
export const runText = (run: readonly Envelope[]): string =>
  `larkrise-run-1\n${run.map(e => `${[e.v, e.tablet, e.author, e.n, e.group ?? '', e.key, e.bytes].join('|')}\n`).join('')}`;
