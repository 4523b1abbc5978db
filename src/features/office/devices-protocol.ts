// Tablets as the office sees them: the list, codes, tablets that wait for their six digits, taking one out of use.
//
// Scope: a nursery's tablets and the own devices of its people for whoever leads it; besides, everybody her own device.
import * as v from 'valibot';
import { enrolmentCodeSchema, idSchema, nameSchema, officePath } from './office-protocol';

/** GET */
export const tabletsPath = `${officePath}/tablets`;
/** PROOF. A code for one tablet, ten minutes long; what it enrols waits for `confirmTabletPath`. */
export const tabletCodePath = `${officePath}/tablets/code`;
/** GET. Asked every two seconds while a code is on the screen: tablets that show six digits now. */
export const waitingTabletsPath = `${officePath}/tablets/waiting`;
/** "Both screens show the same": `digits` are those that she saw. */
export const confirmTabletPath = `${officePath}/tablets/confirm`;
/** "They differ": whatever asked is not let in, and its code is worth nothing any more. */
export const refuseTabletPath = `${officePath}/tablets/refuse`;
/** At its next contact it hands over what waits on it and empties itself. */
export const revokeTabletPath = `${officePath}/tablets/revoke`;
/** The same for one that is lost; says what was never sent as it last told. */
export const lostTabletPath = `${officePath}/tablets/lost`;

const moment = v.pipe(v.number(), v.integer());

export const officeTabletSchema = v.object({
  id: idSchema,
  name: v.string(),
  /** Null: somebody's own device. */
  nursery: v.nullable(idSchema),
  owner: v.nullable(v.object({ id: idSchema, name: v.string() })),
  enrolledAt: moment,
  /** Null: not since it was enrolled. */
  seenAt: v.nullable(moment),
  app: v.nullable(v.string()),
  /** Changes of anybody that it had not sent when it was last seen. */
  waiting: v.nullable(v.number()),
  /** Bytes, where its browser tells them. */
  storage: v.nullable(v.object({ used: v.number(), most: v.number() })),
  state: v.picklist(['in-use', 'revoked', 'emptied']),
  /** Who typed a wrong PIN ten times on it. */
  lockedOut: v.array(v.object({ id: idSchema, name: v.string(), at: moment })),
});
export type OfficeTablet = v.InferOutput<typeof officeTabletSchema>;
/** `now`: the server's clock; `newest`: the app that this server serves. */
export const tabletListSchema = v.object({ tablets: v.array(officeTabletSchema), now: moment, newest: v.string() });

/** `nursery` null: her own device. */
export const tabletCodeSchema = v.strictObject({ nursery: v.nullable(idSchema), name: nameSchema });
export const tabletCodeAnswerSchema = enrolmentCodeSchema;

export const waitingTabletSchema = v.object({
  /** The id that the tablet has given itself. */
  id: idSchema,
  name: v.string(),
  nursery: v.nullable(idSchema),
  /** As the tablet shows them: six, with no space between. */
  digits: v.string(),
  until: moment,
});
export type WaitingTablet = v.InferOutput<typeof waitingTabletSchema>;
export const waitingTabletsSchema = v.object({ waiting: v.array(waitingTabletSchema) });
export const confirmTabletSchema = v.strictObject({ id: idSchema, digits: v.pipe(v.string(), v.regex(/^\d{6}$/)) });
export const tabletRequestSchema = v.strictObject({ id: idSchema });
/** Null: it never said. */
export const lostTabletSchema = v.object({ neverSent: v.nullable(v.number()), seenAt: v.nullable(moment) });
