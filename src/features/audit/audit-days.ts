// Lines of the trail in groups of one day each, as they are read.
import { type CalendarDay, calendarDay } from '../../kernel/calendar-day';
import type { ShownLine } from './audit-trail';

interface AuditDay {
  readonly day: CalendarDay;
  readonly lines: readonly ShownLine[];
}

/** In the order in which they come. */
export function inDays(lines: readonly ShownLine[]): readonly AuditDay[] {
  const days: { day: CalendarDay; lines: ShownLine[] }[] = [];
  for (const line of lines) {
    const day = calendarDay(line.at);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}
