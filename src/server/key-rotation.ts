// Wraps every key of the database anew under another key-encryption key, in one transaction: afterwards all are under the one or all under the other.
import { PostgresAdapter, sql } from 'kysely';
import { serverCounter } from '../features/audit/audit';
import type { Clock } from '../kernel/clock';
import { ok, type Result, trouble } from '../kernel/result';
import { writeAudit } from './audit';
import type { Database, Writing } from './database';
import { rewrapped } from './keyring';

/** Keys wrapped at a time. */
const batch = 500;

/** `old-key-does-not-fit`: some key opens with neither; `no-keys`: the server has nothing yet, and can be started with the new one at once. */
export type RotationTrouble = 'old-key-does-not-fit' | 'no-keys';

/** Thrown to take everything back. */
class DoesNotFit extends Error {}

/**
 * How many keys there are. The server may run: what it knows it goes on with, what it would make anew it refuses to make
 * (keyring.ts) until it is started again with the new key. Run a second time it finds everything done.
 */
export async function rotateKeys(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  from: Uint8Array,
  to: Uint8Array,
): Promise<Result<number, RotationTrouble>> {
  try {
    const count = await db.transaction().execute(tx => rotate(tx, clock, from, to));
    return count === 0 ? trouble('no-keys') : ok(count);
  } catch (fault) {
    if (fault instanceof DoesNotFit) return trouble('old-key-does-not-fit');
    throw fault;
  }
}

async function rotate(tx: Writing, clock: Clock, from: Uint8Array, to: Uint8Array): Promise<number> {
  // Whoever is making a key is waited for, whoever would make one waits: none is left behind under the old key.
  if (tx.getExecutor().adapter instanceof PostgresAdapter) await sql`LOCK TABLE keys IN SHARE ROW EXCLUSIVE MODE`.execute(tx);
  let [count, changed] = [0, 0];
  for (let after = ''; ; ) {
    const rows = await tx.selectFrom('keys').selectAll().where('id', '>', after).orderBy('id').limit(batch).execute();
    for (const row of rows) {
      count += 1;
      if (rewrapped(row, to, to)) continue; // by a rotation that was carried out before
      const wrapped = rewrapped(row, from, to);
      if (!wrapped) throw new DoesNotFit();
      await tx.updateTable('keys').set({ wrapped }).where('id', '=', row.id).execute();
      changed += 1;
    }
    if (rows.length < batch) break;
    after = rows.at(-1)?.id ?? '';
  }
  const line = { at: clock(), counter: serverCounter, who: 'operator', what: 'key-replaced', about: null, tablet: null } as const;
  if (changed > 0) await writeAudit(tx, line);
  return count;
}
