// The server's tables as Kysely sees them, and the SQLite file they live in.
import { Kysely, SqliteDialect, type Transaction } from 'kysely';
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
