// The server's tables as Kysely sees them, and their two homes: a SQLite file, or PostgreSQL.
import { Kysely, PostgresAdapter, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { ExportTables } from './export-tables';
import type { LaterTables } from './later-tables';
import type { ReopeningTables } from './reopening-tables';
import { sqliteDialect } from './sqlite-dialect';

export interface Tables extends ExportTables, LaterTables, ReopeningTables {
  keys: { id: string; wrapped: Buffer };
  counters: { id: string; place: number };
  nurseries: { id: string; name: string };
  /** `removed_at`: nobody is put there any more; what was written for it still finds it. */
  rooms: { id: string; nursery: string; name: string; removed_at: number | null };
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
    /** JSON: the nursery keys in it (key-generations.ts). */
    ring: string | null;
  };
  key_generations: { nursery: string; generation: number; made_at: number };
  memberships: {
    id: string;
    person: string;
    role: string;
    nursery: string;
    room: string | null;
    until: number | null;
  };
  mentorings: { id: string; mentor: string; educator: string; nursery: string; until: number | null };
  programme_nurseries: { id: string; programme: string; nursery: string; until: number | null };
  event_people: { id: string; event: string; programme: string; person: string; until: number | null };
  tablets: {
    id: string;
    name: string;
    /** A shared tablet belongs to a nursery, a mentor's or lead's own one to a person. */
    nursery: string | null;
    person: string | null;
    public_key: Buffer;
    enrolled_at: number;
    revoked_at: number | null;
    /** When it was told to empty itself, having handed over what waited. */
    wiped_at: number | null;
  };
  /** What each tablet said of itself last. */
  tablet_reports: { tablet: string; seen_at: number; app: string; waiting: number; used: number | null; most: number | null };
  /** The secret behind each wrap that a tablet keeps; it lies among the keys as `lease:<id>`. */
  leases: { tablet: string; person: string; id: string; until: number };
  /** What was erased for good: `what` is record, person or child, `of` its id. */
  erasures: { id: string; what: string; of: string; records: number; asked_at: number };
  /** The nurseries and programmes that it concerns. */
  erasure_places: { erasure: string; counter: string };
  /** The ids behind an erasure; `what` is record, person, or cleared: a record that was only too old (sync/erasures/erased.server.ts). */
  erased: { what: string; id: string; erasure: string };
  /** What was done, a chain for each nursery and programme (audit.ts). */
  audit: {
    counter: string;
    place: number;
    at: number;
    who: string;
    what: string;
    about: string | null;
    tablet: string | null;
    hash: string;
  };
  /** Where each chain begins (with the hash before it) and ends. */
  audit_ends: { counter: string; first: number; before: string; last: number; hash: string };
  /** How many records of which kind an erasure took, and what went with them (`erasedBeside` in erasure.ts). */
  erased_kinds: { erasure: string; kind: string; count: number };
  /** Each day on which the server cleared up by itself; no end: it was stopped on its way. */
  retention_runs: { day: string; begun_at: number; ended_at: number | null; erased: number };
  /** Which tablets are to carry it out, and when each has. */
  tablet_erasures: { tablet: string; erasure: string; done_at: number | null };
  enrolment_codes: {
    code_hash: string;
    tablet_name: string;
    nursery: string | null;
    person: string | null;
    expires_at: number;
    /** 1: may be used again until it expires (the demo alone makes such codes). */
    reusable: number;
    /** Who made it in the office: the tablet then waits until somebody has compared the digits; null: it waits for nobody. */
    made_by: string | null;
  };
  /** Tablets that have asked with a code of the office and are not let in yet; the digits are what both screens show. */
  waiting_tablets: {
    id: string;
    name: string;
    nursery: string | null;
    person: string | null;
    public_key: Buffer;
    salt: string;
    digits: string;
    made_by: string;
    expires_at: number;
  };
  /** How somebody signs in from outside a tablet (accounts.ts); passphrase hash and secrets are sealed. */
  accounts: {
    person: string;
    sign_in_name: string;
    passphrase: Buffer;
    factor: Buffer;
    /** The step of the last code that was taken: no code works twice. */
    factor_step: number;
    /** A secret of which no code was seen yet. */
    next_factor: Buffer | null;
    made_at: number;
  };
  recovery_codes: { person: string; code_hash: string };
  /** `proven_at`: when the second factor was asked last. */
  office_sessions: { token_hash: string; person: string; begun_at: number; seen_at: number; proven_at: number };
  /** Wrong tries, by what they are counted for (throttles.ts). */
  office_misses: { name: string; count: number; last_at: number };
  /** One-use links: an invitation names a person, a start link none. `factor`: the secret that was offered, sealed. */
  office_links: { token_hash: string; person: string | null; made_by: string; expires_at: number; factor: Buffer | null };
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
    /** The record whose buckets this one shares; null: it goes its own way (see follow.server.ts). */
    follows: string | null;
  };
  record_buckets: { bucket: string; record: string; place: number; gone: number };
  versions: {
    record: string;
    field: string;
    version: string;
    author: string;
    tablet: string;
    /** When it arrived. */
    at: number;
    /** When it was written; null: before this was kept. */
    written_at: number | null;
    /** 1: this value gave way in a tie; its author is told by a record of its own (see set-aside.ts). */
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
    /** What it says, however it is signed (sync/envelope-digest.server.ts). */
    digest: string;
    received_at: number;
    /** The record that it was for, where it could be opened. */
    record: string | null;
    /** The kept-apart record by which the leader is told. */
    note: string | null;
    /** Tells the same words from others when they are tried again. */
    mark: string | null;
    /** When it was taken in after all. */
    settled_at: number | null;
  };
  /** How much is kept that a tablet has sent and nobody has signed, on that day (sync/unproven.server.ts). */
  unproven_bytes: { tablet: string; day: string; bytes: number };
  /** Attachments whose bytes are here or on the way; the bytes are files of their own (blobs.ts). */
  blobs: {
    /** The attachment's record. */
    id: string;
    what: string;
    /** The tablet that began to bring it. */
    tablet: string;
    size: number;
    sha256: string;
    /** The record's version when somebody last looked whether it still stands. */
    version: number;
    begun_at: number;
    here_at: number | null;
    /** 1: the bytes are not what the record says, so they are not taken. */
    refused: number;
  };
}

