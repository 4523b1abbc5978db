// Everything that is kept about a baby, for her family to read (UK GDPR, Article 15).
// What an educator wrote for herself alone stays out: it tells of her learning as much as of the baby (Data Protection Act 2018,
// schedule 2, paragraph 16). It is counted, so that a family can ask and the nursery can decide with whoever wrote it.
import { dayInWords } from '../../kernel/calendar-day';
import { reachOf } from '../../sync/erasures/erasure-reach.server';
import type { Work } from '../../sync/work.server';
import { childKind } from '../roster/child';
import type { AccessReport, TrailLine } from './access-report';
import { type Found, type Sources, sectionsOf } from './gathered';
import { filesAmong, type Gathering, loadNames, mentorsNow, type Opened, openAll, recordInWords } from './gathering.server';
import { namesOfKind } from './kinds-of-data';

/** Whoever wrote it keeps it to herself, also where she has begun something that she may send one day. */
const isPrivate = ({ buckets }: Opened): boolean => buckets.every(bucket => bucket.startsWith('person:'));

const attached = ({ row }: Opened): boolean => row.kind === 'attachment' || row.kind === 'thumbnail';

/** What goes into the report: whatever others may read as well, and the photos and voice notes of that. */
function forHerFamily(all: readonly Opened[]): readonly Opened[] {
  const shared = all.filter(one => !isPrivate(one) && !attached(one));
  const ids = new Set(shared.map(({ row }) => row.id));
  return [...shared, ...all.filter(one => one.row.kind === 'attachment' && ids.has(String(one.state.values.subject)))];
}

function keptBack(all: readonly Opened[], shown: readonly Opened[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const one of all)
    if (!shown.includes(one) && one.row.kind !== 'thumbnail') counts.set(one.row.kind, (counts.get(one.row.kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} x ${namesOfKind(kind)}`);
}

const leftOut = (private_: readonly string[]): readonly string[] => [
  ...(private_.length > 0
    ? [
        `What educators wrote for themselves alone, to learn from, and what belongs to it: ${private_.join(', ')}. It tells of them as well (Data Protection Act 2018, schedule 2, paragraph 16). Ask the nursery for it; it decides with whoever wrote it.`,
      ]
    : []),
  'Words that mention her by name without being about her, such as in a reflection: nobody can find them by machine.',
  'Who of the staff wrote what: it is told by what they are, not by name. The nursery can tell you.',
  'Words that wait on a tablet and have not reached the server yet.',
  'Back-ups: they hold the same as the server did when they were made, and are thrown away after a time.',
];

async function trailOf({ tx }: Work, id: string): Promise<readonly TrailLine[]> {
  const lines = await tx.selectFrom('audit').selectAll().where('about', '=', id).orderBy('at').execute();
  return lines.map(({ at, what, who }) => ({
    at,
    act: what,
    who: who === 'operator' ? 'whoever keeps the server' : 'a member of staff',
    tablet: '',
  }));
}

/** Null: there is no baby of this id. */
export async function gatherChild(work: Work, { files, now }: Sources, id: string): Promise<Found | null> {
  const reach = await reachOf(work, 'child', id);
  if (!reach) return null;
  const all = await openAll(work, reach.records);
  const child = all.find(({ row }) => row.id === id && row.kind === childKind.name);
  if (!child) return null;
  const names = await loadNames(work);
  const gathering: Gathering = {
    names,
    person: id,
    mentors: await mentorsNow(work, now),
    voice: () => 'written down by a member of staff',
  };
  const shown = forHerFamily(all);
  const { bySubject, toOpen } = await filesAmong(work, files, shown);
  const records = [];
  for (const one of shown) records.push({ ...(await recordInWords(work, one, gathering)), files: bySubject.get(one.row.id) ?? [] });
  const name = String(child.state.values.name ?? '');
  const nursery = names.get(child.row.counter) ?? child.row.counter;
  const report: AccessReport = {
    ...{ what: 'child', id, name, madeAt: now },
    facts: [
      { label: 'First name', value: name },
      { label: 'Nursery', value: nursery },
      { label: 'Known here since', value: dayInWords(child.state.made) },
    ],
    sections: sectionsOf(records, bySubject),
    refused: [],
    tablets: [],
    trail: await trailOf(work, id),
    leftOut: leftOut(keptBack(all, shown)),
  };
  return { report, toOpen };
}
