// The tablet's one Dexie database: everything that Larkrise keeps here, in clear only what src/README.md lists.
import Dexie, { type EntityTable, type Table, type Transaction } from 'dexie';
import type { HeldFile } from '../features/modules/readiness';
import type { LaterNote } from '../features/reflections/later-note';
import type { Bytes } from '../kernel/bytes';
import type { BlobType, BlobWhat } from '../sync/attachments/attachment';
import type { LaterKey } from '../sync/later-key';
import type { ReopeningNotice } from '../sync/tablet-protocol';
import type { QuarantineReason, Verdict } from '../sync/verdict';
import { databaseName } from './first-visit';
import { makeStorageHealth } from './storage-health';

/** A record as the server has it, sealed for its holder. What only waits to be sent is no row yet: readers see it through the outbox. */
export interface StoredRow {
  readonly holder: string;
  readonly id: string;
  readonly kind: string;
  /** The value of the kind's `about` field; absent (and in no index) where it has none. */
  readonly about?: string;
  readonly buckets: readonly string[];
  /** Counts the server's versions of this record. */
  readonly revision: number;
  readonly key: string;
  readonly bytes: Bytes;
}

/** A change that waits here until the server has answered for it and its row has come back. */
export interface OutboxEntry {
  /** Counts all changes of this tablet, so that they leave and are shown in the order in which they were made. */
  readonly seq: number;
  readonly author: string;
  readonly n: number;
  readonly holder: string;
  readonly row: string;
  readonly kind: string;
  readonly about: string;
  readonly bucket: string;
  readonly change: string;
  /** The fields that it writes, so that a later pause knows what it may replace. */
  readonly fields: readonly string[];
  readonly group: string | null;
  readonly key: string;
  readonly sig: string;
  readonly bytes: Bytes;
  /** Sealed: the prose that the writer had seen, for showing a merge before the server has made it. */
  readonly prior: Bytes | null;
  readonly writtenAt: number;
  /** Not 0: its bytes never change any more, whatever the mark says; 1 was noted by an earlier version. */
  readonly claimed: 0 | 1 | 2;
  /** What was answered before everything older was; most answers are only in the mark (outbox-mark.ts). */
  readonly verdict: Verdict['verdict'] | null;
}

/** A change that the server keeps apart: its author decides what becomes of the words. */
export interface QuarantinedEntry extends OutboxEntry {
  readonly reason: QuarantineReason;
  /** Her number under which the same words were written again; it goes when that one is answered. */
  readonly again?: number;
}

/**
 * A holder's part of a pull answer, kept as it came until somebody with the key is unlocked and the answer's last page is
 * there (sync/staged-pages.ts). Its cursors are part of it: whoever throws it away fetches it again.
 */
export interface StagedPage {
  /** Counts in the order of arrival; given by the database. */
  readonly seq?: number;
  readonly holder: string;
  /** Whose answer it was. */
  readonly person: string;
  /** Sealed under `key` as the server sent it; null where only cursors moved. */
  readonly page: { readonly key: string; readonly bytes: Bytes } | null;
  /** How far this holder's buckets are fetched with it. */
  readonly cursors: Readonly<Record<string, number>>;
  /** The last page of its answer: everything up to here may be applied. */
  readonly isLast: boolean;
  /** What the answer said to its person; null for a holder whom she shares with others. */
  readonly told: { readonly mark: string; readonly settled: readonly SettledNumber[] } | null;
}

/** A number of hers that has a verdict, with the change that it was given for; `reason` where it was refused. */
export interface SettledNumber {
  readonly n: number;
  readonly change: string | null;
  readonly reason: QuarantineReason | null;
}

/** When the server was last asked for somebody, by this tablet's clock. */
export interface Contact {
  readonly person: string;
  readonly fetched: number;
  /** When her buckets' sums were compared last; 0: never. */
  readonly compared: number;
  /** Buckets whose sum differed then: a second time in a row, and they are repaired. */
  readonly doubted: readonly string[];
}

/**
 * The bytes of an attachment that lie on this tablet, sealed (blob-store.ts): `making` while they are recorded or their record
 * is not written yet, `waits` until the server has them, `sent` from then on, `held` where they were fetched, `refused` where the
 * server does not take them.
 */
export interface KeptBlob {
  /** The attachment's record. */
  readonly id: string;
  readonly person: string;
  readonly what: BlobWhat;
  readonly mime: BlobType;
  readonly subject: string;
  readonly subjectKind: string;
  /** Where the record goes, and the key that the bytes are sealed under. */
  readonly bucket: string;
  readonly key: string;
  readonly state: 'making' | 'waits' | 'sent' | 'held' | 'refused';
  /** Of the sealed bytes; 0 and '' while they are being made. */
  readonly size: number;
  readonly sha256: string;
  /** How long a recording is so far. */
  readonly milliseconds: number;
  /** How many of the bytes the server has; null before it was asked to take any. */
  readonly offset: number | null;
  /** By this tablet's clock: since when it waits, when it was sent, when it was last tried. */
  readonly since: number;
  readonly sentAt: number;
  readonly triedAt: number;
}

