// Step 16: the generations of each nursery's key after the first, and which of them each person's wrap holds.
import type { Kysely } from 'kysely';
import { table, types } from './tables';

export async function generations(db: Kysely<unknown>): Promise<void> {
  await table(db, 'key_generations', ['nursery', 'generation'], { nursery: 'text', generation: 'int', made_at: 'int' });
  await db.schema.alterTable('people').addColumn('ring', types.text).execute();
}
