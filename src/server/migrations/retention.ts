// Step 14: of what kinds an erasure was, for its certificate, and when the server cleared up by itself.
import type { Kysely } from 'kysely';
import { table } from './tables';

export async function retention(db: Kysely<unknown>): Promise<void> {
  await table(db, 'erased_kinds', ['erasure', 'kind'], { erasure: 'text', kind: 'text', count: 'int' });
  await table(db, 'retention_runs', ['day'], { day: 'text', begun_at: 'int', ended_at: 'int?', erased: 'int' });
}
