// A migrated, empty database for one test: SQLite in memory, or one of its own on the PostgreSQL that this run has started.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openPostgres, openSqlite } from '../../src/server/database';
import { migrate } from '../../src/server/migrations';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the cluster's own database; absent where the tests run on SQLite. */
    readonly postgres?: string;
  }
}

/** `most` connections to PostgreSQL; SQLite has one. */
export async function freshDatabase(most = 2): Promise<Database> {
  const cluster = inject('postgres');
  if (cluster) return openPostgres(await freshAddress(cluster), most);
  const db = openSqlite(':memory:');
  await migrate(db);
  return db;
}

/** A database of an earlier version: brought up to this step of the migrations. */
export async function databaseAt(step: string): Promise<Database> {
  const cluster = inject('postgres');
  const db = cluster ? openPostgres(await freshAddress(cluster, 'template0'), 2) : openSqlite(':memory:');
  await migrate(db, step);
  return db;
}

/** Address of a new database in the cluster, copied from the migrated one. */
export async function freshAddress(cluster: string, copied: 'migrated' | 'template0' = 'migrated'): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: cluster });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${copied}`);
  await client.end();
  return Object.assign(new URL(cluster), { pathname: name }).href;
}
