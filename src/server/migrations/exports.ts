// Step 17: what people are given to take away, the links of those who leave, and rooms that are no more.
import { type Kysely, sql } from 'kysely';
import { index, table } from './tables';

export async function exportTables(db: Kysely<unknown>): Promise<void> {
  await table(db, 'leavings', ['person', 'counter'], {
    ...{ person: 'text', counter: 'text', left_at: 'int' },
    ...{ until: 'int', ended_at: 'int?' },
  });
  await table(db, 'own_links', ['token_hash'], {
    ...{ token_hash: 'text', person: 'text', made_by: 'text' },
    ...{ why: 'text', made_at: 'int', expires_at: 'int' },
  });
  await index(db, 'own_links', ['person']);
  await table(db, 'own_misses', ['person'], { person: 'text', opening: 'int', count: 'int' });
  await table(db, 'exports', ['id'], {
    ...{ id: 'text', nursery: 'text', reason: 'text', asked_by: 'text', asked_at: 'int' },
    ...{ agreed_by: 'text?', agreed_at: 'int?', stopped_by: 'text?', stopped_at: 'int?' },
  });
  await index(db, 'exports', ['nursery']);
  await table(db, 'export_tickets', ['ticket_hash'], {
    ...{ ticket_hash: 'text', what: 'text', about: 'text' },
    ...{ person: 'text', link: 'text?', expires_at: 'int' },
  });
  await db.schema.alterTable('rooms').addColumn('removed_at', sql`bigint`).execute();
}
