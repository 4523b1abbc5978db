// A moment of the sample history as a point in time: so many days before today, by the nursery's own clock.
import { calendarDay } from '../kernel/calendar-day';
import { days, minutes } from '../kernel/clock';
import type { SampleMoment } from './sample-types';

const nurseryClock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const minutesOf = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
};

/** Milliseconds since 1970; never later than `now`, whatever the time of day at which the demo starts. */
export function momentOf({ daysAgo, at }: SampleMoment, now: number): number {
  const noon = Date.parse(`${calendarDay(now)}T12:00:00Z`) - days(daysAgo);
  const shownAtNoon = minutesOf(nurseryClock.format(noon));
  return Math.min(noon + minutes(minutesOf(at) - shownAtNoon), now);
}
