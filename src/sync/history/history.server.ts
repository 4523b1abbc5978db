// The history of one record: what each of its fields has said, who wrote it, where and when, for those who may read the record now.
// Invariants: 1 who may not have the record now learns not even that it exists; 2 what reached somebody as a snapshot
// (a mentor) brings her nothing that was said before or beside it.
import { deflateRawSync } from 'node:zlib';
import { toBase64Url } from '../../kernel/bytes';
import type { Clock } from '../../kernel/clock';
import { ok, type Result, trouble } from '../../kernel/result';
import { seal } from '../../server/sealing';
import { vaultKeyId } from '../key-ids';
import { namesOf } from '../kind-versions';
import { bucketsFor, type Facts, loadFacts } from '../policy.server';
import { type AskingTablet, mayAsk } from '../pull.server';
import { bringerOf } from '../receipts.server';
import type { RecordKind } from '../record-kind';
import { loadRecord, loadVersion, type OpenRecord } from '../record-store.server';
import { keyBytes } from '../rest-keys.server';
import { type ChangeLogParts, inTransaction, type Work } from '../work.server';
import {
  type FieldVersion,
  type HistoryAnswer,
  type HistoryContent,
  type HistoryRequest,
  historyBinding,
  mostVersions,
  worthShowing,
} from './history';
import { hasHistory } from './versions.server';

export interface HistoryParts extends ChangeLogParts {
  readonly clock: Clock;
}

/** `not-found` for whatever she may not have, there or not. */
export async function answerHistory(
  parts: HistoryParts,
  tablet: AskingTablet,
  request: HistoryRequest,
): Promise<Result<HistoryAnswer, 'not-found'>> {
  return inTransaction(
    parts,
    async work => {
      const facts = await loadFacts(work.tx, request.person, { now: parts.clock(), toldAt: null });
      const record = await loadRecord(work, request.record);
      const kind = record ? parts.kinds.get(record.kind) : undefined;
      if (!facts || !record || !kind || !mayAsk(tablet, facts) || !mayRead(facts, record)) return trouble('not-found');
      const content = await contentOf(work, kind, { id: request.record, record, skip: request.skip });
      const key = vaultKeyId(request.person);
      const binding = historyBinding(tablet.id, request.person, request.record, key);
      const plain = deflateRawSync(Buffer.from(JSON.stringify(content), 'utf8'));
      const bytes = toBase64Url(seal(await keyBytes(work, key), binding, plain));
      return ok({ v: 1, page: { holder: request.person, key, bytes } });
    },
    'snapshot',
  );
}

/** What reaches her through a mentoring alone is a snapshot, and not its story. */
function mayRead(facts: Facts, { state, buckets }: OpenRecord): boolean {
  const hers = bucketsFor(facts).filter(bucket => buckets.includes(bucket));
  return hers.some(bucket => state.author === facts.person || !bucket.startsWith('mentoring:'));
}

interface Asked {
  readonly id: string;
  readonly record: OpenRecord;
  readonly skip: number;
}

/** A version as it is known without opening it. */
interface Known extends Omit<FieldVersion, 'value'> {
  /** What the field was called when it was written. */
  readonly name: string;
}

async function contentOf(work: Work, kind: RecordKind, { id, record, skip }: Asked): Promise<HistoryContent> {
  const kept = await keptVersions(work, kind, id, record);
  const known = [...kept, ...(await standingAlone(work, kind, record, kept))];
  const shown = worthShowing(known);
  const page = shown.slice(skip, skip + mostVersions);
  const names = await tabletNames(work, page);
  const versions: FieldVersion[] = [];
  for (const { name, ...one } of page) {
    const value = await openValue(work, id, record, { ...one, name });
    versions.push({ ...one, tablet: names.get(one.tablet) ?? '', value });
  }
  return { versions, more: shown.length > skip + page.length };
}

async function keptVersions(work: Work, kind: RecordKind, id: string, { state }: OpenRecord): Promise<readonly Known[]> {
  const rows = await work.tx
    .selectFrom('versions')
    .select(['field', 'version', 'author', 'tablet', 'at', 'written_at', 'lost'])
    .where('record', '=', id)
    .execute();
  const fieldByName = new Map(Object.keys(kind.fields).flatMap(field => namesOf(kind, field).map(name => [name, field])));
  return rows.flatMap(({ field: name, version, author, tablet, at, written_at, lost }) => {
    const field = fieldByName.get(name);
    if (field === undefined || !hasHistory(kind, field)) return [];
    const standing = state.seen[field] === version ? 'stands' : lost === 1 ? 'lost' : 'earlier';
    return [{ field, name, version, author, tablet, at: written_at ?? at, standing } as const];
  });
}

/** What stands and has not been replaced yet. */
async function standingAlone(work: Work, kind: RecordKind, { state }: OpenRecord, kept: readonly Known[]): Promise<readonly Known[]> {
  const alone: Known[] = [];
  for (const [field, version] of Object.entries(state.seen)) {
    const isKnown = kept.some(one => one.field === field && one.standing === 'stands');
    if (isKnown || !Object.hasOwn(kind.fields, field) || !hasHistory(kind, field)) continue;
    const from = await bringerOf(work, version);
    const written = { author: from?.author ?? state.author, tablet: from?.tablet ?? '', at: state.at[field] ?? state.made };
    alone.push({ field, name: field, version, ...written, standing: 'stands' });
  }
  return alone;
}

async function tabletNames({ tx }: Work, versions: readonly Known[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(versions.map(({ tablet }) => tablet))];
  const rows = ids.length === 0 ? [] : await tx.selectFrom('tablets').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function openValue(work: Work, id: string, { state }: OpenRecord, { field, name, version, standing }: Known): Promise<unknown> {
  if (standing === 'stands') return state.values[field] ?? null;
  return (await loadVersion(work, id, name, version))?.value ?? null;
}
