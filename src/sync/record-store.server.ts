// Records as they lie in the database: sealed under the key of whoever holds them.
import { inLists } from '../server/lists';
import { open } from '../server/sealing';
import { counterOf } from './bucket';
import { nurseryKeyId, vaultKeyId } from './keys';
import { upcastState } from './kind-versions';
import { type KnownRecord, named } from './memory.server';
import { changeOfShown, type RowState } from './merge';
import type { Work } from './work.server';

export interface OpenRecord {
  readonly kind: string;
  readonly version: number;
  readonly state: RowState;
  /** The buckets in which it stands now. */
  readonly buckets: readonly string[];
}

interface ClosedRecord {
  readonly id: string;
  readonly kind: string;
  readonly author: string;
  readonly counter: string;
  readonly key: string;
  readonly follows: string | null;
  readonly state: RowState;
}

const recordBinding = (id: string, author: string, kind: string, version: number): string =>
  ['record', id, author, kind, version].join('|');
export const versionBinding = (record: string, field: string, version: string): string => ['version', record, field, version].join('|');

/** The key of this id, made where there is none yet. */
export async function keyBytes(work: Work, id: string): Promise<Uint8Array> {
  const known = work.keys.get(id) ?? (await work.parts.keyring.get(id, work.tx)) ?? (await work.parts.keyring.make(id, work.tx));
  work.keys.set(id, known);
  return known;
}

/** Opens a body; a body that does not open means a damaged or foreign database, which no request can mend: it throws. */
async function openBody(work: Work, key: string, binding: string, body: Uint8Array): Promise<unknown> {
  const opened = open(await keyBytes(work, key), binding, body);
  if (!opened.ok) throw new Error('a record of the database does not open');
  return JSON.parse(opened.value.toString('utf8'));
}

/** Reads these records at once and remembers them: hold their locks before. */
export async function knowRecords({ tx, memory }: Work, ids: readonly string[]): Promise<void> {
  const buckets = new Map<string, string[]>();
  for (const id of ids) memory.records.set(id, null);
  for (const list of inLists(ids))
    for (const { record, bucket } of await bucketsOf(tx, list)) buckets.set(record, [...(buckets.get(record) ?? []), bucket]);
  for (const list of inLists(ids))
    for (const row of await tx.selectFrom('records').selectAll().where('id', 'in', list).execute())
      memory.records.set(row.id, { ...row, state: null, buckets: buckets.get(row.id) ?? [] });
}

const bucketsOf = (tx: Work['tx'], records: readonly string[]) =>
  tx.selectFrom('record_buckets').select(['record', 'bucket']).where('record', 'in', records).where('gone', '=', 0).execute();

/** The record as it lies, unopened. It is remembered only where its lock is held: anybody may write any other. */
export async function findRecord(work: Work, id: string): Promise<KnownRecord | null> {
  const { records } = work.memory;
  const remembered = records.get(id);
  if (remembered !== undefined) return remembered;
  await knowRecords(work, [id]);
  const found = records.get(id) ?? null;
  if (!work.held.has(id)) records.delete(id);
  return found;
}

export async function loadRecord(work: Work, id: string): Promise<OpenRecord | null> {
  const row = await findRecord(work, id);
  if (!row) return null;
  const state = row.state ?? (row.body && (await openState(work, { ...row, body: row.body })));
  if (!state) throw new Error('a record is remembered without its words');
  if (work.memory.records.has(id)) work.memory.records.set(id, { ...row, state });
  return { kind: row.kind, version: row.version, state, buckets: row.buckets };
}

export const openState = async (
  work: Work,
  row: { id: string; author: string; kind: string; version: number; key: string; body: Uint8Array },
): Promise<RowState> => {
  const state = await openBody(work, row.key, recordBinding(row.id, row.author, row.kind, row.version), row.body);
  return upcastState(work.parts.kinds.get(row.kind), state as RowState);
};

/** Says under whose key the record lies: its author's where the first bucket is personal, else its nursery's. */
export function closeRecord(record: {
  id: string;
  kind: string;
  state: RowState;
  buckets: readonly string[];
  follows: string | null;
}): ClosedRecord {
  const [first = ''] = record.buckets;
  const author = record.state.author;
  const key = first.startsWith('person:') ? vaultKeyId(author) : nurseryKeyId(counterOf(first));
  return { id: record.id, kind: record.kind, author, counter: counterOf(first), key, follows: record.follows, state: record.state };
}

/** It stands so from here on; it is written down with everything else. */
export async function saveRecord(work: Work, { state, ...record }: ClosedRecord, before: OpenRecord | null): Promise<void> {
  const row = { ...record, version: (before?.version ?? 0) + 1 };
  const binding = recordBinding(row.id, row.author, row.kind, row.version);
  const bytes = await keyBytes(work, row.key);
  if (row.follows !== null) work.memory.followed.set(row.follows, true);
  work.memory.newRecords.set(row.id, { ...row, plain: { binding, bytes, value: state } });
  work.memory.records.set(row.id, { ...row, body: null, state, buckets: before?.buckets ?? [] });
}

/**
 * The text that a version of a prose field had, or null when it is not kept any more. A merge that only a tablet has shown
 * is nearest to the change that it was made of.
 */
export async function loadText(work: Work, record: string, field: string, shown: string): Promise<string | null> {
  const version = changeOfShown(shown) ?? shown;
  const unwritten = work.memory.newVersions.get(named(record, field, version));
  if (unwritten) return String(unwritten.plain.value ?? null);
  const kept = await loadVersion(work, record, field, version);
  return kept ? String(kept.value) : null;
}

/** What a version that is written down says; null when it is not kept any more. */
export async function loadVersion(work: Work, record: string, field: string, version: string): Promise<{ readonly value: unknown } | null> {
  const row = await work.tx
    .selectFrom('versions')
    .select(['key', 'body'])
    .where('record', '=', record)
    .where('field', '=', field)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ? { value: await openBody(work, row.key, versionBinding(record, field, version), row.body) } : null;
}
