// Days and times of day as a nursery in England sees them (Europe/London, summer time included).

/** A day as 2026-11-22. */
export type CalendarDay = string;

const zone = 'Europe/London';
const dayParts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
const longDay = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'long' });
const monthAndYear = new Intl.DateTimeFormat('en-GB', { timeZone: zone, month: 'long', year: 'numeric' });
const clockTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});

/** The day on which the moment `at` (ms since 1970) falls in England. */
export const calendarDay = (at: number): CalendarDay => dayParts.format(at);

/** The day before this one. */
export const dayBefore = (day: CalendarDay): CalendarDay => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** A day for reading: 22 November 2026. */
export const dayInWords = (at: number): string => longDay.format(at);

/** A month for reading: November 2026. */
export const monthInWords = (at: number): string => monthAndYear.format(at);

/** A time for reading: 7:15am. */
export const timeInWords = (at: number): string => clockTime.format(at).replace(/\s/g, '').toLowerCase();
