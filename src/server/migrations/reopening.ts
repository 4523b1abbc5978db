// Step 15: recovery cards, what two people agree to for somebody who has forgotten her PIN, and whether others have seen the PIN that holds.
import type { Kysely } from 'kysely';
import { index, table, types } from './tables';

export async function reopening(db: Kysely<unknown>): Promise<void> {
  await table(db, 'recovery_cards', ['hash'], { hash: 'text', person: 'text', made_at: 'int', ended_at: 'int?', next: 'text?' });
  await index(db, 'recovery_cards', ['person']);
  await table(db, 'reopenings', ['id'], {
    id: 'text',
    person: 'text',
    nursery: 'text',
    asked_by: 'text',
    asked_at: 'int',
    agreed_by: 'text?',
    agreed_at: 'int?',
    ended_at: 'int?',
  });
  await index(db, 'reopenings', ['person']);
  await db.schema
    .alterTable('pins')
    .addColumn('handed', types.int, column => column.notNull().defaultTo(0))
    .execute();
}
