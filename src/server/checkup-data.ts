// The part of a checkup that is about the database: whole, of this version, sealed under this key, its audit trail unbroken, its tablets alive.
import { PostgresAdapter, sql } from 'kysely';
import { type Clock, days } from '../kernel/clock';
import { verifyAudit } from './audit-check';
import { broken, type Finding, fine, lookHere } from './checkup';
import type { Database } from './database';
import { kekFits } from './keyring';
import { stepsOf } from './migrations';
import { type TabletStanding, tabletStandings } from './reports';

const isPostgres = (db: Database): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

/** Reads every page of a SQLite file; PostgreSQL looks after its own. */
export async function wholenessFindings(db: Database): Promise<readonly Finding[]> {
  if (isPostgres(db)) {
    await sql`SELECT 1`.execute(db);
    return [fine('PostgreSQL answers; whether its files are whole is its own business (pg_amcheck).')];
  }
  const { rows } = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(db);
  const { rows: orphans } = await sql`PRAGMA foreign_key_check`.execute(db);
  const isWhole = rows.length === 1 && rows[0]?.integrity_check === 'ok' && orphans.length === 0;
  return [isWhole ? fine('The database is whole.') : broken('The database is damaged: stop the server and restore the last back-up.')];
}

export async function schemaFindings(db: Database): Promise<readonly Finding[]> {
  const { missing, unknown } = await stepsOf(db);
  if (unknown.length > 0) return [broken(`The database was made by a newer Larkrise (it has ${unknown.join(', ')}): start that one.`)];
  if (missing.length === 0) return [fine('The database has the tables of this version.')];
  return [
    lookHere(`The database is of an older version (it misses ${missing.join(', ')}): the next start of the server brings it up to date.`),
  ];
}

/** `kek`: the key-encryption key. */
export async function sealFindings(db: Database, kek: Uint8Array): Promise<readonly Finding[]> {
  const fits = await kekFits(db, kek);
  return [
    fits ? fine('The key opens the keys of the database.') : broken('The key does not open the database: it was sealed under another one.'),
  ];
}

export async function auditFindings(db: Database): Promise<readonly Finding[]> {
  const { broken: breaks, ends } = await verifyAudit(db);
  const lines = ends.reduce((sum, end) => sum + end.lines, 0);
  if (breaks.length === 0) return [fine(`The audit trail is unbroken (${lines} lines in ${ends.length} chains).`)];
  return breaks.map(({ counter, place }) =>
    broken(`The audit trail of ${counter} was changed at line ${place}: somebody has written in the database past Larkrise.`),
  );
}

/** The length of a lease: after that the tablet opens for nobody until it meets the server. */
const longUnseen = days(14);
/** As many are named; more are counted. */
const mostNamed = 5;

function tabletInWords({ name, of, seenAt, waiting }: TabletStanding, now: number): string {
  const since = seenAt === null ? 'never seen' : `not seen for ${Math.floor((now - seenAt) / days(1))} days`;
  return `${name} of ${of} (${since}${waiting ? `, ${waiting} changes waited on it then` : ''})`;
}

export async function tabletFindings(db: Database, clock: Clock): Promise<readonly Finding[]> {
  const now = clock();
  const inUse = (await tabletStandings(db)).filter(({ state }) => state === 'in-use');
  const quiet = inUse.filter(({ seenAt }) => seenAt === null || now - seenAt > longUnseen);
  if (quiet.length === 0) return [fine(`Every tablet in use was seen within 14 days (${inUse.length}).`)];
  const named = quiet.slice(0, mostNamed).map(one => tabletInWords(one, now));
  const more = quiet.length > mostNamed ? ` and ${quiet.length - mostNamed} more` : '';
  return [lookHere(`Tablets that nobody has seen for long: ${named.join('; ')}${more}. Find them, or take them out of use.`)];
}
