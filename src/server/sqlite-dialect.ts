// How transactions begin on SQLite: whoever may write waits for its turn before it reads, whoever only looks keeps nobody waiting.
import { CompiledQuery, type DatabaseConnection, SqliteDialect, SqliteDriver, type TransactionSettings } from 'kysely';
import { openSqliteFile } from './sqlite';

/**
 * Beside a running server a command of the operator has a connection of its own. Whoever reads first and writes later would be refused at
 * once (SQLITE_BUSY_SNAPSHOT) when the other has written between; so every transaction waits for its turn to write before it reads.
 * What only looks, at one moment (`repeatable read`: pulls, back-ups, plans), keeps nobody from writing.
 */
class WritingFirst extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const isLook = settings?.isolationLevel === 'repeatable read';
    await connection.executeQuery(CompiledQuery.raw(isLook ? 'begin' : 'begin immediate'));
  }
}

export function sqliteDialect(file: string): SqliteDialect {
  const parts = { database: openSqliteFile(file) };
  const dialect = new SqliteDialect(parts);
  dialect.createDriver = () => new WritingFirst(parts);
  return dialect;
}
