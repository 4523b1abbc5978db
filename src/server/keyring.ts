// The keys that the server holds in escrow: in the database only wrapped under the key-encryption key, which is never there.
import { randomBytes } from 'node:crypto';
import { PostgresAdapter, sql } from 'kysely';
import type { Database, Tables, Writing } from './database';
import { keyLength, open, seal } from './sealing';

/**
 * Invariants: 1 an id names one key for ever; 2 a key is remembered only once it is committed, so a rolled-back
 * transaction leaves none behind; 3 all keys of a database are wrapped under one key-encryption key: a process whose key was replaced
 * meanwhile (key-rotation.ts) makes none. Hand over the transaction you are in: SQLite has one connection, and asking past it would wait for ever.
 */
export interface Keyring {
  /** Makes the key unless it is there, and gives it: 32 bytes. */
  make(id: string, within?: Writing): Promise<Buffer>;
  /** The key, or null when nobody made one of this id. Throws when it was wrapped under another key-encryption key. */
  get(id: string, within?: Writing): Promise<Buffer | null>;
}

const binding = (id: string): string => `key|${id}`;

/** The ids of all keys whose names begin so and end in the number of a generation. Names have signs in them that LIKE reads as any letter. */
export async function generationsOf(tx: Writing, beginning: string): Promise<readonly string[]> {
  const begins = sql<boolean>`substr(id, 1, ${sql.lit(beginning.length)}) = ${beginning}`;
  const found = await tx.selectFrom('keys').select('id').where(begins).execute();
  return found.flatMap(({ id }) => (/^\d+$/.test(id.slice(beginning.length)) ? id : []));
}

const replaced = 'the key-encryption key was replaced: start this server again with the new one';

/** Another key, as it is wrapped now; on PostgreSQL it stays so until the end of this transaction. */
function witness(tx: Writing, id: string): Promise<Tables['keys'] | undefined> {
  const beside = tx.selectFrom('keys').selectAll().where('id', '!=', id).orderBy('id').limit(1);
  return (tx.getExecutor().adapter instanceof PostgresAdapter ? beside.forShare() : beside).executeTakeFirst();
}

/** `kek` is the key-encryption key, 32 bytes. */
export function openKeyring(db: Database, kek: Uint8Array): Keyring {
  const known = new Map<string, Buffer>();

  async function get(id: string, within?: Writing): Promise<Buffer | null> {
    const remembered = known.get(id);
    if (remembered) return remembered;
    const row = await (within ?? db).selectFrom('keys').select('wrapped').where('id', '=', id).executeTakeFirst();
    if (!row) return null;
    const opened = open(kek, binding(id), row.wrapped);
    if (!opened.ok) throw new Error('a key of the keyring does not open with this key-encryption key');
    if (!within) known.set(id, opened.value);
    return opened.value;
  }

  async function put(tx: Writing, id: string): Promise<void> {
    const wrapped = seal(kek, binding(id), randomBytes(keyLength));
    await tx
      .insertInto('keys')
      .values({ id, wrapped })
      .onConflict(at => at.column('id').doNothing())
      .execute();
    const beside = await witness(tx, id);
    if (beside && !open(kek, binding(beside.id), beside.wrapped).ok) throw new Error(replaced);
  }

  async function make(id: string, within?: Writing): Promise<Buffer> {
    const standing = await get(id, within);
    if (standing) return standing;
    await (within ? put(within, id) : db.transaction().execute(tx => put(tx, id)));
    const key = await get(id, within);
    if (!key) throw new Error('a key was written and is not there');
    return key;
  }

  return { make, get };
}

/** Whether this key-encryption key is the one that the database's keys were wrapped under; true while there are none. */
export async function kekFits(db: Database, kek: Uint8Array): Promise<boolean> {
  const row = await db.selectFrom('keys').selectAll().limit(1).executeTakeFirst();
  return row === undefined || open(kek, binding(row.id), row.wrapped).ok;
}

/** The same key, wrapped anew; null: it does not open with the old one. */
export function rewrapped({ id, wrapped }: Tables['keys'], from: Uint8Array, to: Uint8Array): Buffer | null {
  const opened = open(from, binding(id), wrapped);
  return opened.ok ? seal(to, binding(id), opened.value) : null;
}
