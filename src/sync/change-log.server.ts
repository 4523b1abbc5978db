// The change log: applies a change once to its record, keeps what gave way, and gives what was touched its place.
// Invariants: 1 a record's place is taken as the last thing of the transaction, from its counter row; 2 nothing is
// written to a record whose policy does not allow it; 3 what people wrote stays among the versions
// when it is replaced, and who lost a tie is told by a record of her own.
import { sql } from 'kysely';
import { minutes } from '../kernel/clock';
import { isUuid } from '../kernel/id';
import { ok, type Result, trouble } from '../kernel/result';
import { writeAuditSeldom } from '../server/audit';
import { bulkInsert } from '../server/bulk-insert';
import type { Writing } from '../server/database';
import { counterOf } from './bucket';
import { closeRecord } from './closing.server';
import { wasCleared } from './erasures/erased.server';
import { followedId, holdFollowed, holdRecord, moveFollowers } from './follow.server';
import { setAsideChanges } from './history/set-aside.server';
import { saveVersions } from './history/versions.server';
import { namesOf } from './kind-versions';
import { writeDown } from './memory.server';
import { type Merged, merge, mergedVersion, type RowState } from './merge';
import { mergeProse } from './prose';
import { misfittingField, missingField, type RecordKind, rowOf } from './record-kind';
import { loadRecord, loadText, type OpenRecord, saveRecord } from './record-store.server';
import type { QuarantineReason } from './verdict';
import type { Arrival, Work } from './work.server';

/** What one person does again and again in so long (ms) is one line of the trail. */
const oneSitting = minutes(10);

/** `mayWrite` is asked unless the set-up of a nursery writes on its own behalf. */
export async function applyChange(work: Work, arrival: Arrival, asSetUp = false): Promise<Result<'applied' | 'merged', QuarantineReason>> {
  const { change, writer } = arrival;
  const kind = work.parts.kinds.get(change.kind);
  const policy = work.parts.policies.get(change.kind);
  if (!kind || !policy) return trouble('unknown-kind');
  if (change.version > kind.version) return trouble('future-version');
  if (misfittingField(kind, change.set) !== null) return trouble('outside-limits');
  await holdRecord(work, change.id);
  const record = await loadRecord(work, change.id);
  if (record ? record.kind !== kind.name : !asSetUp && !mayBeCalled(kind, arrival)) return trouble('not-allowed');
  const merged = await mergeInto(work, kind, record?.state ?? null, arrival);
  if (missingField(kind, merged.state.values) !== null) return trouble('missing-field');
  const follows = followedId(policy, merged.state.values);
  const draft = {
    id: change.id,
    writer,
    author: merged.state.author,
    before: record?.state.values ?? null,
    after: rowOf(kind, merged.state) ?? merged.state.values,
    followed: follows === null ? null : await holdFollowed(work, policy, follows),
  };
  if (!asSetUp && !policy.mayWrite(draft)) return trouble('not-allowed');
  const buckets = policy.buckets(draft);
  await keep(work, { kind, arrival, record, merged, buckets, follows });
  const act = asSetUp ? null : policy.audits?.(draft);
  const done = { at: arrival.receivedAt, counter: counterOf(buckets[0] ?? ''), who: writer.person, tablet: arrival.tablet };
  if (act) await writeAuditSeldom(work.tx, { ...done, ...act }, oneSitting);
  if (merged.lost.length > 0) for (const told of await setAsideChanges(work, kind, arrival, merged)) await applyChange(work, told, true);
  await moveFollowers(work, kind, { id: change.id, author: draft.author, counter: counterOf(buckets[0] ?? ''), buckets });
  return ok(merged.outcome);
}

/** Nobody makes a record under a name that is another's to make: UUIDs, or the one id that the kind gives to the writer's. */
const mayBeCalled = (kind: RecordKind, { change, writer }: Arrival): boolean =>
  kind.naturalId ? change.id === kind.naturalId(writer.person, change.set) : isUuid(change.id);

