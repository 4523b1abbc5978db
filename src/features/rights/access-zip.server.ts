// A report as a zip: a page to read and print, the same as JSON, and photos and voice notes opened. For a command and a route alike.
import { Readable } from 'node:stream';
import type { Clock } from '../../kernel/clock';
import { writeAudit } from '../../server/audit';
import type { BlobFiles } from '../../server/blobs';
import { type ZipEntry, zipOf } from '../../server/zip';
import { bytesAtRest } from '../../sync/attachments/files-at-rest.server';
import { openFile } from '../../sync/attachments/upload.server';
import { type ChangeLogParts, inTransaction } from '../../sync/work.server';
import { gatherChild } from './access-child.server';
import { gatherNursery } from './access-nursery.server';
import { accessPage } from './access-page';
import { gatherPerson } from './access-person.server';
import type { AccessReport, FileToOpen } from './access-report';
import type { Found } from './gathered';

export interface AccessParts extends ChangeLogParts {
  readonly clock: Clock;
  readonly files: BlobFiles;
  /** Whose hand it is, for the trail: a person's id; without it, whoever keeps the server. */
  readonly by?: string;
}

type What = AccessReport['what'];
const gatherers = { person: gatherPerson, child: gatherChild, nursery: gatherNursery } as const;
const acts = { person: 'access-report-made', child: 'baby-report-made', nursery: 'nursery-export-fetched' } as const;

/** Everything of it as it stands at one moment, and nobody hears that somebody looked; null: there is nothing of this id. */
export const gather = (parts: AccessParts, what: What, id: string): Promise<Found | null> =>
  inTransaction(parts, work => gatherers[what](work, { files: parts.files, now: parts.clock() }, id), 'snapshot');

/** The same with a line in the trail that somebody had it put together. */
export async function accessReport(parts: AccessParts, what: What, id: string): Promise<Found | null> {
  const found = await gather(parts, what, id);
  if (found) await noteReport(parts, what, id);
  return found;
}

async function noteReport({ db, clock, by = 'operator' }: AccessParts, what: What, id: string): Promise<void> {
  const person = db.selectFrom('people').select('home as counter').where('id', '=', id);
  const child = db.selectFrom('records').select('counter').where('id', '=', id);
  const found = what === 'nursery' ? { counter: id } : await (what === 'person' ? person : child).executeTakeFirstOrThrow();
  const line = { at: clock(), counter: found.counter, who: by, what: acts[what], about: id, tablet: null };
  await db.transaction().execute(tx => writeAudit(tx, line));
}

async function bytesOf(parts: AccessParts, { id, key }: FileToOpen): Promise<Uint8Array | null> {
  try {
    const bytes = await bytesAtRest(parts, id);
    return bytes && (await inTransaction(parts, work => openFile(work, id, key, bytes)));
  } catch (fault) {
    parts.report(fault);
    return null;
  }
}

/** Where a file could not be opened the report says that it is not there. */
const without = (report: AccessReport, missing: ReadonlySet<string>): AccessReport => ({
  ...report,
  sections: report.sections.map(section => ({
    ...section,
    records: section.records.map(record => ({
      ...record,
      files: record.files.map(one => (one.name !== null && missing.has(one.name) ? { ...one, name: null } : one)),
    })),
  })),
});

async function* entriesOf(parts: AccessParts, { report, toOpen }: Found): AsyncGenerator<ZipEntry> {
  const missing = new Set<string>();
  for (const one of toOpen) {
    const bytes = await bytesOf(parts, one);
    if (bytes) yield { name: one.name, bytes };
    else missing.add(one.name);
  }
  const whole = without(report, missing);
  yield { name: 'index.html', bytes: Buffer.from(accessPage(whole), 'utf8') };
  yield { name: 'report.json', bytes: Buffer.from(`${JSON.stringify(whole, null, 2)}\n`, 'utf8') };
}

/** A file at a time: no more than one photo is in memory. */
export const accessZip = (parts: AccessParts, found: Found): Readable =>
  Readable.from(zipOf(entriesOf(parts, found), found.report.madeAt), { objectMode: false });
