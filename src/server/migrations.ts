// The schema, one migration a step, the same on SQLite and PostgreSQL. A landed migration is never edited.
import { type Migration, Migrator } from 'kysely';
import type { Database } from './database';
import { belonging } from './migrations/belonging';
import { blobs } from './migrations/blobs';
import { digests } from './migrations/digests';
import { people, records, rolesOutsideNurseries, tablets, verdicts } from './migrations/first';
import { history } from './migrations/history';
import { reports } from './migrations/reports';

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
