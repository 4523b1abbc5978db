// Step 18: words that wait, sealed, for somebody who could not unlock when they were written.
import type { Kysely } from 'kysely';
import { table } from './tables';

export async function later(db: Kysely<unknown>): Promise<void> {
  await table(db, 'later_boxes', ['person', 'id'], {
    ...{ person: 'text', id: 'text', tablet: 'text', kept_at: 'int' },
    ...{ ephemeral: 'text', size: 'int', box: 'bytes?', decided_at: 'int?' },
  });
}
