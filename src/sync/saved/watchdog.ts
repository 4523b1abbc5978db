// Tells when words wait although there is a network: a server that refuses or fails, a request that is stuck. Pure.
import { minutes } from '../../kernel/clock';

/** The change that has waited longest on this tablet, and for how many ms of that there was a network. */
export interface Overdue {
  readonly seq: number;
  readonly waited: number;
}

export const overdueAfter = minutes(10);

/** One look counts for no more than this, in ms: a tablet that slept has not been trying. */
const longestLook = minutes(1);

export interface Seen {
  /** The `seq` of the oldest change without an answer; null: none waits. */
  readonly oldest: number | null;
  readonly isOnline: boolean;
  /** In ms since the look before. */
  readonly passed: number;
}

/** Whatever is answered starts the count anew: a long queue that moves is not stuck. */
export function lookAt(before: Overdue | null, { oldest, isOnline, passed }: Seen): Overdue | null {
  if (oldest === null) return null;
  if (before?.seq !== oldest) return { seq: oldest, waited: 0 };
  return { seq: oldest, waited: before.waited + (isOnline ? Math.max(0, Math.min(passed, longestLook)) : 0) };
}

/** Without a network the pill says all there is to say. */
export const isStuck = (overdue: Overdue | null, isOnline: boolean): boolean =>
  isOnline && overdue !== null && overdue.waited >= overdueAfter;
