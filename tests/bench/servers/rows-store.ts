// What the peers' servers keep, in SQLite as durable as Larkrise's own: one row a record, each write at a place of its own.
import { openSqliteFile } from '../../../src/server/sqlite';

export interface StoredRow {
  readonly id: string;
  /** JSON, in the form of the peer. */
  readonly body: string;
  /** What the peer needs to know of its versions. */
  readonly versions: string;
  readonly place: number;
}

export interface RowsStore {
  get(whose: string, id: string): StoredRow | null;
  /** Takes the next place. */
  put(whose: string, row: Omit<StoredRow, 'place'>): void;
  after(whose: string, place: number, limit: number): readonly StoredRow[];
  /** The highest place so far. */
  last(whose: string): number;
  /** Everything in `act` is committed together. */
  together<Value>(act: () => Value): Value;
}

const tables = [
  'CREATE TABLE IF NOT EXISTS rows (whose TEXT, id TEXT, body TEXT, versions TEXT, place INTEGER, PRIMARY KEY (whose, id)) WITHOUT ROWID',
  'CREATE UNIQUE INDEX IF NOT EXISTS by_place ON rows (whose, place)',
];

export function openRows(file: string): RowsStore {
  const database = openSqliteFile(file);
  const prepared = new Map<string, ReturnType<typeof database.prepare>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const rows = (sql: string, ...values: unknown[]) => statement(sql).all(values) as StoredRow[];
  const run = (sql: string, ...values: unknown[]) => void statement(sql).run(values);
  for (const sql of tables) run(sql);
  const last = (whose: string) => rows('SELECT place FROM rows WHERE whose = ? ORDER BY place DESC LIMIT 1', whose)[0]?.place ?? 0;
  return {
    get: (whose, id) => rows('SELECT * FROM rows WHERE whose = ? AND id = ?', whose, id)[0] ?? null,
    put: (whose, { id, body, versions }) =>
      run('INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?)', whose, id, body, versions, last(whose) + 1),
    after: (whose, place, limit) => rows('SELECT * FROM rows WHERE whose = ? AND place > ? ORDER BY place LIMIT ?', whose, place, limit),
    last,
    together(act) {
      run('BEGIN IMMEDIATE');
      try {
        const value = act();
        run('COMMIT');
        return value;
      } catch (fault) {
        run('ROLLBACK');
        throw fault;
      }
    },
  };
}