export type Database = Kysely<Tables>;
export type Writing = Transaction<Tables>;

/** Opens (and makes) the SQLite file; ':memory:' for tests. Migrations are run by migrations.ts. */
export const openSqlite = (file: string): Database => new Kysely<Tables>({ dialect: sqliteDialect(file) });

/** Its name in PostgreSQL's catalogue: bigint, which pg gives as text; every number here fits into 53 bits. */
const bigint = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) => (type === bigint ? Number : pg.types.getTypeParser(type, format ?? 'text')),
};

/** Connections are made when they are needed; `most` of them are kept open at a time. */
export function openPostgres(url: string, most = 10): Database {
  const pool = new pg.Pool({ connectionString: url, max: most, types, application_name: 'larkrise' });
  pool.on('error', () => undefined); // an idle connection that broke is replaced by the next query, which says so if it cannot
  pool.on('connect', client => client.on('error', () => undefined)); // one that breaks in use fails its query; unheard, it would end the process
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

/** The same for several names, in one order, so that two who hold some of the same never wait for each other. */
export async function holdEachAlone(tx: Writing, names: readonly string[]): Promise<void> {
  if (names.length === 0 || !(tx.getExecutor().adapter instanceof PostgresAdapter)) return;
  const inOrder = sql`SELECT DISTINCT hashtextextended(name, 0) AS place FROM unnest(${names}::text[]) AS name ORDER BY place`;
  await sql`SELECT pg_advisory_xact_lock(place) FROM (${inOrder}) AS places`.execute(tx);
}

/** The same for many at once, who only keep out whoever is past `holdAlone` with that name, and wait for it. */
export async function holdTogether(tx: Writing, name: string): Promise<void> {
  if (!(tx.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`SELECT pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))`.execute(tx);
}
