// Step 12: accounts of the office with what they sign in by, its links, and tablets that wait for somebody to compare six digits.
import type { Kysely } from 'kysely';
import { index, table, types } from './tables';

export async function office(db: Kysely<unknown>): Promise<void> {
  await table(db, 'accounts', ['person'], {
    person: 'text',
    sign_in_name: 'text',
    passphrase: 'bytes',
    factor: 'bytes',
    factor_step: 'int',
    next_factor: 'bytes?',
    made_at: 'int',
  });
  await db.schema.createIndex('accounts_by_sign_in_name').unique().on('accounts').column('sign_in_name').execute();
  await table(db, 'recovery_codes', ['person', 'code_hash'], { person: 'text', code_hash: 'text' });
  await table(db, 'office_sessions', ['token_hash'], {
    token_hash: 'text',
    person: 'text',
    begun_at: 'int',
    seen_at: 'int',
    proven_at: 'int',
  });
  await index(db, 'office_sessions', ['person']);
  await table(db, 'office_misses', ['name'], { name: 'text', count: 'int', last_at: 'int' });
  await table(db, 'office_links', ['token_hash'], {
    token_hash: 'text',
    person: 'text?',
    made_by: 'text',
    expires_at: 'int',
    factor: 'bytes?',
  });
  await table(db, 'waiting_tablets', ['id'], {
    id: 'text',
    name: 'text',
    nursery: 'text?',
    person: 'text?',
    public_key: 'bytes',
    salt: 'text',
    digits: 'text',
    made_by: 'text',
    expires_at: 'int',
  });
  await db.schema.alterTable('enrolment_codes').addColumn('made_by', types.text).execute();
}
