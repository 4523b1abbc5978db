// The names of everything that can be answered or refused; each has a sentence in ui/words/refusals.ts.

/** Why the server keeps a change apart instead of applying it. The content is kept and shown to its author. */
export const quarantineReasons = [
  'malformed',
  'too-large',
  'foreign-tablet',
  'unknown-author',
  'unknown-key',
  'bad-signature',
  'cannot-open',
  'number-reused',
  'future-version',
  'unknown-kind',
  'outside-limits',
  'missing-field',
  'not-allowed',
  'group-incomplete',
  'group-refused',
  'server-fault',
  'erased',
  'tablet-revoked',
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

/** What the server answers to a change. */
export type Verdict =
  | { readonly verdict: 'applied' | 'merged' | 'already-have' }
  | { readonly verdict: 'quarantined'; readonly reason: QuarantineReason };

/** Why a whole request was not served; the server's statuses are in server/refusals.ts. */
export const requestRefusals = [
  'not-enrolled',
  'tablet-revoked',
  'code-not-valid',
  'not-found',
  'bad-request',
  'body-too-large',
  'too-many-requests',
  'upload-elsewhere',
  'upload-damaged',
  'upload-not-taken',
  'update-needed',
  'signed-out', // of the office, like the next
  'prove-again',
  'not-allowed',
  'server-trouble',
] as const;
export type RequestRefusal = (typeof requestRefusals)[number];

/** Trouble that arises on the tablet itself. */
export type TabletTrouble =
  | 'no-network'
  | 'wrong-pin'
  | 'pin-waits'
  | 'locked-out'
  | 'locked'
  | 'storage-full'
  | 'storage-closed'
  | 'row-damaged'
  | 'not-fetched'
  | 'lease-over'
  | 'broken-down'; // a fault that nobody foresaw (ui/broken-down.ts)

/** What somebody may meet before she is in; their sentences come with the first page (ui/words/tablet-troubles.ts). */
export type EntranceTrouble = TabletTrouble | 'not-enrolled' | 'tablet-revoked';

export type RefusalName = QuarantineReason | RequestRefusal | TabletTrouble;

/** Why a write was not taken: what people wrote is then still on their screen, and they are told. */
export type WriteTrouble = TabletTrouble | 'outside-limits';
