// What a write transaction has read and decided: remembered, and written down with a few statements before it takes its places.
// Invariants: 1 a record is remembered only under its lock, so nobody else can have changed it since; 2 whoever looks for a row
// by its name looks here first; whoever looks in another way, or writes past this, writes everything down before.
import { bulkInsert } from '../server/bulk-insert';
import type { Tables, Writing } from '../server/database';
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

/** Who brought a change that was taken. */
export interface Bringer {
  readonly author: string;
  readonly tablet: string;
  readonly receivedAt: number;
}

export interface Memory {
  /** By id; null: there is none. */
  readonly records: Map<string, KnownRecord | null>;
  /** By place (see `named`); null: none was given. */
  readonly receipts: Map<string, Receipt | null>;
  /** By author and change. */
  readonly taken: Map<string, boolean>;
  /** By change; null: nobody did. */
  readonly bringers: Map<string, Bringer | null>;
  /** By what and id. */
  readonly erased: Map<string, boolean>;
  /** By id: whether anything follows it; absent where nobody has looked. */
  readonly followed: Map<string, boolean>;
  /** Not yet written, by name. */
  readonly newRecords: Map<string, Sealing<Tables['records']>>;
  readonly newVersions: Map<string, Sealing<Tables['versions']>>;
  readonly newReceipts: Map<string, Tables['receipts']>;
}

export const emptyMemory = (): Memory => ({
  records: new Map(),
  receipts: new Map(),
  taken: new Map(),
  bringers: new Map(),
  erased: new Map(),
  followed: new Map(),
  newRecords: new Map(),
  newVersions: new Map(),
  newReceipts: new Map(),
});

/** A name of several parts; none of them has a space in it. */
export const named = (...parts: readonly (string | number)[]): string => parts.join(' ');

const bodyOf = ({ binding, bytes, value }: Unsealed): Buffer => seal(bytes, binding, Buffer.from(JSON.stringify(value ?? null), 'utf8'));

// Field by field: a copy of all the rest takes several times as long.
const sealedRecord = ({ id, kind, author, counter, version, key, follows, plain }: Sealing<Tables['records']>): Tables['records'] => {
  return { id, kind, author, counter, version, key, body: bodyOf(plain), follows };
};
const sealedVersion = (one: Sealing<Tables['versions']>): Tables['versions'] => {
  const { record, field, version, author, tablet, at, written_at, lost, key } = one;
  return { record, field, version, author, tablet, at, written_at, lost, key, body: bodyOf(one.plain) };
};

const insertRecords = bulkInsert('records', ['id', 'kind', 'author', 'counter', 'version', 'key', 'body', 'follows'], insert =>
  insert.onConflict(at =>
    at.column('id').doUpdateSet(({ ref }) => ({
      version: ref('excluded.version'),
      counter: ref('excluded.counter'),
      key: ref('excluded.key'),
      follows: ref('excluded.follows'),
      body: ref('excluded.body'),
    })),
  ),
);

const insertVersions = bulkInsert(
  'versions',
  ['record', 'field', 'version', 'author', 'tablet', 'at', 'written_at', 'lost', 'key', 'body'],
  insert => insert.onConflict(at => at.doNothing()),
);

const insertReceipts = bulkInsert('receipts', ['tablet', 'author', 'n', 'change', 'verdict', 'reason', 'received_at']);

/** Everything that is not yet written. */
export async function writeDown(tx: Writing, { newRecords, newVersions, newReceipts }: Memory): Promise<void> {
  await insertRecords(tx, [...newRecords.values()].map(sealedRecord));
  newRecords.clear();
  await insertVersions(tx, [...newVersions.values()].map(sealedVersion));
  newVersions.clear();
  await insertReceipts(tx, [...newReceipts.values()]);
  newReceipts.clear();
}
