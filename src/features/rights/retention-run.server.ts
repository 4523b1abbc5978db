// Carries a clean-up out: through the erasures that there are, so that every tablet does the same and says so; each step is whole or not at all.
import { calendarDay } from '../../kernel/calendar-day';
import { days } from '../../kernel/clock';
import { writeAudit } from '../../server/audit';
import { forgetOldAudit } from '../../server/old-audit';
import { clearAway, type EraseParts, eraseReach } from '../../sync/erasures/erasure.server';
import { serverCounter } from '../audit/audit';
import { dueBefore, free, isTimeFor, type Periods, type RetentionPlan } from './retention';
import { linkTables, planRetention, reachIfDue } from './retention-plan.server';
import { dueCount } from './retention-words';

/** What a plan says, and nothing besides. What has gone meanwhile is passed over. */
export async function carryOut(parts: EraseParts, plan: RetentionPlan): Promise<void> {
  const before = dueBefore(plan.now, plan.periods);
  for (const { id } of free(plan.children.due)) await eraseReach(parts, 'child', id, work => reachIfDue(work, id, before.child, plan.now));
  const counters = new Set(free(plan.cpd.due).map(({ counter }) => counter));
  for (const of of counters) {
    const ids = free(plan.cpd.due)
      .filter(({ counter }) => counter === of)
      .map(({ id }) => id);
    await clearAway(parts, ids);
  }
  await forgetOldAudit(parts.db, before.audit);
  for (const table of linkTables) await parts.db.deleteFrom(table).where('expires_at', '<=', before.link).execute();
  if (dueCount(plan) === 0) return;
  const line = { at: plan.now, counter: serverCounter, who: 'operator', what: 'retention-done', about: null, tablet: null } as const;
  await parts.db.transaction().execute(tx => writeAudit(tx, line));
}

/** In days. A server that was silent for so long was off, or its clock was set ahead; */
const longestSilence = 21;
/** who is heard again and again for so long after it gives the time that it is. */
const clockProves = 7;

/** It never ran, and it is day: so that a server that is off at night comes to it after two days, this look is remembered. */
const beginWaiting = (db: EraseParts['db'], now: number) =>
  db
    .insertInto('retention_runs')
    .values({ day: calendarDay(now), begun_at: now, ended_at: now, erased: 0 })
    .onConflict(on => on.doNothing())
    .execute();

/** When the server heard of anything last, until then. */
async function lastHeard(db: EraseParts['db'], until: number): Promise<number | null> {
  const found = await Promise.all([
    db
      .selectFrom('audit')
      .select(row => row.fn.max('at').as('at'))
      .where('at', '<=', until)
      .executeTakeFirst(),
    db
      .selectFrom('receipts')
      .select(row => row.fn.max('received_at').as('at'))
      .where('received_at', '<=', until)
      .executeTakeFirst(),
    db
      .selectFrom('tablet_reports')
      .select(row => row.fn.max('seen_at').as('at'))
      .where('seen_at', '<=', until)
      .executeTakeFirst(),
    db
      .selectFrom('retention_runs')
      .select(row => row.fn.max('begun_at').as('at'))
      .where('begun_at', '<=', until)
      .executeTakeFirst(),
  ]);
  const heard = found.flatMap(one => (one?.at == null ? [] : Number(one.at)));
  return heard.length > 0 ? Math.max(...heard) : null;
}

/**
 * Clears up unless somebody has today, or it is not the time for it; gives the plan that was carried out. Of several servers on one
 * database one does it. What a fault stopped half-way is found again the next day. `clock-in-doubt`: nothing was done, because the clock
 * may be weeks or years ahead, and everybody's words would be old.
 */
export async function clearUpIfDue(parts: EraseParts, periods: Periods): Promise<RetentionPlan | 'clock-in-doubt' | null> {
  const { db, clock } = parts;
  const now = clock();
  const runs = db.selectFrom('retention_runs').select('begun_at').where('begun_at', '<=', now);
  const last = await runs.orderBy('begun_at', 'desc').limit(1).executeTakeFirst();
  if (!last && !isTimeFor(null, now)) await beginWaiting(db, now);
  if (!isTimeFor(last?.begun_at ?? null, now)) return null;
  const heard = await lastHeard(db, now - days(clockProves));
  if (heard !== null && now - heard > days(longestSilence)) return 'clock-in-doubt';
  const run = { day: calendarDay(now), begun_at: now, ended_at: null, erased: 0 };
  const begun = db
    .insertInto('retention_runs')
    .values(run)
    .onConflict(on => on.doNothing());
  if (!(await begun.returning('day').executeTakeFirst())) return null;
  const plan = await planRetention(parts, periods, now);
  await carryOut(parts, plan);
  const end = { ended_at: clock(), erased: dueCount(plan) };
  await db.updateTable('retention_runs').set(end).where('day', '=', run.day).execute();
  return plan;
}
