// Step 10: what is kept apart is found by what it says, however much of it there is.
import { type Kysely, sql } from 'kysely';
import { envelopeDigest } from '../../sync/envelope-digest.server';
import { index, types } from './tables';

/** What of the table this step touches. */
type Kept = { quarantine: { id: string; raw: string; digest: string } };

/** So many at a time. */
const batch = 500;

export async function digests(db: Kysely<unknown>): Promise<void> {
  const kept = db.withTables<Kept>();
  await db.schema
    .alterTable('quarantine')
    .addColumn('digest', types.text, column => column.notNull().defaultTo(sql`''`))
    .execute();
  for (let after = ''; ; ) {
    const rows = await kept.selectFrom('quarantine').select(['id', 'raw']).where('id', '>', after).orderBy('id').limit(batch).execute();
    for (const { id, raw } of rows)
      await kept
        .updateTable('quarantine')
        .set({ digest: envelopeDigest(raw) })
        .where('id', '=', id)
        .execute();
    if (rows.length < batch) break;
    after = rows.at(-1)?.id ?? '';
  }
  await index(db, 'quarantine', ['tablet', 'digest']);
}
