// Lists in statements: names go as one parameter, rows in a few sizes, so that the database meets few sentences and keeps each one ready.
import { PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { Database, Writing } from './database';

/** Whether this column holds one of these; the statement is the same for any number of them. */
export function among(tx: Database | Writing, column: string, names: readonly (string | number)[]): RawBuilder<boolean> {
  const isPostgres = tx.getExecutor().adapter instanceof PostgresAdapter;
  const list = isPostgres ? sql`any(${names})` : sql`(select value from json_each(${JSON.stringify(names)}))`;
  return isPostgres ? sql`${sql.ref(column)} = ${list}` : sql`${sql.ref(column)} in ${list}`;
}

/** Rows for one statement at the most; a power of two keeps the sizes few. */
const mostRows = 64;

/** The same rows in their order, in portions of 64, 32, 16, 8, 4, 2 and 1. */
export function inPortions<Row>(rows: readonly Row[]): Row[][] {
  const portions: Row[][] = [];
  for (let at = 0, size = mostRows; at < rows.length; ) {
    while (size > rows.length - at) size /= 2;
    portions.push(rows.slice(at, at + size));
    at += size;
  }
  return portions;
}
