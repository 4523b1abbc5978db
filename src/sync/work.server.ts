// A write transaction of the change log: what it works with, what it has touched, which keys it has used.
import { sql } from 'kysely';
import type { Database, Writing } from '../server/database';
import { gaveWay, isStorageFault } from '../server/database-faults';
import type { Keyring } from '../server/keyring';
import type { Change } from './change';
import { isMadeOfOthers } from './key-names.server';
import { emptyMemory, type Memory, writeDown } from './memory.server';
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
  /** Its receipt alone says who wrote it and where; what the server writes itself, and a set-up, have none. */
  readonly hasReceipt?: boolean;
}

/** A write transaction in progress: what it touched waits for its places. */
export interface Work {
  readonly parts: ChangeLogParts;
  readonly tx: Writing;
  /** Record ids with the buckets that have them (true) or lost them (false); a Map keeps the order of the changes. */
  readonly touched: Map<string, ReadonlyMap<string, boolean>>;
  /** Keys that this transaction has used, made by it or not. */
  readonly keys: Map<string, Uint8Array>;
  /** The records whose locks it holds. */
  readonly held: Set<string>;
  readonly memory: Memory;
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
      const value = await transaction.execute(async tx => {
        const work: Work = { parts, tx, touched: new Map(), keys, held: new Set(), memory: emptyMemory() };
        const done = await run(work);
        await writeDown(tx, work.memory);
        return done;
      });
      for (const id of keys.keys()) if (!isMadeOfOthers(id)) await parts.keyring.get(id);
      return value;
    } catch (fault) {
      if (tries === mostTries || !gaveWay(fault)) throw fault;
    }
  }
}

/** Gives what puts back everything that the transaction has in mind as it is now. A lock goes with the savepoint after which it was taken. */
function rememberMind({ touched, keys, held, memory }: Work): () => void {
  const maps: Map<unknown, unknown>[] = [touched, keys, ...Object.values(memory)];
  const before = maps.map(map => [...map]);
  const heldBefore = [...held];
  return () => {
    for (const [at, map] of maps.entries()) {
      map.clear();
      for (const [name, value] of before[at] ?? []) map.set(name, value);
    }
    held.clear();
    for (const name of heldBefore) held.add(name);
  };
}

/**
 * Runs a part of the transaction that can be taken back by itself, in the database and in mind: when `keeps` says no to what
 * came out, and when it throws (then it throws on). A fault of the storage takes the whole transaction with it.
 */
export async function attempt<Value>(work: Work, run: () => Promise<Value>, keeps: (value: Value) => boolean = () => true): Promise<Value> {
  const putBack = rememberMind(work);
  const end = async (isKept: boolean) => {
    if (!isKept) await sql`rollback to savepoint attempt`.execute(work.tx);
    if (!isKept) putBack();
    await sql`release savepoint attempt`.execute(work.tx);
  };
  await sql`savepoint attempt`.execute(work.tx);
  try {
    const value = await run();
    await end(keeps(value));
    return value;
  } catch (fault) {
    if (!isStorageFault(fault)) await end(false);
    throw fault;
  }
}
