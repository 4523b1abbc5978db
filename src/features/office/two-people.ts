// Two people and a wait: one asks, another agrees, and after a while it may be done for a time. Pure.

export interface TwoPeople {
  readonly askedBy: string;
  readonly askedAt: number;
  readonly agreedBy: string | null;
  readonly agreedAt: number | null;
  readonly stoppedAt: number | null;
}

/** In ms: how long it waits to be agreed to, how long it waits from then on, and for how long it may be done. */
export interface Pace {
  readonly answer: number;
  readonly wait: number;
  readonly lasts: number;
}

export type TwoPeopleStanding = 'asked' | 'waiting' | 'ready' | 'over' | 'stopped';

/** Nobody agrees to what she asked for herself. */
export const mayAgree = ({ askedBy }: TwoPeople, person: string): boolean => askedBy !== person;

export const readyAt = ({ agreedAt }: TwoPeople, { wait }: Pace): number | null => (agreedAt === null ? null : agreedAt + wait);

/** Nothing comes of it any more from then on. */
export function overAt(of: TwoPeople, pace: Pace): number {
  const ready = readyAt(of, pace);
  return ready === null ? of.askedAt + pace.answer : ready + pace.lasts;
}

export function standingOf(of: TwoPeople, pace: Pace, now: number): TwoPeopleStanding {
  if (of.stoppedAt !== null) return 'stopped';
  if (now >= overAt(of, pace)) return 'over';
  const ready = readyAt(of, pace);
  if (ready === null) return 'asked';
  return now < ready ? 'waiting' : 'ready';
}