async function mergeInto(work: Work, kind: RecordKind, state: RowState | null, { change, writer, receivedAt }: Arrival): Promise<Merged> {
  const texts = new Map<string, string | null>();
  for (const [field, version] of Object.entries(change.base))
    if (kind.fields[field]?.rule === 'prose' && state?.seen[field] !== version)
      texts.set(field, await textOf(work, change.id, namesOf(kind, field), version));
  const incoming = { ...change, author: writer.person, at: Math.max(0, Math.min(change.at, receivedAt)) };
  return merge(kind, state, incoming, { textAt: field => texts.get(field) ?? null, mergeProse, nameMerged: mergedVersion });
}

/** A version of a field that was called otherwise when it was written is kept under that name. */
async function textOf(work: Work, record: string, names: readonly string[], version: string): Promise<string | null> {
  for (const name of names) {
    const text = await loadText(work, record, name, version);
    if (text !== null) return text;
  }
  return null;
}

interface Kept {
  readonly kind: RecordKind;
  readonly arrival: Arrival;
  readonly record: OpenRecord | null;
  readonly merged: Merged;
  readonly buckets: readonly string[];
  readonly follows: string | null;
}

async function keep(work: Work, { kind, arrival, record, merged, buckets, follows }: Kept): Promise<void> {
  const { change } = arrival;
  const earlier = work.touched.get(change.id)?.keys() ?? [];
  const standing = new Map<string, boolean>();
  for (const bucket of [...(record?.buckets ?? []), ...earlier]) standing.set(bucket, false);
  for (const bucket of buckets) standing.set(bucket, true);
  work.touched.set(change.id, standing);
  const sealed = await closeRecord(work, { id: change.id, kind: kind.name, state: merged.state, buckets, follows });
  if (arrival.hasReceipt) bringIn(work, arrival);
  await saveRecord(work, sealed, record, firstVersion(work, arrival));
  await saveVersions(work, { kind, arrival, before: record, merged, key: sealed.key });
}

/** A tablet may still have what was cleared away under this name, in a version that no clock has reached. */
const firstVersion = (work: Work, { change, receivedAt }: Arrival): number =>
  wasCleared(work, change.id) ? Math.ceil(receivedAt / 1_000) : 1;

/** Its receipt is written down later. */
const bringIn = ({ memory }: Work, { change, writer, tablet, receivedAt }: Arrival) =>
  memory.bringers.set(change.change, { author: writer.person, tablet, receivedAt });

/** The last statements of the transaction: places without gaps, each bucket's from the one locked row of its counter. */
export async function takePlaces({ tx, touched, memory }: Work): Promise<void> {
  await writeDown(tx, memory);
  const moves = [...touched].flatMap(([record, buckets]) =>
    [...buckets].map(([bucket, stands]) => ({ bucket, record, gone: stands ? 0 : 1, counter: counterOf(bucket) })),
  );
  for (const counter of [...new Set(moves.map(move => move.counter))].sort()) {
    const moved = moves.filter(move => move.counter === counter);
    const first = await takePlacesOf(tx, counter, moved.length);
    await placeInBuckets(
      tx,
      moved.map(({ bucket, record, gone }, at) => ({ bucket, record, place: first + at, gone })),
    );
  }
}

/** Takes so many places at once; gives the first. */
async function takePlacesOf(tx: Writing, counter: string, count: number): Promise<number> {
  const { place } = await tx
    .insertInto('counters')
    .values({ id: counter, place: count })
    .onConflict(at => at.column('id').doUpdateSet({ place: sql`counters.place + excluded.place` }))
    .returning('place')
    .executeTakeFirstOrThrow();
  return place - count + 1;
}

const placeInBuckets = bulkInsert('record_buckets', ['bucket', 'record', 'place', 'gone'], insert =>
  insert.onConflict(on =>
    on.columns(['bucket', 'record']).doUpdateSet(({ ref }) => ({ place: ref('excluded.place'), gone: ref('excluded.gone') })),
  ),
);
