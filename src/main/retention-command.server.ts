// `npx larkrise retention [--now]`: what is due to go, in plain words; with --now it goes. And the same once a day where RETENTION=on.

import { planRetention } from '../features/rights/retention-plan.server';
import { carryOut, clearUpIfDue } from '../features/rights/retention-run.server';
import { dueCount, planInWords } from '../features/rights/retention-words';
import { calendarDay, dayInWords } from '../kernel/calendar-day';
import { minutes } from '../kernel/clock';
import { type Config, readConfig } from '../server/config';
import type { OfficeParts } from '../server/office';
import { tidyUp } from '../server/tidying';
import { eraseHere } from './erase-here.server';

export const retentionUsage = `larkrise retention                                   what has been kept for as long as it may be: how much, why; changes nothing
larkrise retention --now                             erases it, here and at the next contact of every tablet`;

type Say = (line: string) => void;

const retention =
  (say: Say, config: Config, isNow: boolean) =>
  async (parts: OfficeParts): Promise<string | null> => {
    const plan = await planRetention(parts, config.retention.periods, parts.clock());
    if (isNow) await carryOut(eraseHere(parts, config), plan);
    for (const line of planInWords(plan, isNow)) say(line);
    if (isNow && dueCount(plan) > 0 && !(await tidyUp(parts.db)))
      say('The server was busy, so the database file may keep traces of it until "larkrise retention --now" runs again.');
    if (!isNow)
      say(config.retention.daily ? 'The server does it by itself once a day.' : 'With RETENTION=on the server does it once a day.');
    return null;
  };

/** Null: these words are another command. Otherwise what it does; the trouble is one line for the operator. */
export function retentionCommand(words: readonly string[], say: Say): ((parts: OfficeParts) => Promise<string | null>) | null {
  const [first, second, ...more] = words;
  const config = readConfig(process.env);
  if (first !== 'retention' || more.length > 0 || !config.ok || (second !== undefined && second !== '--now')) return null;
  return retention(say, config.value, second === '--now');
}

/** Looks every hour whether it is time, for as long as the server runs. A fault is told, and tried again the next day. */
export function clearUpDaily(parts: OfficeParts, config: Config, say: Say): void {
  let toldOn = '';
  const tellOfClock = () => {
    const day = calendarDay(parts.clock());
    if (day !== toldOn)
      say(
        `Nothing was cleared away: it is ${dayInWords(parts.clock())} by this machine's clock, and for weeks before that the server heard of nothing. If the day is right, it goes on by itself within a week; "larkrise retention --now" does it at once.`,
      );
    toldOn = day;
  };
  const look = async () => {
    const done = await clearUpIfDue(eraseHere(parts, config), config.retention.periods);
    if (done === 'clock-in-doubt') return tellOfClock();
    if (done && dueCount(done) > 0) say(`Cleared away what had been kept for as long as it may be: ${dueCount(done)}.`);
    if (done && dueCount(done) > 0) await tidyUp(parts.db);
  };
  setInterval(() => void look().catch(parts.report), minutes(60)).unref();
}