export interface Cursor {
  readonly holder: string;
  readonly bucket: string;
  readonly place: number;
}

/** Somebody who may unlock this tablet; `wrap` and `ring` open only with her PIN. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly hue: string;
  readonly nursery: string;
  readonly room: string;
  /** What her room is called; absent or empty where the server has not told. */
  readonly roomName?: string;
  /** Where her private records belong: her nursery or, for a mentor, her programme. */
  readonly home: string;
  /** Her sealed keys, as own-wrap.ts keeps them; empty: she was locked out of this tablet. */
  readonly wrap: string;
  /** When somebody last made her a new PIN, by the server's clock; 0 or absent: never. */
  readonly opening?: number;
  /** Others want a new PIN for her: she is told before she types hers. */
  readonly reopening?: ReopeningNotice;
  /** Somebody else has seen the PIN that holds: she is asked to choose her own. */
  readonly handed?: true;
  /** What words are sealed to while she cannot unlock; absent until a contact has brought it. */
  readonly later?: LaterKey;
  /** What she was last told that she may have. */
  readonly buckets: readonly string[];
  /** The server's mark of that; null before the first pull. */
  readonly told: string | null;
}

/**
 * How far an author had counted her changes that have gone from the outbox, and the tablet all of them (outbox-numbers.ts); how far
 * they were carried stands here as well (outbox-mark.ts).
 */
export interface Count {
  readonly author: string;
  readonly n: number;
  readonly claimed?: number;
  readonly sending?: number;
}

/** A row whose bytes did not open: the next pull asks for it again. */
export interface DamagedRow {
  readonly holder: string;
  readonly id: string;
}

export interface NamedValue {
  readonly name: string;
  readonly value: unknown;
}

/** A fetched programme's compiled manifest (features/modules/pack.ts), by programme id. */
export interface StoredPack {
  readonly id: string;
  readonly manifest: unknown;
}

export class TabletDatabase extends Dexie {
  readonly health = makeStorageHealth();
  declare readonly rows: Table<StoredRow, [string, string]>;
  declare readonly outbox: Table<OutboxEntry, [string, number]>;
  declare readonly quarantined: Table<QuarantinedEntry, [string, number]>;
  declare readonly damaged: Table<DamagedRow, [string, string]>;
  declare readonly cursors: Table<Cursor, [string, string]>;
  declare readonly staged: Table<StagedPage, number>;
  declare readonly contacts: EntityTable<Contact, 'person'>;
  declare readonly people: EntityTable<Person, 'id'>;
  declare readonly numbers: Table<Count, string>;
  declare readonly settings: EntityTable<NamedValue, 'name'>;
  declare readonly packs: EntityTable<StoredPack, 'id'>;
  declare readonly media: EntityTable<HeldFile, 'hash'>;
  declare readonly blobs: EntityTable<KeptBlob, 'id'>;
  declare readonly later: EntityTable<LaterNote, 'id'>;

  constructor(name = databaseName) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      rows: '[holder+id], [holder+kind], [holder+kind+about], *buckets',
      outbox: '[author+n], seq, [holder+row], [holder+kind]',
      quarantined: '[author+n]',
      damaged: '[holder+id]',
      cursors: '[holder+bucket]',
      people: 'id',
      numbers: 'author',
      settings: 'name',
      packs: 'id',
      media: 'hash',
    });
    this.version(2).stores({
      rows: '[holder+id], [holder+kind+id], [holder+kind+about]',
      staged: '++seq, holder',
      contacts: 'person',
      outbox: '[author+n], seq, verdict, [holder+row], [holder+kind]',
      blobs: 'id, state, subject',
    });
    this.version(3).stores({}).upgrade(putInOrder);
    // `verdict` stays an index: an open page of version 2 asks by it what it may send, and would send nothing without it.
    this.version(4).stores({ outbox: '[author+n], &seq, verdict, [holder+row], [holder+kind]' });
    this.version(5).stores({ later: 'id, person' });
  }
}

/** Rows are only what the server has given; and no two changes have the same place, as those of a tablet that had lost its counts may. */
async function putInOrder(tx: Transaction): Promise<void> {
  await tx
    .table<{ readonly bytes: Bytes | null }>('rows')
    .filter(({ bytes }) => bytes === null)
    .delete();
  const waiting: OutboxEntry[] = await tx.table('outbox').orderBy('seq').toArray();
  if (new Set(waiting.map(({ seq }) => seq)).size === waiting.length) return;
  const before = waiting.at(-1)?.seq ?? 0;
  await tx.table('outbox').bulkPut(waiting.map((entry, at) => ({ ...entry, seq: before + at + 1 })));
}
