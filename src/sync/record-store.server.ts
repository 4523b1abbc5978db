// Records as they lie in the database: sealed under the key of whoever holds them (rest-keys.server.ts).
import { among } from '../server/lists';
import { open } from '../server/sealing';
import { upcastState } from './kind-versions';
import { type KnownRecord, named } from './memory.server';
import { changeOfShown, type RowState } from './merge';
import type { RecordKind } from './record-kind';
import { keyBytes, keyIfThere } from './rest-keys.server';
import type { Work } from './work.server';

export interface OpenRecord {
  readonly kind: string;
  readonly version: number;
  readonly state: RowState;
  /** The buckets in which it stands now. */
  readonly buckets: readonly string[];
}

/** Under which key it will lie is said (closing.server.ts). */
export interface ClosedRecord {
  readonly id: string;
  readonly kind: string;
  readonly author: string;
  readonly counter: string;
  readonly key: string;
  readonly follows: string | null;
  readonly state: RowState;
}

export const recordBinding = (id: string, author: string, kind: string, version: number): string =>
  ['record', id, author, kind, version].join('|');
export const versionBinding = (record: string, field: string, version: string): string => ['version', record, field, version].join('|');

/** Opens a body; a body that does not open means a damaged or foreign database, which no request can mend: it throws. */
export function openBytes(key: Uint8Array | null | undefined, binding: string, body: Uint8Array): Buffer {
  const opened = key ? open(key, binding, body) : null;
  if (!opened?.ok) throw new Error('a record of the database does not open');
  return opened.value;
}

const openBody = async (work: Work, key: string, binding: string, body: Uint8Array): Promise<unknown> =>
  JSON.parse(openBytes(await keyIfThere(work, key), binding, body).toString('utf8'));

/** Reads these records at once and remembers them: hold their locks before. */
export async function knowRecords({ tx, memory }: Work, ids: readonly string[]): Promise<void> {
  for (const id of ids) memory.records.set(id, null);
  if (ids.length === 0) return;
  const rows = await tx
    .selectFrom('records')
    .selectAll()
    .where(among(tx, 'id', ids))
    .execute();
  const found = rows.map(({ id }) => id);
  const buckets = new Map<string, string[]>();
  for (const { record, bucket } of found.length > 0 ? await bucketsOf(tx, found) : [])
    buckets.set(record, [...(buckets.get(record) ?? []), bucket]);
  for (const row of rows) memory.records.set(row.id, { ...row, state: null, buckets: buckets.get(row.id) ?? [] });
}

const bucketsOf = (tx: Work['tx'], records: readonly string[]) =>
  tx
    .selectFrom('record_buckets')
    .select(['record', 'bucket'])
    .where(among(tx, 'record', records))
    .where('gone', '=', 0)
    .execute();

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

type SealedState = Pick<KnownRecord, 'id' | 'author' | 'kind' | 'version' | 'key'> & { readonly body: Uint8Array };

const bindingOf = ({ id, author, kind, version }: SealedState): string => recordBinding(id, author, kind, version);

export async function openState(work: Work, row: SealedState): Promise<RowState> {
  const state = await openBody(work, row.key, bindingOf(row), row.body);
  return upcastState(work.parts.kinds.get(row.kind), state as RowState);
}

/** The same as JSON in UTF-8. Where its kind has had one version only it is as it was written down, and nobody reads it. */
export function stateText(kind: RecordKind | undefined, key: Uint8Array | undefined, row: SealedState): Buffer {
  const text = openBytes(key, bindingOf(row), row.body);
  if (!kind || kind.version === 1) return text;
  return Buffer.from(JSON.stringify(upcastState(kind, JSON.parse(text.toString('utf8')) as RowState)), 'utf8');
}

/** It stands so from here on; it is written down with everything else. `first`: where the versions of a new one begin. */
export async function saveRecord(work: Work, closed: ClosedRecord, before: OpenRecord | null, first = 1): Promise<void> {
  const { id, kind, author, counter, key, follows, state } = closed;
  const row = { id, kind, author, counter, key, follows, version: before ? before.version + 1 : first };
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
