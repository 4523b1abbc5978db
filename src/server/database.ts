// The server's tables as Kysely sees them, and their two homes: a SQLite file, or PostgreSQL.
import { Kysely, PostgresAdapter, PostgresDialect, SqliteDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { openSqliteFile } from './sqlite';

export interface Tables {
  keys: { id: string; wrapped: Buffer };
  counters: { id: string; place: number };
  nurseries: { id: string; name: string };
  rooms: { id: string; nursery: string; name: string };
  people: {
    id: string;
    name: string;
    hue: string;
    /** Counter of her private records: her nursery, or her programme. */
    home: string;
    /** What she is outside nurseries: mentor or programme lead. Null: her memberships alone say what she is. */
    role: string | null;
    /** Raw P-256 public key (uncompressed point) that her changes are signed with. */
    sign_key: Buffer;
    /** What opens with her PIN: JSON of sync/keys.ts. */
    wrap: string;
  };
  memberships: {
    id: string;
    person: string;
    role: string;
    nursery: string;
    room: string | null;
    until: number | null;
  };
  mentorings: {
    id: string;
    mentor: string;
    educator: string;
    nursery: string;
    until: number | null;
  };
  tablets: {
    id: string;
    name: string;
    /** A shared tablet belongs to a nursery, a mentor's or lead's own one to a person. */
    nursery: string | null;
    person: string | null;
    public_key: Buffer;
    enrolled_at: number;
    revoked_at: number | null;
  };
  enrolment_codes: {
    code_hash: string;
    tablet_name: string;
    nursery: string | null;
    person: string | null;
    expires_at: number;
    /** 1: may be used again until it expires (the demo alone makes such codes). */
    reusable: number;
  };
  tablet_sessions: { token_hash: string; tablet: string; expires_at: number };
  tablet_challenges: { nonce: string; tablet: string; expires_at: number };
  /** When each person's bucket list was last told to a tablet. */
  tablet_people: { tablet: string; person: string; told_at: number; told: string };
  records: {
    id: string;
    kind: string;
    author: string;
    counter: string;
    version: number;
    key: string;
    body: Buffer;
  };
  record_buckets: { bucket: string; record: string; place: number; gone: number };
  versions: {
    record: string;
    field: string;
    version: string;
    author: string;
    tablet: string;
    at: number;
    /** 1: this value gave way in a tie and waits to be shown to its author. */
    lost: number;
    key: string;
    body: Buffer;
  };
  receipts: {
    tablet: string;
    author: string;
    n: number;
    change: string | null;
    verdict: string;
    reason: string | null;
    received_at: number;
  };
  quarantine: {
    id: string;
    tablet: string;
    author: string | null;
    n: number | null;
    reason: string;
    /** The envelope as it came, still sealed. */
    raw: string;
    received_at: number;
  };
}

export type Database = Kysely<Tables>;
export type Writing = Transaction<Tables>;

/** Opens (and makes) the SQLite file; ':memory:' for tests. Migrations are run by migrations.ts. */
export const openSqlite = (file: string): Database =>
  new Kysely<Tables>({ dialect: new SqliteDialect({ database: openSqliteFile(file) }) });

/** Its name in PostgreSQL's catalogue: bigint, which pg gives as text; every number here fits into 53 bits. */
const bigint = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) => (type === bigint ? Number : pg.types.getTypeParser(type, format ?? 'text')),
};

/** Connections are made when they are needed; `most` of them are kept open at a time. */
export function openPostgres(url: string, most = 10): Database {
  const pool = new pg.Pool({ connectionString: url, max: most, types, application_name: 'larkrise' });
  pool.on('error', () => undefined); // an idle connection that broke is replaced by the next query, which says so if it cannot
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * From here to the end of the transaction nobody else is past this line with the same name. On SQLite one transaction writes
 * at a time anyway. Read what it guards afterwards: only then is what others committed before seen.
 */
export async function holdAlone(tx: Writing, name: string): Promise<void> {
  if (!(tx.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}
