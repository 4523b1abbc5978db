// A new PIN for somebody who has forgotten hers, as the office asks for it; how answers are read is in office-protocol.ts.
//
// All of it is PROOF. Two people who lead the nursery or its programme, neither of them she: one asks, the other agrees, and 72 hours later
// either of them makes the slip, once. All the while she is told on every tablet of hers, and one press of hers ends it.
import * as v from 'valibot';
import { idSchema, officePath } from './office-protocol';

export const askReopeningPath = `${officePath}/reopenings/ask`;
export const agreeReopeningPath = `${officePath}/reopenings/agree`;
/** By one of the two. */
export const withdrawReopeningPath = `${officePath}/reopenings/withdraw`;
/** Gives the slip with her new PIN and a new recovery card, once. */
export const reopeningSlipPath = `${officePath}/reopenings/slip`;
/** For whoever is signed in herself, with her passphrase: her new PIN, once. */
export const ownPinPath = `${officePath}/own-pin`;

export const askReopeningSchema = v.strictObject({ person: idSchema, nursery: idSchema });
export const reopeningRequestSchema = v.strictObject({ id: idSchema });
export const ownPinSchema = v.strictObject({ passphrase: v.pipe(v.string(), v.maxLength(1_000)) });

const moment = v.pipe(v.number(), v.integer());
/** What stands, for whoever may do something about it. Names are empty where somebody has left. */
export const reopeningSchema = v.object({
  id: idSchema,
  standing: v.picklist(['asked', 'waiting', 'ready']),
  askedBy: v.string(),
  askedAt: moment,
  agreedBy: v.nullable(v.string()),
  /** A slip can be made from then on; null: nobody has agreed yet. */
  from: v.nullable(moment),
  /** Then it lapses. */
  until: moment,
  /** Whether whoever looks may be the second person, and whether she is one of the two. */
  mayAgree: v.boolean(),
  isOneOfTwo: v.boolean(),
});
export type ShownReopening = v.InferOutput<typeof reopeningSchema>;
