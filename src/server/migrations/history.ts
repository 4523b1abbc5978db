// Step 7: when each version was written, and what is known of a change that is kept apart, so that its leader can be told and it can be settled.
import type { Kysely } from 'kysely';
import { index, types } from './tables';

export async function history(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('versions').addColumn('written_at', types.int).execute();
  for (const [column, type] of Object.entries({ record: types.text, note: types.text, mark: types.text, settled_at: types.int }))
    await db.schema.alterTable('quarantine').addColumn(column, type).execute();
  await index(db, 'quarantine', ['author', 'record']);
  await index(db, 'quarantine', ['note']);
}
