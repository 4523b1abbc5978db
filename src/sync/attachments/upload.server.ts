// Takes the bytes of attachments: only of records that stand, only as many as they say, and only if they are what was signed.
import type { Clock } from '../../kernel/clock';
import { ok, type Result, trouble } from '../../kernel/result';
import { type BlobFiles, sha256Of } from '../../server/blobs';
import type { Tables } from '../../server/database';
import { newestGeneration } from '../../server/key-generations';
import { open } from '../../server/sealing';
import { counterOf } from '../bucket';
import { isReally } from '../content-check';
import { generationIn, vaultKeyId } from '../key-ids';
import type { AskingTablet } from '../pull.server';
import { loadRecord, type OpenRecord } from '../record-store.server';
import { type ChangeLogParts, inTransaction, type Work } from '../work.server';
import { type BlobType, mostBytes, whatOf } from './attachment';
import { layFile } from './files-at-rest.server';
import { frameBinding, framesIn, joined } from './sealed-file';
import { auditUpload } from './uploads-audited.server';

export interface UploadParts extends ChangeLogParts {
  readonly clock: Clock;
  readonly files: BlobFiles;
}

/** What one tablet may have begun and not brought to its end. */
const mostUnfinished = 64 * 1024 * 1024;

export type UploadTrouble =
  | 'not-found'
  | 'bad-request'
  | 'body-too-large'
  | 'too-many-requests'
  | 'upload-elsewhere'
  | 'upload-damaged'
  | 'upload-not-taken';

type Blob = Tables['blobs'];

/** Null when it has been removed, or was never one that has bytes. */
export function standingOf(record: OpenRecord | null) {
  const values = record?.state.values;
  const what = record && values ? whatOf(record.kind, values) : null;
  return record && values && what && values.standing !== 'removed' ? { what, values, version: record.version } : null;
}

/** Her own key, or one that a nursery has whose rows the record is among. */
async function isKeyOf({ tx }: Work, record: OpenRecord, key: unknown): Promise<boolean> {
  if (key === vaultKeyId(record.state.author)) return true;
  for (const nursery of new Set(record.buckets.map(counterOf))) {
    const generation = generationIn(String(key), nursery);
    if (generation !== null && generation <= (await newestGeneration(tx, nursery))) return true;
  }
  return false;
}

const rowOf = (work: Work, id: string): Promise<Blob | undefined> =>
  work.tx.selectFrom('blobs').selectAll().where('id', '=', id).executeTakeFirst();

/**
 * The wall of uploads: the tablet is the author's own, or of a nursery in which she works or ever did (she may have left before her
 * photos). To everybody else there is no such attachment, and nobody else can stand in the way of one.
 */
export async function mayBring(parts: UploadParts, tablet: AskingTablet, id: string): Promise<boolean> {
  const { db } = parts;
  const record = await db.selectFrom('records').select('author').where('id', '=', id).executeTakeFirst();
  if (!record || tablet.person === record.author) return record !== undefined;
  const works = db.selectFrom('memberships').select('id').where('person', '=', record.author).where('nursery', '=', tablet.nursery);
  const isHers = tablet.nursery !== null && (await works.limit(1).executeTakeFirst()) !== undefined;
  if (!isHers) await auditUpload(parts, tablet.id, 'upload-foreign');
  return isHers;
}

/** Begins an upload, or finds the one that was begun; it is brought on from the offset that `offsetOf` gives. */
export const beginUpload = (parts: UploadParts, tablet: string, id: string, length: number): Promise<Result<null, UploadTrouble>> =>
  inTransaction(parts, async work => {
    const record = await loadRecord(work, id);
    const standing = standingOf(record);
    if (!record || !standing) return trouble('not-found');
    const { what, values, version } = standing;
    if (length > mostBytes[what]) return trouble('body-too-large');
    if (length !== values.size || !(await isKeyOf(work, record, values.key))) return trouble('bad-request');
    const before = await rowOf(work, id);
    if (before) return before.refused === 1 ? trouble('upload-not-taken') : ok(null);
    if ((await unfinishedOf(work, tablet)) + length > mostUnfinished) return trouble('too-many-requests');
    const sha256 = String(values.sha256);
    const row: Blob = { id, what, tablet, size: length, sha256, version, begun_at: parts.clock(), here_at: null, refused: 0 };
    await work.tx
      .insertInto('blobs')
      .values(row)
      .onConflict(at => at.doNothing())
      .execute();
    return ok(null);
  });

