// Versions: what every field that people write has said so far, sealed as its record is. Quiet fields have none.
import { named, writeDown } from './memory.server';
import { type LostValue, type Merged, mergedVersion } from './merge';
import type { Field, MergeRule, RecordKind } from './record-kind';
import { keyBytes, type OpenRecord, versionBinding } from './record-store.server';
import type { Arrival, Work } from './work.server';

interface Version {
  readonly field: string;
  readonly version: string;
  readonly value: unknown;
  readonly lost: 0 | 1;
  readonly author: string;
  readonly tablet: string;
  /** ms since 1970, clamped to the time of receipt. */
  readonly writtenAt: number;
}

export interface Versions {
  readonly kind: RecordKind;
  readonly arrival: Arrival;
  /** The record before the change; null when it is new. */
  readonly before: OpenRecord | null;
  readonly merged: Merged;
  readonly key: string;
}

/** A field may be called like something that every object has. */
const own = <Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;

const told: readonly MergeRule[] = ['prose', 'latest', 'narrowest'];

const fieldOf = (kind: RecordKind, name: string): Pick<Field, 'rule' | 'quiet'> =>
  (Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined) ?? { rule: 'latest' };

/** Does anybody ask what this field said before? */
export function hasHistory(kind: RecordKind, name: string): boolean {
  const { rule, quiet } = fieldOf(kind, name);
  return told.includes(rule) && !quiet;
}

/** What was written, what the server put together, and what stood before where that is not kept yet. A value that gave way is marked. */
export async function saveVersions(work: Work, given: Versions): Promise<void> {
  const { kind, arrival, merged, before } = given;
  const lost = merged.lost.filter(({ field, value }) => isWorthKeeping(kind, field, value, merged));
  const isLost = (field: string, version: string) => lost.some(one => one.field === field && one.version === version);
  const written = writtenBy(given, isLost);
  const replaced = (before ? Object.keys(arrival.change.set) : []).flatMap(field => {
    const version = before ? own(before.state.seen, field) : undefined;
    const hasGone = version !== undefined && own(merged.state.seen, field) !== version && hasHistory(kind, field);
    return hasGone ? [{ field, version }] : [];
  });
  await keepVersions(work, given, replaced.length === 0 ? written : [...written, ...(await notKeptYet(work, given, replaced))]);
  if (lost.length > 0) await markLost(work, arrival.change.id, lost);
}

/** Of a field that is fixed for ever, what would have been the same is not worth a word. */
const isWorthKeeping = (kind: RecordKind, field: string, value: unknown, merged: Merged): boolean =>
  !fieldOf(kind, field).quiet && JSON.stringify(own(merged.state.values, field)) !== JSON.stringify(value);

function writtenBy({ kind, arrival, merged }: Versions, isLost: (field: string, version: string) => boolean): Version[] {
  const { change, writer, tablet, receivedAt } = arrival;
  const writtenAt = Math.max(0, Math.min(change.at, receivedAt));
  const here = { author: writer.person, tablet, writtenAt };
  return Object.entries(change.set).flatMap(([field, value]): Version[] => {
    const version = change.change;
    const standing = own(merged.state.seen, field);
    if (isLost(field, version)) return [{ ...here, field, version, value, lost: 1 }];
    if (!hasHistory(kind, field)) return [];
    const isProse = fieldOf(kind, field).rule === 'prose'; // whoever goes on from these very words needs them for merging
    const kept: Version[] = isProse || standing === version ? [{ ...here, field, version, value, lost: 0 }] : [];
    if (standing === mergedVersion(version))
      kept.push({ ...here, writtenAt: receivedAt, field, version: standing, value: own(merged.state.values, field), lost: 0 });
    return kept;
  });
}

/** What stood before and was written before versions were kept of such fields. */
async function notKeptYet(
  work: Work,
  { arrival, before }: Versions,
  replaced: readonly { field: string; version: string }[],
): Promise<Version[]> {
  const unsure = replaced.filter(({ field, version }) => !work.memory.newVersions.has(named(arrival.change.id, field, version)));
  if (!before || unsure.length === 0) return [];
  const kept = await work.tx
    .selectFrom('versions')
    .select(['field', 'version'])
    .where('record', '=', arrival.change.id)
    .where(
      'version',
      'in',
      unsure.map(({ version }) => version),
    )
    .execute();
  const isKept = (one: { field: string; version: string }) =>
    kept.some(({ field, version }) => field === one.field && version === one.version);
  const missing: Version[] = [];
  for (const one of unsure.filter(one => !isKept(one))) missing.push(await standingBefore(work, before, one));
  return missing;
}

async function standingBefore(work: Work, { state }: OpenRecord, { field, version }: { field: string; version: string }): Promise<Version> {
  const from = await writerOf(work, version);
  const [value, writtenAt] = [own(state.values, field), own(state.at, field) ?? state.made];
  return { field, version, value, lost: 0, author: from?.author ?? state.author, tablet: from?.tablet ?? '', writtenAt };
}

/** Who sent a change, and from where, as its receipt says: for what was written before its version was kept. */
export async function writerOf(work: Work, change: string): Promise<{ author: string; tablet: string } | null> {
  await writeDown(work.tx, work.memory);
  const taken = work.tx.selectFrom('receipts').select(['author', 'tablet']).where('change', '=', change);
  return (await taken.where('verdict', '!=', 'quarantined').executeTakeFirst()) ?? null;
}

async function keepVersions(work: Work, { arrival, key }: Versions, versions: readonly Version[]): Promise<void> {
  if (versions.length === 0) return;
  const [bytes, record, { newVersions }] = [await keyBytes(work, key), arrival.change.id, work.memory];
  for (const { field, version, value, lost, author, tablet, writtenAt } of versions) {
    const name = named(record, field, version);
    const plain = { binding: versionBinding(record, field, version), bytes, value };
    const row = { record, field, version, author, tablet, at: arrival.receivedAt, written_at: writtenAt, lost, key, plain };
    if (!newVersions.has(name)) newVersions.set(name, row);
  }
}

async function markLost(work: Work, record: string, lost: readonly LostValue[]): Promise<void> {
  await writeDown(work.tx, work.memory);
  for (const { field, version } of lost)
    await work.tx
      .updateTable('versions')
      .set({ lost: 1 })
      .where('record', '=', record)
      .where('field', '=', field)
      .where('version', '=', version)
      .execute();
}
