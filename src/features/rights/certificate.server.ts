// Finds what is known of an erasure: ids, counts, and what each tablet has said. There is nothing else left to find.
import type { Database } from '../../server/database';
import { erasable } from '../../sync/erasures/erasure';
import { leaseLength } from '../../sync/leaving/lease';
import type { Certificate, ErasedOnTablet } from './certificate';

interface Asked {
  /** Of the erasure, or of what was erased; of several erasures of the same the newest. */
  readonly id: string;
  readonly now: number;
  readonly backUpDays: number | null;
}

/** As it stands at one moment; null: nothing of this id was erased. */
export const findCertificate = (db: Database, { id, now, backUpDays }: Asked): Promise<Certificate | null> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      const known = tx
        .selectFrom('erasures')
        .selectAll()
        .where(is => is.or([is('id', '=', id), is('of', '=', id)]));
      const erasure = await known.orderBy('asked_at', 'desc').limit(1).executeTakeFirst();
      const what = erasable.find(one => one === erasure?.what);
      if (!erasure || !what) return null;
      const kinds = tx.selectFrom('erased_kinds').select(['kind', 'count']).where('erasure', '=', erasure.id).orderBy('count', 'desc');
      const asked = await tx
        .selectFrom('tablet_erasures')
        .innerJoin('tablets', 'tablets.id', 'tablet_erasures.tablet')
        .leftJoin('tablet_reports', 'tablet_reports.tablet', 'tablets.id')
        .select(['tablets.id', 'name', 'enrolled_at', 'done_at', 'wiped_at', 'seen_at'])
        .where('erasure', '=', erasure.id)
        .orderBy('name')
        .execute();
      const leases = await tx.selectFrom('leases').select(['tablet', 'until']).execute();
      const tablets = asked.map(({ id: tablet, name, enrolled_at, done_at, wiped_at, seen_at }): ErasedOnTablet => {
        const running = leases.flatMap(one => (one.tablet === tablet ? one.until : []));
        const longest = Math.max((seen_at ?? enrolled_at) + leaseLength, ...running);
        return { name, doneAt: done_at ?? wiped_at, seenAt: seen_at, leaseUntil: longest };
      });
      const { of, records, asked_at: askedAt } = erasure;
      return { id: erasure.id, what, of, askedAt, madeAt: now, records, kinds: await kinds.execute(), tablets, backUpDays };
    });