async function unfinishedOf({ tx }: Work, tablet: string): Promise<number> {
  const rows = await tx
    .selectFrom('blobs')
    .select('size')
    .where('tablet', '=', tablet)
    .where('here_at', 'is', null)
    .where('refused', '=', 0)
    .execute();
  return rows.reduce((sum, { size }) => sum + size, 0);
}

export interface Offset {
  readonly offset: number;
  readonly size: number;
}

/** How far an upload has come. One whose last byte came just before the server fell is ended now. */
export async function offsetOf(parts: UploadParts, id: string): Promise<Result<Offset, UploadTrouble>> {
  const row = await parts.db.selectFrom('blobs').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return trouble('not-found');
  const { size } = row;
  if (row.refused === 1) return trouble('upload-not-taken');
  if (row.here_at !== null) return ok({ offset: size, size });
  const offset = await parts.files.grown(id);
  if (offset < size) return ok({ offset, size });
  const ended = await endUpload(parts, id);
  return ended.ok ? ok({ offset: size, size }) : ended;
}

/**
 * Takes bytes from `offset` on, which must be where the upload stands (`upload-elsewhere`: it is not); what arrives before the
 * connection breaks stays. The last byte ends it: `upload-damaged`, and it begins anew; `upload-not-taken`: it never will be.
 */
export async function takeBytes(
  parts: UploadParts,
  id: string,
  offset: number,
  source: AsyncIterable<Uint8Array>,
): Promise<Result<Offset, UploadTrouble>> {
  const stands = await offsetOf(parts, id);
  if (!stands.ok) return stands;
  const { size } = stands.value;
  if (stands.value.offset !== offset) return trouble('upload-elsewhere');
  if (offset === size) return ok({ offset, size });
  const grown = await parts.files.grow(id, offset, size, source);
  if (grown < size) return ok({ offset: grown, size });
  const ended = await endUpload(parts, id);
  return ended.ok ? ok({ offset: size, size }) : ended;
}

async function endUpload(parts: UploadParts, id: string): Promise<Result<null, UploadTrouble>> {
  const bytes = await parts.files.readGrown(id);
  const judged = await inTransaction(parts, async work => judge(work, await rowOf(work, id), bytes));
  if (!judged.ok) {
    await parts.files.remove(id);
    if (judged.trouble === 'upload-not-taken') await refuseForGood(parts, id);
    return judged;
  }
  await layFile(parts, id, bytes);
  await note(parts, id, { here_at: parts.clock() });
  return ok(null);
}

async function refuseForGood(parts: UploadParts, id: string): Promise<void> {
  const row = await parts.db.updateTable('blobs').set({ refused: 1 }).where('id', '=', id).returning('tablet').executeTakeFirst();
  if (row) await auditUpload(parts, row.tablet, 'upload-not-taken');
}

const note = ({ db }: UploadParts, id: string, set: Partial<Blob>) => db.updateTable('blobs').set(set).where('id', '=', id).execute();

async function judge(work: Work, row: Blob | undefined, bytes: Buffer): Promise<Result<null, UploadTrouble>> {
  const standing = row && standingOf(await loadRecord(work, row.id));
  if (!row || !standing) return trouble('not-found');
  if (sha256Of(bytes) !== row.sha256) return trouble('upload-damaged');
  const { key, mime } = standing.values;
  const clear = await openFile(work, row.id, String(key), bytes);
  return clear && isReally(mime as BlobType, clear) ? ok(null) : trouble('upload-not-taken');
}

/** The clear bytes; null where they do not open, are not in order or not whole. */
export async function openFile(work: Work, id: string, keyId: string, bytes: Buffer): Promise<Uint8Array | null> {
  const key = await work.parts.keyring.get(keyId, work.tx);
  const frames = framesIn(bytes);
  if (!key || !frames || frames.length === 0) return null;
  const parts: Uint8Array[] = [];
  for (const [at, frame] of frames.entries()) {
    const opened = open(key, frameBinding(id, at, at === frames.length - 1), frame);
    if (!opened.ok) return null;
    parts.push(opened.value);
  }
  return joined(parts);
}
