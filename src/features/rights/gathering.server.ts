// Opens records for a report on somebody: their words, what stood there before, who can read them, and the files that belong to them.
import type { BlobFiles } from '../../server/blobs';
import type { Tables } from '../../server/database';
import { attachmentKind } from '../../sync/attachments/attachment';
import { counterOf } from '../../sync/bucket';
import { worthShowing } from '../../sync/history/history';
import type { RowState } from '../../sync/merge';
import { loadVersion, openState } from '../../sync/record-store.server';
import type { Work } from '../../sync/work.server';
import { type EarlierWords, type FileToOpen, fileName, type ReportedFile, type ReportedRecord } from './access-report';
import { fieldsInWords } from './kinds-of-data';

/** Rows in one statement. */
const batch = 500;

export type Row = Tables['records'];

export interface Opened {
  readonly row: Row;
  readonly state: RowState;
  /** The buckets in which it stands now. */
  readonly buckets: readonly string[];
}

/** What ids are called that stand in records: people, rooms, nurseries, tablets. */
export type Names = ReadonlyMap<string, string>;

/** How this reader is told who wrote something. */
export type Voice = (author: string) => string;

export async function loadNames({ tx }: Work): Promise<Names> {
  const people = await tx.selectFrom('people').select(['id', 'name']).execute();
  const rooms = await tx.selectFrom('rooms').select(['id', 'name']).execute();
  const nurseries = await tx.selectFrom('nurseries').select(['id', 'name']).execute();
  const tablets = await tx.selectFrom('tablets').select(['id', 'name']).execute();
  return new Map([...tablets, ...rooms, ...nurseries, ...people].map(({ id, name }) => [id, name]));
}

/** One that does not open is told to whoever keeps the server, and left out. */
export async function openAll(work: Work, ids: readonly string[]): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  for (let at = 0; at < ids.length; at += batch) {
    const some = ids.slice(at, at + batch);
    const rows = await work.tx.selectFrom('records').selectAll().where('id', 'in', some).orderBy('id').execute();
    const standing = work.tx.selectFrom('record_buckets').select(['record', 'bucket']).where('record', 'in', some).where('gone', '=', 0);
    const buckets = await standing.orderBy('bucket').execute();
    for (const row of rows) {
      const state = await openState(work, row).catch(work.parts.report);
      const of = buckets.flatMap(({ record, bucket }) => (record === row.id ? [bucket] : []));
      if (state) opened.push({ row, state, buckets: of });
    }
  }
  return opened;
}

/** The ids of people, rooms and nurseries in these fields are read as what they are called. */
const namedFields: readonly string[] = ['keyPerson', 'room', 'nursery'];
const withNames = (names: Names, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, namedFields.includes(field) ? (names.get(String(value)) ?? value) : value]),
  );

interface Reading {
  readonly names: Names;
  readonly voice: Voice;
}

async function earlierWords(work: Work, { row, state }: Opened, { names, voice }: Reading): Promise<readonly EarlierWords[]> {
  const kept = await work.tx
    .selectFrom('versions')
    .select(['field', 'version', 'author', 'tablet', 'at', 'written_at', 'lost'])
    .where('record', '=', row.id)
    .execute();
  const dated = kept.map(({ field, version, author, tablet, at, written_at, lost }) => {
    const standing = state.seen[field] === version ? 'stands' : lost === 1 ? 'lost' : 'earlier';
    return { field, version, author, tablet, at: written_at ?? at, standing } as const;
  });
  const shown = new Set(worthShowing(dated));
  const found: EarlierWords[] = [];
  for (const one of dated.sort((a, b) => b.at - a.at)) {
    const value = (await loadVersion(work, row.id, one.field, one.version))?.value;
    const [read] = fieldsInWords(row.kind, withNames(names, { [one.field]: value }));
    if (!read || one.standing === 'stands') continue;
    const { at, standing, author, tablet } = one;
    const who = { by: voice(author), tablet: names.get(tablet) ?? '' };
    found.push({ at, label: read.label, value: read.value, ...who, standing, isPause: !shown.has(one) });
  }
  return found;
}

