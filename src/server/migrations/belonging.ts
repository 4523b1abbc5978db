// Which nurseries are in a programme, who belongs to an event, and which record goes wherever another one goes.
import type { Kysely } from 'kysely';
import { index, table, types } from './tables';

/** What follows is written down when the server starts (sync/follow.server.ts): it stands in records that are sealed. */
export async function belonging(db: Kysely<unknown>): Promise<void> {
  await table(db, 'programme_nurseries', ['id'], { id: 'text', programme: 'text', nursery: 'text', until: 'int?' });
  await index(db, 'programme_nurseries', ['nursery']);
  await table(db, 'event_people', ['id'], { id: 'text', event: 'text', programme: 'text', person: 'text', until: 'int?' });
  await index(db, 'event_people', ['person']);
  await db.schema.alterTable('records').addColumn('follows', types.text).execute();
  await index(db, 'records', ['follows']);
}
