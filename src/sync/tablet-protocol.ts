// How a tablet is enrolled, opens a session and learns whose tiles it shows: the bodies, the addresses, the signed text.
import * as v from 'valibot';
import { idPattern } from '../kernel/id';
import { laterKeySchema } from './later-key';
import { leaseSchema } from './leaving/lease';

export const enrolPath = '/api/v1/tablets/enrol';
export const challengePath = '/api/v1/tablets/challenge';
export const sessionPath = '/api/v1/tablets/session';
export const peoplePath = '/api/v1/tablets/people';
/** The same with each wrap sealed under a lease; tablets from before there were leases ask for the wraps alone. */
export const leasedPeoplePath = `${peoplePath}?leases=1`;

const id = v.pipe(v.string(), v.regex(idPattern));
const base64Url = (length: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/), v.length(length));

/**
 * The tablet makes its id and its key pair; `publicKey` is the raw uncompressed P-256 point (65 bytes). `sig` over enrolText, as below:
 * a code of the office asks for it. The same request is made again every two seconds while the answer is that the tablet waits.
 */
export const enrolRequestSchema = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/)),
  publicKey: base64Url(87),
  id: v.pipe(v.string(), v.uuid(), v.toLowerCase()),
  sig: v.exactOptional(base64Url(86)),
});

export const enrolText = ({ id, publicKey, code }: { readonly id: string; readonly publicKey: string; readonly code: string }): string =>
  `larkrise-enrol-1|${id}|${publicKey}|${code}`;

/** A shared tablet has a nursery, somebody's own has a person. */
export const enrolledTabletSchema = v.object({
  id,
  name: v.string(),
  nursery: v.nullable(id),
  person: v.nullable(id),
});
export type EnrolledTablet = v.InferOutput<typeof enrolledTabletSchema>;
/** `salt`: drawn by the server once it knows the tablet's key, so that nobody can choose a key by the digits that it will give. */
const waitingSchema = v.object({ waiting: v.object({ salt: base64Url(43) }) });
export const enrolAnswerSchema = v.union([v.object({ tablet: enrolledTabletSchema }), waitingSchema]);

/** What both sides take the SHA-256 of for the six digits that both screens show. */
export const digitsText = (
  { id, publicKey, code }: { readonly id: string; readonly publicKey: string; readonly code: string },
  salt: string,
): string => `larkrise-digits-1|${id}|${publicKey}|${code}|${salt}`;

/** The first six bytes as one number, its last six decimal digits. */
export function digitsOf(sha256: Uint8Array): string {
  const number = sha256.subarray(0, 6).reduce((so, byte) => so * 256 + byte, 0);
  return String(number % 1_000_000).padStart(6, '0');
}

export const challengeRequestSchema = v.strictObject({ tablet: id });
export const challengeAnswerSchema = v.object({ nonce: base64Url(43) });

/** `sig`: ECDSA P-256 with SHA-256 over sessionText, raw r and s (64 bytes). The answer's cookie is the session. */
export const sessionRequestSchema = v.strictObject({ tablet: id, nonce: base64Url(43), sig: base64Url(86) });
export const sessionAnswerSchema = v.object({});

export const sessionText = (tablet: string, nonce: string): string => `larkrise-session-1|${tablet}|${nonce}`;

/** Others want a new PIN for her: since when, and from when on they get it (null: nobody has agreed yet). */
const reopeningNoticeSchema = v.object({ id, askedAt: v.number(), from: v.nullable(v.number()) });
export type ReopeningNotice = v.InferOutput<typeof reopeningNoticeSchema>;

/** Somebody who may unlock this tablet; `wrap` is the JSON text of wrapSchema or, where there is a lease, of leasedWrapSchema. */
export const tabletPersonSchema = v.object({
  id,
  name: v.string(),
  role: v.string(),
  hue: v.string(),
  nursery: v.string(),
  room: v.string(),
  home: id,
  /** Empty: she was locked out of this tablet, and is let in with a newer opening. */
  wrap: v.string(),
  /** When somebody last made her a new PIN; 0: never. */
  opening: v.exactOptional(v.number()),
  lease: v.exactOptional(leaseSchema),
  reopening: v.exactOptional(reopeningNoticeSchema),
  /** Others have seen the PIN that holds, on a slip: she is asked to choose her own. */
  handed: v.exactOptional(v.literal(true)),
  /** What words are sealed to while she cannot unlock. */
  later: v.exactOptional(laterKeySchema),
});
export type TabletPerson = v.InferOutput<typeof tabletPersonSchema>;

const namedSchema = v.object({ id, name: v.string() });
/** What nurseries and rooms are called; elsewhere they are known by their ids. */
const placeNamesSchema = v.object({ nurseries: v.array(namedSchema), rooms: v.array(namedSchema) });
export type PlaceNames = v.InferOutput<typeof placeNamesSchema>;
/** A server that does not tell names yet is understood all the same. */
export const peopleAnswerSchema = v.object({
  people: v.array(tabletPersonSchema),
  places: v.optional(placeNamesSchema),
  /** The server's clock, where there are leases. */
  now: v.exactOptional(v.number()),
});
