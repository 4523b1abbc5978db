// Who may fetch the bytes of an attachment, and when the server lets go of them: removed, erased, or never brought to an end.
import { days, minutes } from '../../kernel/clock';
import { ok, type Result, trouble } from '../../kernel/result';
import { bucketsFor, loadFacts } from '../policy.server';
import type { AskingTablet } from '../pull.server';
import { loadRecord } from '../record-store.server';
import { inTransaction } from '../work.server';
import { layFilesAnew } from './files-at-rest.server';
import { standingOf, type UploadParts } from './upload.server';

/** The same walls as for a pull: the tablet is hers or her nursery's, and the record is in a bucket that she may have now. */
export const mayFetch = (parts: UploadParts, tablet: AskingTablet, person: string, id: string): Promise<Result<number, 'not-found'>> =>
  inTransaction(parts, async work => {
    const facts = await loadFacts(work.tx, person, { now: parts.clock(), toldAt: null });
    const isHers = facts && (tablet.person === person || facts.memberships.some(({ nursery }) => nursery === tablet.nursery));
    const record = isHers ? await loadRecord(work, id) : null;
    const here = await work.tx.selectFrom('blobs').select(['size', 'here_at']).where('id', '=', id).executeTakeFirst();
    if (!facts || !record || !standingOf(record) || !here || here.here_at === null) return trouble('not-found');
    const hers = new Set(bucketsFor(facts));
    return record.buckets.some(bucket => hers.has(bucket)) ? ok(here.size) : trouble('not-found');
  });

/** Longer than any tablet goes on with one upload without a word; it begins anew from its own copy. */
const longestUpload = days(30);
/** A file that somebody has just begun may not have its row yet. */
const youngest = minutes(60);

/**
 * Lets go of bytes whose record is removed or gone, of uploads that nobody goes on with, and of files that nobody knows. Gives how many.
 * What stays lies under the key of the baby that it is about.
 */
export async function sweepBlobs(parts: UploadParts): Promise<number> {
  const now = parts.clock();
  const over = await overdue(parts, now);
  for (const id of over) {
    await parts.db.deleteFrom('blobs').where('id', '=', id).execute();
    await parts.files.remove(id);
  }
  const known = new Set((await parts.db.selectFrom('blobs').select('id').execute()).map(({ id }) => id));
  let orphans = 0;
  for await (const { id, changed } of parts.files.list()) {
    if (known.has(id) || now - changed < youngest) continue;
    await parts.files.remove(id);
    orphans += 1;
  }
  await layFilesAnew(parts);
  return over.length + orphans;
}

/** Only records that have moved since somebody last looked are opened again. */
async function overdue(parts: UploadParts, now: number): Promise<readonly string[]> {
  const rows = await parts.db
    .selectFrom('blobs')
    .leftJoin('records', 'records.id', 'blobs.id')
    .select(['blobs.id', 'blobs.version as seen', 'blobs.begun_at', 'blobs.here_at', 'records.version'])
    .execute();
  const over: string[] = [];
  for (const { id, seen, version, begun_at, here_at } of rows) {
    const isStale = here_at === null && now - begun_at > longestUpload;
    if (version === null || isStale || (version !== seen && !(await stillStands(parts, id)))) over.push(id);
  }
  return over;
}

const stillStands = (parts: UploadParts, id: string): Promise<boolean> =>
  inTransaction(parts, async work => {
    const standing = standingOf(await loadRecord(work, id));
    if (standing) await work.tx.updateTable('blobs').set({ version: standing.version }).where('id', '=', id).execute();
    return standing !== null;
  });
