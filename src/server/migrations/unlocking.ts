// Step 11: what each person's PIN was stretched to, and who was locked out of which tablet.
import type { Kysely } from 'kysely';
import { table } from './tables';

export async function unlocking(db: Kysely<unknown>): Promise<void> {
  await table(db, 'pins', ['person'], { person: 'text', stretching: 'text', stretched: 'bytes', opening: 'int', changed_at: 'int' });
  await table(db, 'lockouts', ['tablet', 'person'], { tablet: 'text', person: 'text', at: 'int' });
}
