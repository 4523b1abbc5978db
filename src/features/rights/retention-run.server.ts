// Carries a clean-up out: through the erasures that there are, so that every tablet does the same and says so; each step is whole or not at all.
import { calendarDay } from '../../kernel/calendar-day';
import { writeAudit } from '../../server/audit';
import { forgetOldAudit } from '../../server/old-audit';
import { type EraseParts, eraseReach, eraseTogether } from '../../sync/erasures/erasure.server';
import { serverCounter } from '../audit/audit';
import { dueBefore, free, isTimeFor, type Periods, type RetentionPlan } from './retention';
import { linkTables, planRetention, reachIfDue } from './retention-plan.server';
import { dueCount } from './retention-words';

/** What a plan says, and nothing besides. What has gone meanwhile is passed over. */
export async function carryOut(parts: EraseParts, plan: RetentionPlan): Promise<void> {
  const before = dueBefore(plan.now, plan.periods);
  for (const { id } of free(plan.children.due)) await eraseReach(parts, 'child', id, work => reachIfDue(work, id, before.child));
  const counters = new Set(plan.cpd.due.map(({ counter }) => counter));
  for (const of of counters) {
    const ids = plan.cpd.due.filter(({ counter }) => counter === of).map(({ id }) => id);
    await eraseTogether(parts, ids);
  }
  await forgetOldAudit(parts.db, before.audit);
  for (const table of linkTables) await parts.db.deleteFrom(table).where('expires_at', '<=', before.link).execute();
  if (dueCount(plan) === 0) return;
  const line = { at: plan.now, counter: serverCounter, who: 'operator', what: 'retention-done', about: null, tablet: null } as const;
  await parts.db.transaction().execute(tx => writeAudit(tx, line));
}

/**
 * Clears up unless somebody has today, or it is not the time for it; gives the plan that was carried out. Of several servers on one
 * database one does it. What a fault stopped half-way is found again the next day.
 */
export async function clearUpIfDue(parts: EraseParts, periods: Periods): Promise<RetentionPlan | null> {
  const { db, clock } = parts;
  const now = clock();
  const last = await db.selectFrom('retention_runs').select('begun_at').orderBy('begun_at', 'desc').limit(1).executeTakeFirst();
  if (!isTimeFor(last?.begun_at ?? null, now)) return null;
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
