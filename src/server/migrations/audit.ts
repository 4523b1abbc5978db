// Step 13: what was done, one line after the other for each nursery and programme, and where each of these chains ends.
import type { Kysely } from 'kysely';
import { index, table } from './tables';

export async function audit(db: Kysely<unknown>): Promise<void> {
  await table(db, 'audit', ['counter', 'place'], {
    counter: 'text',
    place: 'int',
    at: 'int',
    who: 'text',
    what: 'text',
    about: 'text?',
    tablet: 'text?',
    hash: 'text',
  });
  await table(db, 'audit_ends', ['counter'], { counter: 'text', first: 'int', before: 'text', last: 'int', hash: 'text' });
  await index(db, 'audit', ['counter', 'at']);
  await index(db, 'audit', ['who']);
  await index(db, 'audit', ['about']);
}
