// Step 19: how much of what nobody has signed is kept of each tablet.
import type { Kysely } from 'kysely';
import { table } from './tables';

export const unproven = (db: Kysely<unknown>): Promise<void> =>
  table(db, 'unproven_bytes', ['tablet'], { tablet: 'text', day: 'text', bytes: 'int' });
