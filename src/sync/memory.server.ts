// What a write transaction has read and decided: remembered, and written down with a few statements before it takes its places.
// Invariants: 1 a record is remembered only under its lock, so nobody else can have changed it since; 2 whoever looks for a row
// by its name looks here first; whoever looks in another way, or writes past this, writes everything down before.
import type { Insertable } from 'kysely';
import type { Tables, Writing } from '../server/database';
import { inPortions } from '../server/lists';
import { seal } from '../server/sealing';
import type { RowState } from './merge';
import type { QuarantineReason } from './verdict';

/** A record as it stands in this transaction. */
export interface KnownRecord extends Omit<Tables['records'], 'body'> {
  /** Sealed, as it was read; null since this transaction wrote it. */
  readonly body: Buffer | null;
  /** Null until somebody opens it. */
  readonly state: RowState | null;
  /** The buckets in which it stood when the transaction began: its moves are among what is touched. */
  readonly buckets: readonly string[];
}

export interface Unsealed {
  readonly binding: string;
  readonly bytes: Uint8Array;
  readonly value: unknown;
}

type Sealing<Row> = Omit<Row, 'body'> & { readonly plain: Unsealed };

export type Receipt =
  | { readonly verdict: 'quarantined'; readonly change: string | null; readonly reason: QuarantineReason }
  | { readonly verdict: 'applied' | 'merged' | 'already-have'; readonly change: string | null };

export interface Memory {
  /** By id; null: there is none. */
  readonly records: Map<string, KnownRecord | null>;
  /** By place (see `named`); null: none was given. */
  readonly receipts: Map<string, Receipt | null>;
  /** By author and change. */
  readonly taken: Map<string, boolean>;
  /** By what and id. */
  readonly erased: Map<string, boolean>;
  /** By id: whether anything follows it; absent where nobody has looked. */
  readonly followed: Map<string, boolean>;
  /** Not yet written, by name. */
  readonly newRecords: Map<string, Sealing<Tables['records']>>;
  readonly newVersions: Map<string, Sealing<Tables['versions']>>;
  readonly newReceipts: Map<string, Insertable<Tables['receipts']>>;
}

export const emptyMemory = (): Memory => ({
  records: new Map(),
  receipts: new Map(),
  taken: new Map(),
  erased: new Map(),
  followed: new Map(),
  newRecords: new Map(),
  newVersions: new Map(),
  newReceipts: new Map(),
});

/** A name of several parts; none of them has a space in it. */
export const named = (...parts: readonly (string | number)[]): string => parts.join(' ');

const sealed = <Row extends { readonly plain: Unsealed }>({ plain, ...row }: Row) => ({
  ...row,
  body: seal(plain.bytes, plain.binding, Buffer.from(JSON.stringify(plain.value ?? null), 'utf8')),
});

/** Everything that is not yet written. */
export async function writeDown(tx: Writing, { newRecords, newVersions, newReceipts }: Memory): Promise<void> {
  for (const rows of inPortions([...newRecords.values()])) await writeRecords(tx, rows.map(sealed));
  newRecords.clear();
  for (const rows of inPortions([...newVersions.values()])) await writeVersions(tx, rows.map(sealed));
  newVersions.clear();
  for (const rows of inPortions([...newReceipts.values()])) await writeReceipts(tx, rows);
  newReceipts.clear();
}

async function writeRecords(tx: Writing, rows: readonly Tables['records'][]): Promise<void> {
  await tx
    .insertInto('records')
    .values(rows)
    .onConflict(at =>
      at.column('id').doUpdateSet(({ ref }) => ({
        version: ref('excluded.version'),
        counter: ref('excluded.counter'),
        key: ref('excluded.key'),
        follows: ref('excluded.follows'),
        body: ref('excluded.body'),
      })),
    )
    .execute();
}

async function writeVersions(tx: Writing, rows: readonly Tables['versions'][]): Promise<void> {
  await tx
    .insertInto('versions')
    .values(rows)
    .onConflict(at => at.doNothing())
    .execute();
}

async function writeReceipts(tx: Writing, rows: readonly Insertable<Tables['receipts']>[]): Promise<void> {
  await tx.insertInto('receipts').values(rows).execute();
}
