// What tablets report, the leases that open their wraps, and what was erased for good.
import type { Kysely } from 'kysely';
import { index, table, types } from './tables';

export async function reports(db: Kysely<unknown>): Promise<void> {
  await table(db, 'tablet_reports', ['tablet'], {
    tablet: 'text',
    seen_at: 'int',
    app: 'text',
    waiting: 'int',
    used: 'int?',
    most: 'int?',
  });
  await table(db, 'leases', ['tablet', 'person'], { tablet: 'text', person: 'text', id: 'text', until: 'int' });
  await table(db, 'erasures', ['id'], { id: 'text', what: 'text', of: 'text', records: 'int', asked_at: 'int' });
  await table(db, 'erasure_places', ['erasure', 'counter'], { erasure: 'text', counter: 'text' });
  await table(db, 'erased', ['what', 'id'], { what: 'text', id: 'text', erasure: 'text' });
  await table(db, 'tablet_erasures', ['tablet', 'erasure'], { tablet: 'text', erasure: 'text', done_at: 'int?' });
  await index(db, 'erased', ['erasure']);
  await index(db, 'tablet_erasures', ['erasure']);
  await db.schema.alterTable('tablets').addColumn('wiped_at', types.int).execute();
}
