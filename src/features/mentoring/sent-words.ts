// What educators sent to a mentor, as she needs it: newest first, what she has not opened yet, and who has been quiet.
import { calendarDay, dayBefore } from '../../kernel/calendar-day';
import { days } from '../../kernel/clock';
import { type PartOfDay, partOfDay } from '../today/part-of-day';

interface Sent {
  readonly id: string;
  readonly author: string;
  /** When it was sent, or sent anew, in ms since 1970. */
  readonly edited: number;
  readonly row: { readonly standing: string };
}

/** When each was opened last, as the moment at which its words had been sent. */
export type Opened = ReadonlyMap<string, number>;

/** What she may still read; words that were taken back are nobody's business any more. */
export const standingWords = <One extends Sent>(sent: readonly One[]): readonly One[] =>
  sent.filter(({ row }) => row.standing === 'with-mentor').sort((a, b) => b.edited - a.edited || a.id.localeCompare(b.id));

/** Words that were sent anew are new again. */
export const isNew =
  (opened: Opened) =>
  ({ id, edited }: Sent): boolean =>
    (opened.get(id) ?? Number.NEGATIVE_INFINITY) < edited;

/** How one says when words came: today by the part of the day, then yesterday, then by the date. */
export function sentWhen(at: number, now: number): PartOfDay | 'yesterday' | 'earlier' {
  const [day, today] = [calendarDay(at), calendarDay(now)];
  if (day === today) return partOfDay(at);
  return day === dayBefore(today) ? 'yesterday' : 'earlier';
}

/** Three weeks: a module a fortnight, and some holiday. */
const quietAfter = days(21);

interface Mentee {
  readonly id: string;
  readonly made: number;
  readonly row: { readonly name: string; readonly role: string };
}

export interface Quiet<Who extends Mentee, One extends Sent> {
  readonly who: Who;
  /** What came from her last; null: nothing of hers is here. */
  readonly last: One | null;
}

/** Educators from whom nothing came for three weeks, by name; whoever joined less than three weeks ago is not quiet yet. */
export function quietOnes<Who extends Mentee, One extends Sent>(
  mentees: readonly Who[],
  sent: readonly One[],
  now: number,
): readonly Quiet<Who, One>[] {
  const newest = standingWords(sent);
  return mentees
    .filter(({ row }) => row.role === 'educator')
    .map(who => ({ who, last: newest.find(({ author }) => author === who.id) ?? null }))
    .filter(({ who, last }) => (last?.edited ?? who.made) <= now - quietAfter)
    .sort((a, b) => a.who.row.name.localeCompare(b.who.row.name, 'en'));
}