/** Who can read what stands in this bucket; `person`: whom the report is about. */
function readersOf(bucket: string, person: string, mentors: ReadonlyMap<string, readonly string[]>, names: Names): string {
  const scope = bucket.slice(0, bucket.indexOf(':'));
  const [of = ''] = bucket.slice(scope.length + 1).split('@');
  const place = names.get(counterOf(bucket)) ?? counterOf(bucket);
  if (scope === 'person') return of === person ? 'you' : 'whoever wrote it';
  if (scope === 'mentoring') {
    const who = (mentors.get(bucket) ?? []).map(id => names.get(id) ?? '').filter(name => name !== '');
    const whose = of === person ? 'your mentor' : 'the mentor of whoever wrote it';
    return who.length > 0 ? `${whose} (${who.join(', ')})` : `${whose}: nobody at present`;
  }
  if (scope === 'room') return `everybody who works in ${names.get(of) ?? of}, ${place}`;
  if (scope === 'nursery') return `everybody who works at ${place}`;
  if (scope === 'leaders') return `the leaders of ${place}`;
  if (scope === 'leads') return 'whoever leads the programme';
  return scope === 'programme' ? 'everybody in the programme' : 'everybody who belongs to the event';
}

function youFirst(readers: readonly string[]): readonly string[] {
  const others = [...new Set(readers)].filter(one => one !== 'you');
  if (!readers.includes('you')) return others;
  return others.length === 0 ? ['you alone'] : ['you', ...others];
}

/** Who mentors now, by bucket. */
export async function mentorsNow({ tx }: Work, now: number): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const { mentor, educator, nursery, until } of await tx.selectFrom('mentorings').selectAll().execute()) {
    const bucket = `mentoring:${educator}@${nursery}`;
    if (until === null || until > now) found.set(bucket, [...(found.get(bucket) ?? []), mentor]);
  }
  return found;
}

export interface Gathering extends Reading {
  readonly person: string;
  readonly mentors: ReadonlyMap<string, readonly string[]>;
}

/** A record as it stands, without its files and without what it said before. */
export function recordAsItStands(
  { row, state, buckets }: Opened,
  { person, mentors, names, voice }: Gathering,
): Omit<ReportedRecord, 'files'> {
  return {
    ...{ kind: row.kind, id: row.id, madeAt: state.made, by: voice(state.author) },
    fields: fieldsInWords(row.kind, withNames(names, state.values)),
    earlier: [],
    seenBy: youFirst(buckets.map(bucket => readersOf(bucket, person, mentors, names))),
  };
}

/** The same with what it said before. */
export const recordInWords = async (work: Work, opened: Opened, gathering: Gathering): Promise<Omit<ReportedRecord, 'files'>> => ({
  ...recordAsItStands(opened, gathering),
  earlier: await earlierWords(work, opened, gathering),
});

export interface Files {
  /** By the record that they belong to. */
  readonly bySubject: ReadonlyMap<string, readonly ReportedFile[]>;
  readonly toOpen: readonly FileToOpen[];
}

/** The photos and voice notes among these records; the small pictures say nothing more. */
export async function filesAmong(work: Work, files: Pick<BlobFiles, 'size'>, all: readonly Opened[]): Promise<Files> {
  const bySubject = new Map<string, ReportedFile[]>();
  const toOpen: FileToOpen[] = [];
  for (const { row, state } of all) {
    if (row.kind !== attachmentKind.name || state.values.standing === 'removed') continue;
    const here = await work.tx.selectFrom('blobs').select('here_at').where('id', '=', row.id).executeTakeFirst();
    const isHere = here !== undefined && here.here_at !== null && (await files.size(row.id)) !== null;
    const name = fileName(row.id, String(state.values.mime));
    const what = state.values.what === 'voice' ? 'voice' : 'photo';
    const subject = String(state.values.subject);
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), { name: isHere ? name : null, what, takenAt: state.made }]);
    if (isHere) toOpen.push({ id: row.id, name, key: String(state.values.key) });
  }
  return { bySubject, toOpen };
}
