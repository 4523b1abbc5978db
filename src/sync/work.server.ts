// A write transaction of the change log: what it works with, what it has touched, which keys it has used.
import type { Database, Writing } from '../server/database';
import { gaveWay } from '../server/database-faults';
import type { Keyring } from '../server/keyring';
import type { Change } from './change';
import type { Facts, Policy } from './policy.server';
import type { RecordKind } from './record-kind';

export interface ChangeLogParts {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly kinds: ReadonlyMap<string, RecordKind>;
  readonly policies: ReadonlyMap<string, Policy>;
  /** Hears of what should never happen (a record that does not open) and is not allowed to stop anything else. */
  readonly report: (fault: unknown) => void;
}

/** One change with who wrote it where, and when it arrived. */
export interface Arrival {
  readonly change: Change;
  readonly writer: Facts;
  readonly tablet: string;
  readonly receivedAt: number;
}

/** A write transaction in progress: what it touched waits for its places. */
export interface Work {
  readonly parts: ChangeLogParts;
  readonly tx: Writing;
  /** Record ids with the buckets that have them (true) or lost them (false); a Map keeps the order of the changes. */
  readonly touched: Map<string, ReadonlyMap<string, boolean>>;
  /** Keys that this transaction has used, made by it or not. */
  readonly keys: Map<string, Uint8Array>;
}

/** So often is a transaction tried again that PostgreSQL ended in favour of another. */
const mostTries = 8;

/**
 * Runs one write transaction, anew when it had to give way, so `run` starts from nothing each time; the keys that it used are
 * remembered once it is committed. `snapshot`: everything is read as it stood at one moment.
 */
export async function inTransaction<Value>(
  parts: ChangeLogParts,
  run: (work: Work) => Promise<Value>,
  isolation: 'read committed' | 'snapshot' = 'read committed',
): Promise<Value> {
  const level = isolation === 'snapshot' ? 'repeatable read' : isolation; // SQLite's transactions are always both
  for (let tries = 1; ; tries += 1) {
    const keys = new Map<string, Uint8Array>();
    try {
      const transaction = parts.db.transaction().setIsolationLevel(level);
      const value = await transaction.execute(tx => run({ parts, tx, touched: new Map(), keys }));
      for (const id of keys.keys()) await parts.keyring.get(id);
      return value;
    } catch (fault) {
      if (tries === mostTries || !gaveWay(fault)) throw fault;
    }
  }
}
