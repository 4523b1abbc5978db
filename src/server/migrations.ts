// The schema, one migration a step, the same on SQLite and PostgreSQL. A landed migration is never edited.
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { Database } from './database';

/** SQLite takes any type's name; `bytea` and `bigint` are PostgreSQL's for bytes and 64-bit numbers. */
const types = { text: sql`text`, int: sql`bigint`, bytes: sql`bytea` } as const;
type Columns = Readonly<Record<string, keyof typeof types | `${keyof typeof types}?`>>;

async function table(db: Kysely<unknown>, name: string, key: readonly string[], columns: Columns): Promise<void> {
  let made = db.schema.createTable(name);
  for (const [column, described] of Object.entries(columns)) {
    const type = described.replace('?', '') as keyof typeof types;
    made = made.addColumn(column, types[type], c => (described.endsWith('?') ? c : c.notNull()));
  }
  await made.addPrimaryKeyConstraint(`${name}_key`, key as never).execute();
}

const index = (db: Kysely<unknown>, on: string, columns: readonly string[]) =>
  db.schema
    .createIndex(`${on}_by_${columns.join('_')}`)
    .on(on)
    .columns([...columns])
    .execute();

async function people(db: Kysely<unknown>): Promise<void> {
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

async function tablets(db: Kysely<unknown>): Promise<void> {
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

async function records(db: Kysely<unknown>): Promise<void> {
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

async function verdicts(db: Kysely<unknown>): Promise<void> {
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
async function rolesOutsideNurseries(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('people').addColumn('role', types.text).execute();
  await sql`update people set role = 'mentor' where id in (select mentor from mentorings)`.execute(db);
}

const migrations: Readonly<Record<string, Migration>> = {
  '0001-people': { up: people },
  '0002-tablets': { up: tablets },
  '0003-records': { up: records },
  '0004-verdicts': { up: verdicts },
  '0005-roles-outside-nurseries': { up: rolesOutsideNurseries },
};

const migrator = (db: Database) => new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });

/** Brings the database up to this version, or to one of its steps; throws when a step fails, having rolled that step back. */
export async function migrate(db: Database, step?: string): Promise<void> {
  const { error } = await (step ? migrator(db).migrateTo(step) : migrator(db).migrateToLatest());
  if (error) throw error;
}

/** The newest step that this database has; null before the first. */
export async function stepOf(db: Database): Promise<string | null> {
  const done = (await migrator(db).getMigrations()).filter(({ executedAt }) => executedAt !== undefined);
  return done.at(-1)?.name ?? null;
}

export const isKnownStep = (step: string): boolean => step in migrations;
