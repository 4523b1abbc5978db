// Inserts many rows with statements that are put together once and then only given other values: that takes longer than running them.
import { CompiledQuery, type InsertQueryBuilder, type InsertResult, PostgresAdapter } from 'kysely';
import type { Tables, Writing } from './database';
import { inPortions } from './lists';

type Inserting<Name extends keyof Tables> = InsertQueryBuilder<Tables, Name, InsertResult>;
export type BulkInsert<Name extends keyof Tables> = (tx: Writing, rows: readonly Tables[Name][]) => Promise<void>;

/** `columns`: all that the table has. `onConflict` ends the statement. */
export function bulkInsert<Name extends keyof Tables>(
  table: Name,
  columns: readonly (keyof Tables[Name] & string)[],
  onConflict: (insert: Inserting<Name>) => Inserting<Name> = insert => insert,
): BulkInsert<Name> {
  const kept = new Map<string, string>();
  const blank = Object.fromEntries(columns.map(column => [column, null]));
  const sentence = (tx: Writing, count: number): string => {
    const name = `${tx.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'} ${count}`;
    const rows = () => Array.from({ length: count }, () => blank) as never;
    const made = kept.get(name) ?? onConflict(tx.insertInto(table).values(rows())).compile().sql;
    kept.set(name, made);
    return made;
  };
  return async (tx, rows) => {
    for (const portion of inPortions(rows)) {
      const values: unknown[] = [];
      for (const row of portion) for (const column of columns) values.push(row[column]);
      await tx.executeQuery(CompiledQuery.raw(sentence(tx, portion.length), values));
    }
  };
}
