// What a tablet reports at each contact and is told, and how a revoked one says farewell: the bodies, the addresses, the signed text.
import * as v from 'valibot';
import { idPattern } from '../kernel/id';

export const reportPath = '/api/v1/tablets/report';
export const farewellPath = '/api/v1/tablets/farewell';

const id = v.pipe(v.string(), v.regex(idPattern));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** In one report or answer; more come with the next. */
export const mostErasures = 50;

/** In one report. */
export const mostLockedOut = 50;

/** `opening`: of the PIN that was guessed at, so that one that was made for her since is not meant. */
const lockedOutSchema = v.object({ person: id, opening: count });
export type LockedOut = v.InferOutput<typeof lockedOutSchema>;

export const reportRequestSchema = v.object({
  v: v.literal(1),
  /** The app's own version. */
  app: v.pipe(v.string(), v.regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/)),
  /** Changes of anybody that wait here for an answer. */
  waiting: count,
  /** Bytes, as the browser tells them; null where it does not. */
  storage: v.nullable(v.object({ used: count, most: count })),
  /** Erasures that this tablet has carried out. */
  erased: v.pipe(v.array(id), v.maxLength(mostErasures)),
  /** Who was locked out of this tablet by ten wrong PINs, since it said so last. */
  locked: v.exactOptional(v.pipe(v.array(lockedOutSchema), v.maxLength(mostLockedOut))),
});
export type ReportRequest = v.InferOutput<typeof reportRequestSchema>;

const erasureSchema = v.object({ id, records: v.array(id), people: v.array(id) });
/** Everything of these records and of these people leaves the tablet. */
export type ErasureToCarryOut = v.InferOutput<typeof erasureSchema>;

/** `until` by the server's clock. Who is not named has no lease (any more). */
const renewedLeaseSchema = v.object({ person: id, id, until: count });
export type RenewedLease = v.InferOutput<typeof renewedLeaseSchema>;

export const reportAnswerSchema = v.object({
  v: v.literal(1),
  /** The server's clock. */
  now: count,
  erase: v.array(erasureSchema),
  leases: v.array(renewedLeaseSchema),
  /** This app is too old to be given anything new. */
  update: v.boolean(),
});
export type ReportAnswer = v.InferOutput<typeof reportAnswerSchema>;

/**
 * `payload`: base64url of the JSON list of envelopes, as a push carries them; the answer is a push's. An empty first one asks whether the tablet is revoked
 * at all; with `isLast` nothing waits any more and the tablet empties itself.
 */
export const farewellRequestSchema = v.strictObject({
  v: v.literal(1),
  tablet: id,
  payload: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/)),
  isLast: v.boolean(),
  sig: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/), v.length(86)),
});
export type FarewellRequest = v.InferOutput<typeof farewellRequestSchema>;

/** What the tablet's own key signs (ECDSA P-256 with SHA-256, raw r and s). */
export const farewellText = ({ tablet, payload, isLast }: Pick<FarewellRequest, 'tablet' | 'payload' | 'isLast'>): string =>
  `larkrise-farewell-1|${tablet}|${isLast ? 1 : 0}|${payload}`;

/** Goes with each request of an upload of a revoked tablet, instead of a session: `<tablet>.<sig>`. */
export const farewellBytesHeader = 'x-larkrise-farewell';
/** What it signs for the bytes of one attachment, as above. */
export const farewellBytesText = (tablet: string, attachment: string): string => `larkrise-farewell-bytes-1|${tablet}|${attachment}`;

/** Compares the numbers of two versions such as 0.10.2. */
export function isOlder(app: string, than: string): boolean {
  const [a, b] = [app, than].map(text => text.split('.').map(Number));
  const at = [0, 1, 2].find(place => a?.[place] !== b?.[place]);
  return at !== undefined && (a?.[at] ?? 0) < (b?.[at] ?? 0);
}
