// What migrations are written with: tables and indexes whose columns mean the same on SQLite and PostgreSQL.
import { type Kysely, sql } from 'kysely';

/** SQLite takes any type's name; `bytea` and `bigint` are PostgreSQL's for bytes and 64-bit numbers. */
export const types = { text: sql`text`, int: sql`bigint`, bytes: sql`bytea` } as const;
type Columns = Readonly<Record<string, keyof typeof types | `${keyof typeof types}?`>>;

export async function table(db: Kysely<unknown>, name: string, key: readonly string[], columns: Columns): Promise<void> {
  let made = db.schema.createTable(name);
  for (const [column, described] of Object.entries(columns)) {
    const type = described.replace('?', '') as keyof typeof types;
    made = made.addColumn(column, types[type], c => (described.endsWith('?') ? c : c.notNull()));
  }
  await made.addPrimaryKeyConstraint(`${name}_key`, key as never).execute();
}

export const index = (db: Kysely<unknown>, on: string, columns: readonly string[]) =>
  db.schema
    .createIndex(`${on}_by_${columns.join('_')}`)
    .on(on)
    .columns([...columns])
    .execute();
