// Which greeting fits the hour in England.
import { timeInWords } from '../../kernel/calendar-day';

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

/** From a moment in ms since 1970: morning until noon, evening from five. */
export function partOfDay(at: number): PartOfDay {
  const [hour = '0'] = timeInWords(at).split(':');
  if (timeInWords(at).endsWith('am')) return 'morning';
  return Number(hour) % 12 < 5 ? 'afternoon' : 'evening';
}
