// How a complaint stands: who has answered what so far, by which day it must have been acknowledged, and how many days are left.
//
// Data Protection Act 2018, section 164A (put in by the Data (Use and Access) Act 2025, section 103, in force since 19 June 2026):
// acknowledge within 30 days beginning when the complaint is received, keep whoever complained informed, tell the outcome without undue
// delay. We count the day of receipt as the first of the thirty; the Information Commissioner's Office begins a day later
// (https://ico.org.uk, "How to deal with data protection complaints"), so whoever keeps to ours is never late. Weekends and holidays count.
import { type CalendarDay, calendarDay } from '../../kernel/calendar-day';
import { days } from '../../kernel/clock';
import type { Step } from './complaint';

const daysToAcknowledge = 30;

interface Made {
  readonly id: string;
  readonly author: string;
  /** When it was sent, in ms since 1970. */
  readonly made: number;
}

interface Complaint extends Made {
  readonly row: { readonly baby: string | null; readonly programme: string | null };
}

interface Answer extends Made {
  readonly row: { readonly complaint: string; readonly step: Step };
}

export type Standing = 'new' | 'acknowledged' | 'answered' | 'taken-back';

export interface Told<C extends Complaint, A extends Answer> {
  readonly complaint: C;
  /** Oldest first. */
  readonly answers: readonly A[];
  readonly standing: Standing;
  /** The last day on which it may be acknowledged. */
  readonly by: CalendarDay;
  /** Whole days after today until then; below nothing when it is over. */
  readonly daysLeft: number;
}

const dayAfter = (day: CalendarDay, count: number): CalendarDay => calendarDay(Date.parse(`${day}T12:00:00Z`) + days(count));

/** Noon of that day, for saying it in words. */
export const momentOf = (day: CalendarDay): number => Date.parse(`${day}T12:00:00Z`);

const daysBetween = (from: CalendarDay, to: CalendarDay): number => Math.round((Date.parse(to) - Date.parse(from)) / days(1));

/** What a family said stays open whoever writes that it is settled: its outcome says so. */
function standingOf({ row }: Complaint, answers: readonly Answer[]): Standing {
  const has = (step: Step) => answers.some(answer => answer.row.step === step);
  if (has('outcome')) return 'answered';
  if (has('taken-back') && row.baby === null) return 'taken-back';
  return has('acknowledged') || has('going-on') ? 'acknowledged' : 'new';
}

/** Of one complaint; `answers` may hold those of others as well. */
export function toldOf<C extends Complaint, A extends Answer>(complaint: C, answers: readonly A[], now: number): Told<C, A> {
  const own = answers.filter(({ row }) => row.complaint === complaint.id).sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1));
  const by = dayAfter(calendarDay(complaint.made), daysToAcknowledge - 1);
  return { complaint, answers: own, standing: standingOf(complaint, own), by, daysLeft: daysBetween(calendarDay(now), by) };
}

export const isOpen = ({ standing }: { readonly standing: Standing }): boolean => standing === 'new' || standing === 'acknowledged';

interface Me {
  readonly id: string;
  readonly role: string;
  readonly home: string;
}

/** Whether she has to answer it; of what reaches her tablet. The server has the last word. */
export function isForHer({ id, role, home }: Me, { author, row: { programme, baby } }: Complaint): boolean {
  if (programme !== null) return role === 'programme-lead' && programme === home && author !== id;
  return role === 'leader' && (author !== id || baby !== null);
}

/** Those that wait for her, the most pressing first: not acknowledged before acknowledged, then by their day. */
export function mostPressingFirst<T extends { readonly standing: Standing; readonly by: CalendarDay; readonly complaint: Made }>(
  told: readonly T[],
): readonly T[] {
  const rank = ({ standing }: T) => (standing === 'new' ? 0 : 1);
  return told
    .filter(isOpen)
    .sort(
      (a, b) =>
        rank(a) - rank(b) || a.by.localeCompare(b.by) || a.complaint.made - b.complaint.made || (a.complaint.id < b.complaint.id ? -1 : 1),
    );
}
