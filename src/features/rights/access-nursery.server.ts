// What the leaders of a nursery may read there, for whoever moves it elsewhere: where a record stands decides, as it does on their tablets.
// Invariant: what stands in no bucket of the nursery's leaders is not in it, whoever wrote it; neither is what a record said before, because
// it may have been private then.
import { leadersBucket, nurseryBucket, roomBucket } from '../../sync/bucket';
import type { Work } from '../../sync/work.server';
import { colleagueKind } from '../roster/colleague';
import type { AccessReport, Fact } from './access-report';
import { type Found, type Sources, sectionsOf } from './gathered';
import { filesAmong, type Gathering, loadNames, mentorsNow, openAll, recordAsItStands } from './gathering.server';
import { kindsOfData, titleOfKind } from './kinds-of-data';

interface Room {
  readonly id: string;
  readonly name: string;
  readonly removed_at: number | null;
}

async function idsFor({ tx }: Work, nursery: string, rooms: readonly Room[]): Promise<readonly string[]> {
  const buckets = [nurseryBucket(nursery), leadersBucket(nursery), ...rooms.map(({ id }) => roomBucket(id, nursery))];
  const standing = tx.selectFrom('record_buckets').select('record').distinct().where('gone', '=', 0).where('bucket', 'in', buckets);
  return (await standing.orderBy('record').execute()).map(({ record }) => record);
}

/** Notes for machines, and the small pictures of photos, are nothing to read. */
const isReadable = (kind: string): boolean =>
  kind === 'attachment' || kindsOfData[kind] === undefined || Object.keys(kindsOfData[kind]?.fields ?? {}).length > 0;

const titles: Readonly<Record<string, string>> = { child: 'Babies', [colleagueKind.name]: 'People who work here, or did' };

async function factsOf({ tx }: Work, { name, id, now }: { name: string; id: string; now: number }, rooms: readonly Room[]) {
  const works = await tx.selectFrom('memberships').select(['person', 'until']).where('nursery', '=', id).execute();
  const here = new Set(works.filter(({ until }) => until === null || until > now).map(({ person }) => person));
  const open = rooms.filter(({ removed_at }) => removed_at === null).map(one => one.name);
  const facts: readonly Fact[] = [
    { label: 'Nursery', value: name },
    { label: 'Rooms', value: open.join(', ') },
    { label: 'People who work here', value: String(here.size) },
  ];
  return facts;
}

const leftOut: readonly string[] = [
  'What people wrote for themselves alone, or for their mentor: reflections, tries of gap tasks, their progress, what gave way to other words. Each of them can fetch her own.',
  'What a record said before: it may have been private then. It can be read on the tablets.',
  'The trail of what was done: leaders read it on the tablets.',
  'PINs, passphrases and keys: nobody can read them.',
  'Words that wait on a tablet and have not reached the server yet.',
];

/** Null: there is no nursery of this id. */
export async function gatherNursery(work: Work, { files, now }: Sources, id: string): Promise<Found | null> {
  const nursery = await work.tx.selectFrom('nurseries').select('name').where('id', '=', id).executeTakeFirst();
  if (!nursery) return null;
  const rooms = await work.tx.selectFrom('rooms').select(['id', 'name', 'removed_at']).where('nursery', '=', id).orderBy('name').execute();
  const names = await loadNames(work);
  const gathering: Gathering = {
    ...{ names, person: '', mentors: await mentorsNow(work, now) },
    voice: author => names.get(author) ?? 'somebody who is not here any more',
  };
  const all = (await openAll(work, await idsFor(work, id, rooms))).filter(({ row }) => isReadable(row.kind));
  const { bySubject, toOpen } = await filesAmong(work, files, all);
  const records = all.map(one => ({ ...recordAsItStands(one, gathering), seenBy: [], files: bySubject.get(one.row.id) ?? [] }));
  const report: AccessReport = {
    ...{ what: 'nursery', id, name: nursery.name, madeAt: now },
    facts: await factsOf(work, { name: nursery.name, id, now }, rooms),
    sections: sectionsOf(records, bySubject, kind => titles[kind] ?? titleOfKind(kind)),
    ...{ refused: [], tablets: [], trail: [] },
    leftOut,
  };
  return { report, toOpen };
}
