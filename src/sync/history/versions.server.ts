// Versions: what every field that people write has said before, sealed as its record is. Quiet fields have none.
// Invariants: 1 what stands in a field lies in its record alone, and becomes a version in the transaction that replaces it; 2 what never
// stood (it gave way, or was put together with another's) is a version at once, and so is what has no receipt to say who wrote it.
import { named, writeDown } from '../memory.server';
import { type LostValue, type Merged, mergedVersion } from '../merge';
import { bringerOf } from '../receipts.server';
import type { Field, MergeRule, RecordKind } from '../record-kind';
import { type OpenRecord, versionBinding } from '../record-store.server';
import { keyBytes } from '../rest-keys.server';
import type { Arrival, Work } from '../work.server';

interface Version {
  readonly field: string;
  readonly version: string;
  readonly value: unknown;
  readonly lost: 0 | 1;
  readonly author: string;
  readonly tablet: string;
  readonly receivedAt: number;
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

/** What stood before, and what was written and does not stand as it is. A value that gave way is marked. */
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
  const stood: Version[] = [];
  if (before) for (const one of replaced) stood.push(await standingBefore(work, before, one, arrival));
  await keepVersions(work, given, [...written, ...stood]);
  if (lost.length > 0) await markLost(work, arrival.change.id, lost);
}

/** Of a field that is fixed for ever, what would have been the same is not worth a word. */
const isWorthKeeping = (kind: RecordKind, field: string, value: unknown, merged: Merged): boolean =>
  !fieldOf(kind, field).quiet && JSON.stringify(own(merged.state.values, field)) !== JSON.stringify(value);

function writtenBy({ kind, arrival, merged }: Versions, isLost: (field: string, version: string) => boolean): Version[] {
  const { change, writer, tablet, receivedAt } = arrival;
  const writtenAt = Math.max(0, Math.min(change.at, receivedAt));
  const here = { author: writer.person, tablet, receivedAt, writtenAt };
  return Object.entries(change.set).flatMap(([field, value]): Version[] => {
    const version = change.change;
    const standing = own(merged.state.seen, field);
    if (isLost(field, version)) return [{ ...here, field, version, value, lost: 1 }];
    if (!hasHistory(kind, field)) return [];
    if (standing === version) return arrival.hasReceipt ? [] : [{ ...here, field, version, value, lost: 0 }];
    const isProse = fieldOf(kind, field).rule === 'prose'; // whoever goes on from these very words needs them for merging
    const kept: Version[] = isProse ? [{ ...here, field, version, value, lost: 0 }] : [];
    if (standing === mergedVersion(version))
      kept.push({ ...here, writtenAt: receivedAt, field, version: standing, value: own(merged.state.values, field), lost: 0 });
    return kept;
  });
}

/** One that is kept already stays as it is. */
async function standingBefore(
  work: Work,
  { state }: OpenRecord,
  one: { readonly field: string; readonly version: string },
  arrival: Arrival,
): Promise<Version> {
  const from = await bringerOf(work, one.version);
  const { values, at, made, author } = state;
  return {
    ...one,
    value: own(values, one.field),
    lost: 0,
    author: from?.author ?? author,
    tablet: from?.tablet ?? '',
    receivedAt: from?.receivedAt ?? arrival.receivedAt,
    writtenAt: own(at, one.field) ?? made,
  };
}

async function keepVersions(work: Work, { arrival, key }: Versions, versions: readonly Version[]): Promise<void> {
  if (versions.length === 0) return;
  const [bytes, record, { newVersions }] = [await keyBytes(work, key), arrival.change.id, work.memory];
  for (const { field, version, value, lost, author, tablet, receivedAt, writtenAt } of versions) {
    const name = named(record, field, version);
    const plain = { binding: versionBinding(record, field, version), bytes, value };
    const row = { record, field, version, author, tablet, at: receivedAt, written_at: writtenAt, lost, key, plain };
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
