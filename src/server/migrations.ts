// The schema, one migration a step, the same on SQLite and PostgreSQL. A landed migration is never edited.
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator, sql } from 'kysely';
import type { Database } from './database';
import { audit } from './migrations/audit';
import { belonging } from './migrations/belonging';
import { blobs } from './migrations/blobs';
import { digests } from './migrations/digests';
import { exportTables } from './migrations/exports';
import { people, records, rolesOutsideNurseries, tablets, verdicts } from './migrations/first';
import { generations } from './migrations/generations';
import { history } from './migrations/history';
import { later } from './migrations/later';
import { office } from './migrations/office';
import { reopening } from './migrations/reopening';
import { reports } from './migrations/reports';
import { retention } from './migrations/retention';
import { unlocking } from './migrations/unlocking';
import { unproven } from './migrations/unproven';

const migrations: Readonly<Record<string, Migration>> = {
  '0001-people': { up: people },
  '0002-tablets': { up: tablets },
  '0003-records': { up: records },
  '0004-verdicts': { up: verdicts },
  '0005-roles-outside-nurseries': { up: rolesOutsideNurseries },
  '0006-belonging': { up: belonging },
  '0007-history': { up: history },
  '0008-reports': { up: reports },
  '0009-blobs': { up: blobs },
  '0010-digests': { up: digests },
  '0011-unlocking': { up: unlocking },
  '0012-office': { up: office },
  '0013-audit': { up: audit },
  '0014-retention': { up: retention },
  '0015-reopening': { up: reopening },
  '0017-exports': { up: exportTables },
  '0016-generations': { up: generations },
  '0018-later': { up: later },
  '0019-unproven': { up: unproven },
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

/** Which steps this database lacks, and which it has that only a newer version knows. Changes nothing. */
export async function stepsOf(db: Database): Promise<{ readonly missing: readonly string[]; readonly unknown: readonly string[] }> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  const isNew = !tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE);
  const done = isNew ? [] : (await sql<{ name: string }>`SELECT name FROM ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db)).rows;
  const names = done.map(({ name }) => name);
  return {
    missing: Object.keys(migrations).filter(step => !names.includes(step)),
    unknown: names.filter(step => !isKnownStep(step)).sort(),
  };
}
