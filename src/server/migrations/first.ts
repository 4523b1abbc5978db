// The first five steps: people, tablets, records, verdicts, and roles outside nurseries.
import { type Kysely, sql } from 'kysely';
import { index, table, types } from './tables';

export async function people(db: Kysely<unknown>): Promise<void> {
  await table(db, 'keys', ['id'], { id: 'text', wrapped: 'bytes' });
  await table(db, 'nurseries', ['id'], { id: 'text', name: 'text' });
  await table(db, 'rooms', ['id'], { id: 'text', nursery: 'text', name: 'text' });
  await table(db, 'people', ['id'], { id: 'text', name: 'text', hue: 'text', home: 'text', sign_key: 'bytes', wrap: 'text' });
  await table(db, 'memberships', ['id'], { id: 'text', person: 'text', role: 'text', nursery: 'text', room: 'text?', until: 'int?' });
  await table(db, 'mentorings', ['id'], { id: 'text', mentor: 'text', educator: 'text', nursery: 'text', until: 'int?' });
  await index(db, 'memberships', ['person']);
  await index(db, 'mentorings', ['mentor']);
  await index(db, 'mentorings', ['educator']);
}

export async function tablets(db: Kysely<unknown>): Promise<void> {
  await table(db, 'tablets', ['id'], {
    id: 'text',
    name: 'text',
    nursery: 'text?',
    person: 'text?',
    public_key: 'bytes',
    enrolled_at: 'int',
    revoked_at: 'int?',
  });
  await table(db, 'enrolment_codes', ['code_hash'], {
    code_hash: 'text',
    tablet_name: 'text',
    nursery: 'text?',
    person: 'text?',
    expires_at: 'int',
    reusable: 'int',
  });
  await table(db, 'tablet_sessions', ['token_hash'], { token_hash: 'text', tablet: 'text', expires_at: 'int' });
  await table(db, 'tablet_challenges', ['nonce'], { nonce: 'text', tablet: 'text', expires_at: 'int' });
  await table(db, 'tablet_people', ['tablet', 'person'], { tablet: 'text', person: 'text', told_at: 'int', told: 'text' });
}

export async function records(db: Kysely<unknown>): Promise<void> {
  await table(db, 'counters', ['id'], { id: 'text', place: 'int' });
  await table(db, 'records', ['id'], {
    id: 'text',
    kind: 'text',
    author: 'text',
    counter: 'text',
    version: 'int',
    key: 'text',
    body: 'bytes',
  });
  await table(db, 'record_buckets', ['bucket', 'record'], { bucket: 'text', record: 'text', place: 'int', gone: 'int' });
  await index(db, 'record_buckets', ['bucket', 'place']);
  await index(db, 'record_buckets', ['record']);
  await table(db, 'versions', ['record', 'field', 'version'], {
    record: 'text',
    field: 'text',
    version: 'text',
    author: 'text',
    tablet: 'text',
    at: 'int',
    lost: 'int',
    key: 'text',
    body: 'bytes',
  });
}

export async function verdicts(db: Kysely<unknown>): Promise<void> {
  await table(db, 'receipts', ['tablet', 'author', 'n'], {
    tablet: 'text',
    author: 'text',
    n: 'int',
    change: 'text?',
    verdict: 'text',
    reason: 'text?',
    received_at: 'int',
  });
  await index(db, 'receipts', ['change']);
  await table(db, 'quarantine', ['id'], {
    id: 'text',
    tablet: 'text',
    author: 'text?',
    n: 'int?',
    reason: 'text',
    raw: 'text',
    received_at: 'int',
  });
  await index(db, 'quarantine', ['tablet', 'n']);
}

/** Until then whoever had mentorings was a mentor, and nobody could be anything else outside a nursery. */
export async function rolesOutsideNurseries(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('people').addColumn('role', types.text).execute();
  await sql`update people set role = 'mentor' where id in (select mentor from mentorings)`.execute(db);
}
