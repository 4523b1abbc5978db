// How long what is kept is kept, what of it is due to go and what keeps it back, and how that is told: a dry run and the real one decide alike.
import { days } from '../../kernel/clock';

export interface Periods {
  /** Days after a baby has left: everything that names her. */
  readonly childDays: number;
  /** Years after somebody was last in a module: how far she got in it. */
  readonly cpdYears: number;
  /** Years after it was written: a line of the audit trail. */
  readonly auditYears: number;
  /** Days after it has ended: a link or a code that somebody could come in with. */
  readonly linkDays: number;
}

/** What the law of England and its regulators leave us with where nobody sets anything else. */
export const usualPeriods: Periods = { childDays: 30, cpdYears: 6, auditYears: 6, linkDays: 30 };

/** The same day and time so many years before; on 29 February the day after. */
export function yearsBefore(now: number, years: number): number {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() - years);
  return then.getTime();
}

/** What is older than this is due. */
export const dueBefore = (now: number, periods: Periods) => ({
  child: now - days(periods.childDays),
  cpd: yearsBefore(now, periods.cpdYears),
  audit: yearsBefore(now, periods.auditYears),
  link: now - days(periods.linkDays),
});

/**
 * Why something stays for now: a tablet that may still have unsent words about a baby, a complaint that is not at its end, or somebody who
 * has left, wrote some of it, and has thirty days to fetch her own words.
 */
export type Hold =
  | { readonly by: 'tablet'; readonly name: string; readonly seenAt: number | null; readonly waiting: number }
  | { readonly by: 'complaint' }
  | { readonly by: 'leaver' };

export interface KnownTablet {
  readonly name: string;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
  readonly wipedAt: number | null;
  readonly seenAt: number | null;
  readonly waiting: number | null;
}

/**
 * Unsent words never expire by themselves, and an erasure takes what waits on a tablet along. So a tablet in use must have met the
 * server since the baby left, and have said then that nothing waits. One that was taken out of use was given up by somebody who knew.
 */
export function holdingBack(tablets: readonly KnownTablet[], leftAt: number): readonly Hold[] {
  const mayHold = ({ enrolledAt, revokedAt, wipedAt, seenAt, waiting }: KnownTablet): boolean =>
    revokedAt === null && wipedAt === null && enrolledAt <= leftAt && (seenAt === null || seenAt < leftAt || (waiting ?? 0) > 0);
  return tablets.filter(mayHold).map(({ name, seenAt, waiting }) => ({ by: 'tablet', name, seenAt, waiting: waiting ?? 0 }));
}

/** A baby who left, or how far somebody got in a module. */
export interface Due {
  readonly id: string;
  /** The nursery or programme that it belongs to. */
  readonly counter: string;
  /** When she left, or was last in it. */
  readonly since: number;
  /** Records that go with it, itself among them. */
  readonly records: number;
  readonly heldBack: readonly Hold[];
}

/** So many records of a kind. */
export interface KindCount {
  readonly kind: string;
  readonly count: number;
}

export interface RetentionPlan {
  readonly now: number;
  readonly periods: Periods;
  /** `kinds`: what goes with those who may go. */
  readonly children: { readonly of: number; readonly due: readonly Due[]; readonly kinds: readonly KindCount[] };
  readonly cpd: { readonly of: number; readonly due: readonly Due[] };
  /** Lines of the trail, and ended links: they are in no list of their own. */
  readonly audit: { readonly of: number; readonly due: number; readonly oldest: number | null };
  readonly links: { readonly of: number; readonly due: number; readonly oldest: number | null };
}

/** What may go now. */
export const free = (due: readonly Due[]): readonly Due[] => due.filter(({ heldBack }) => heldBack.length === 0);

const hourOf = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric', hourCycle: 'h23' });
const isQuiet = (now: number): boolean => {
  const hour = Number(hourOf.format(now));
  return hour >= 20 || hour < 6;
};

/** Once a day while nobody is in the nursery; by day only where the server is off at night. `last`: when it ran, null: never. */
export const isTimeFor = (last: number | null, now: number): boolean =>
  last === null ? isQuiet(now) : now - last >= days(2) || (now - last >= days(0.8) && isQuiet(now));
