// What tablets report of themselves: when each was last seen, with what, and which of them the operator sees.
import type { Clock } from '../kernel/clock';
import type { ReportRequest } from '../sync/tablet-report';
import { counterOfTablet, writeAudit } from './audit';
import type { Database, Writing } from './database';
import { endLeases } from './leases';
import { beginGenerations, nurseriesOfTablet } from './new-generation';
import type { PinParts } from './pins';

/** Apps older than this are given nothing new; what they bring is always taken. */
export const oldestServed = '0.1.0';

export async function noteSeen(tx: Writing, tablet: string, { app, waiting, storage }: ReportRequest, now: number): Promise<void> {
  const row = { seen_at: now, app, waiting, used: storage?.used ?? null, most: storage?.most ?? null };
  await tx
    .insertInto('tablet_reports')
    .values({ tablet, ...row })
    .onConflict(at => at.column('tablet').doUpdateSet(row))
    .execute();
}

export interface TabletStanding {
  readonly id: string;
  readonly name: string;
  /** The nursery that it belongs to, or the person. */
  readonly of: string;
  readonly seenAt: number | null;
  readonly waiting: number | null;
  readonly app: string | null;
  readonly state: 'in-use' | 'revoked' | 'emptied';
}

/** Every tablet, by nursery and name. */
export async function tabletStandings(db: Database): Promise<TabletStanding[]> {
  const rows = await db
    .selectFrom('tablets')
    .leftJoin('tablet_reports', 'tablet_reports.tablet', 'tablets.id')
    .select(['id', 'name', 'nursery', 'person', 'revoked_at', 'wiped_at', 'seen_at', 'waiting', 'app'])
    .orderBy('nursery')
    .orderBy('name')
    .execute();
  return rows.map(({ id, name, nursery, person, revoked_at, wiped_at, seen_at, waiting, app }) => ({
    id,
    name,
    of: nursery ?? person ?? '',
    seenAt: seen_at,
    waiting,
    app,
    state: wiped_at !== null ? 'emptied' : revoked_at !== null ? 'revoked' : 'in-use',
  }));
}

/**
 * From now on this tablet gets nothing any more, and what it holds opens nothing that is written now: at its next contact it hands over
 * what waits and empties itself.
 * False when nobody knows it, or it is revoked already.
 */
export async function revokeTablet(
  parts: PinParts & { readonly db: Database; readonly clock: Clock; readonly by?: string },
  tablet: string,
): Promise<boolean> {
  const { db, clock, by = 'operator' } = parts;
  return db.transaction().execute(async tx => {
    const now = clock();
    const revoked = await tx
      .updateTable('tablets')
      .set({ revoked_at: now })
      .where('id', '=', tablet)
      .where('revoked_at', 'is', null)
      .returning(['nursery', 'person'])
      .executeTakeFirst();
    if (!revoked) return false;
    await tx.deleteFrom('tablet_sessions').where('tablet', '=', tablet).execute();
    await endLeases(tx, await tx.selectFrom('leases').select('id').where('tablet', '=', tablet).execute());
    await beginGenerations(parts, tx, await nurseriesOfTablet(tx, revoked, now), now);
    const counter = await counterOfTablet(tx, tablet);
    await writeAudit(tx, { at: now, counter, who: by, what: 'tablet-revoked', about: tablet, tablet: null });
    return true;
  });
}
