// Writes down in the trail what a tablet tried with uploads and may not: once an hour for each tablet and act, so that nobody can fill it.
import type { AuditAct } from '../../features/audit/audit';
import { type Clock, minutes } from '../../kernel/clock';
import { counterOfTablet, writeAuditSeldom } from '../../server/audit';
import type { Database } from '../../server/database';

interface Parts {
  readonly db: Database;
  readonly clock: Clock;
}

const seldom = minutes(60);

/** Where the tablet's own leaders read it. */
export const auditUpload = (
  { db, clock }: Parts,
  tablet: string,
  what: Extract<AuditAct, 'upload-foreign' | 'upload-not-taken'>,
): Promise<void> =>
  db.transaction().execute(async tx => {
    const line = { at: clock(), counter: await counterOfTablet(tx, tablet), who: 'tablet', what, about: null, tablet };
    await writeAuditSeldom(tx, line, seldom);
  });
