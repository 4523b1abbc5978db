// Records and their versions as they lie in the database: sealed under the key of whoever holds them.
import { open, seal } from '../server/sealing';
import { counterOf } from './bucket';
import { nurseryKeyId, vaultKeyId } from './keys';
import { changeOfShown, type Merged, mergedVersion, type RowState } from './merge';
import type { RecordKind } from './record-kind';
import type { Arrival, Work } from './work.server';

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
  readonly state: RowState;
}

const recordBinding = (id: string, author: string, kind: string, version: number): string =>
  ['record', id, author, kind, version].join('|');
const versionBinding = (record: string, field: string, version: string): string => ['version', record, field, version].join('|');

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

export async function loadRecord(work: Work, id: string): Promise<OpenRecord | null> {
  const row = await work.tx.selectFrom('records').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const standing = await work.tx.selectFrom('record_buckets').select('bucket').where('record', '=', id).where('gone', '=', 0).execute();
  return {
    kind: row.kind,
    version: row.version,
    state: await openState(work, row),
    buckets: standing.map(({ bucket }) => bucket),
  };
}

export const openState = async (
  work: Work,
  row: { id: string; author: string; kind: string; version: number; key: string; body: Uint8Array },
): Promise<RowState> => (await openBody(work, row.key, recordBinding(row.id, row.author, row.kind, row.version), row.body)) as RowState;

/** Says under whose key the record lies: its author's where the first bucket is personal, else its nursery's. */
export function closeRecord(record: { id: string; kind: string; state: RowState; buckets: readonly string[] }): ClosedRecord {
  const [first = ''] = record.buckets;
  const author = record.state.author;
  const key = first.startsWith('person:') ? vaultKeyId(author) : nurseryKeyId(counterOf(first));
  return { id: record.id, kind: record.kind, author, counter: counterOf(first), key, state: record.state };
}

export async function saveRecord(work: Work, { state, ...record }: ClosedRecord, before: OpenRecord | null): Promise<void> {
  const version = (before?.version ?? 0) + 1;
  const binding = recordBinding(record.id, record.author, record.kind, version);
  const body = seal(await keyBytes(work, record.key), binding, Buffer.from(JSON.stringify(state), 'utf8'));
  await work.tx
    .insertInto('records')
    .values({ ...record, version, body })
    .onConflict(at => at.column('id').doUpdateSet({ version, counter: record.counter, key: record.key, body }))
    .execute();
}

interface Versions {
  readonly kind: RecordKind;
  readonly arrival: Arrival;
  readonly merged: Merged;
  readonly key: string;
}

/** Prose as it was written and as it was merged, and every value that gave way. */
export async function saveVersions(work: Work, { kind, arrival, merged, key }: Versions): Promise<void> {
  const { change } = arrival;
  const kept = merged.lost.map(lost => ({ ...lost, lost: 1 }));
  for (const [field, value] of Object.entries(change.set)) {
    if (kind.fields[field]?.rule !== 'prose') continue;
    kept.push({ field, version: change.change, value, lost: 0 });
    const standing = merged.state.seen[field];
    if (standing === mergedVersion(change.change)) kept.push({ field, version: standing, value: merged.state.values[field], lost: 0 });
  }
  for (const one of kept) await saveVersion(work, arrival, key, one);
}

interface Version {
  readonly field: string;
  readonly version: string;
  readonly value: unknown;
  readonly lost: number;
}

async function saveVersion(work: Work, { change, writer, tablet, receivedAt }: Arrival, key: string, one: Version): Promise<void> {
  const { field, version, value, lost } = one;
  const from = version === change.change ? null : await writerOf(work, version);
  const body = seal(await keyBytes(work, key), versionBinding(change.id, field, version), Buffer.from(JSON.stringify(value ?? null)));
  await work.tx
    .insertInto('versions')
    .values({ record: change.id, field, version, author: writer.person, tablet, ...from, at: receivedAt, lost, key, body })
    .onConflict(at => at.doNothing())
    .execute();
}

/** Who wrote an earlier change, and where. */
const writerOf = async (work: Work, change: string): Promise<{ author: string; tablet: string } | null> =>
  (await work.tx.selectFrom('receipts').select(['author', 'tablet']).where('change', '=', change).executeTakeFirst()) ?? null;

/**
 * The text that a version of a prose field had, or null when it is not kept any more. A merge that only a tablet has shown
 * is nearest to the change that it was made of.
 */
export async function loadText(work: Work, record: string, field: string, named: string): Promise<string | null> {
  const version = changeOfShown(named) ?? named;
  const row = await work.tx
    .selectFrom('versions')
    .select(['key', 'body'])
    .where('record', '=', record)
    .where('field', '=', field)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ? String(await openBody(work, row.key, versionBinding(record, field, version), row.body)) : null;
}
