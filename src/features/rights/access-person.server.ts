// Everything that is kept about somebody who works here, for her to read (UK GDPR, Article 15).
// What others wrote stays out, also where it tells of her: it tells of them as well (Data Protection Act 2018, schedule 2, paragraph 16).
// Invariants: 1 nothing is changed; 2 no key, no PIN and nothing of a baby that she did not write herself is in it.

import { fromBase64Url } from '../../kernel/bytes';
import { dayInWords } from '../../kernel/calendar-day';
import { parse, parseJson } from '../../kernel/parse';
import { open } from '../../server/sealing';
import { changeBinding, changeSchema, envelopeSchema } from '../../sync/change';
import type { Work } from '../../sync/work.server';
import type { AccessReport, Fact, RefusedWords, TrailLine, UsedTablet } from './access-report';
import { type Found, type Sources, sectionsOf } from './gathered';
import { filesAmong, type Gathering, loadNames, mentorsNow, type Names, type Opened, openAll, recordInWords } from './gathering.server';
import { fieldsInWords, namesOfKind } from './kinds-of-data';

const inPlace = (role: string, where: string, room: string | null, until: number | null): string =>
  [role, `at ${where}`, room === null ? '' : `in ${room}`, until === null ? '' : `until ${dayInWords(until)}`]
    .filter(part => part !== '')
    .join(', ');

async function factsOf(work: Work, id: string, names: Names, name: string): Promise<readonly Fact[]> {
  const { tx } = work;
  const person = await tx.selectFrom('people').select(['hue', 'role', 'home']).where('id', '=', id).executeTakeFirst();
  const works = await tx.selectFrom('memberships').selectAll().where('person', '=', id).execute();
  const mentorings = await tx.selectFrom('mentorings').selectAll().where('educator', '=', id).execute();
  const mentees = await tx.selectFrom('mentorings').select('id').where('mentor', '=', id).execute();
  const events = await tx.selectFrom('event_people').select('event').where('person', '=', id).execute();
  const account = await tx.selectFrom('accounts').select(['sign_in_name', 'made_at']).where('person', '=', id).executeTakeFirst();
  const pin = await tx.selectFrom('pins').select('changed_at').where('person', '=', id).executeTakeFirst();
  const later = work.tx.selectFrom('later_boxes').select('id').where('person', '=', id).where('decided_at', 'is', null);
  const waiting = (await later.execute()).length;
  const called = (one: string | null) => (one === null ? null : (names.get(one) ?? one));
  const facts: (readonly [string, string])[] = [
    ['First name', name],
    ['Colour of your tile', person?.hue ?? ''],
    ['Outside nurseries', person?.role ?? ''],
    ...works.map(one => ['Works', inPlace(one.role, called(one.nursery) ?? '', called(one.room), one.until)] as const),
    ...mentorings.map(one => ['Mentored by', inPlace(called(one.mentor) ?? '', called(one.nursery) ?? '', null, one.until)] as const),
    ['Mentors', mentees.length > 0 ? `${mentees.length} ${mentees.length === 1 ? 'person' : 'people'}` : ''],
    ['Events', events.map(({ event }) => event).join(', ')],
    ['Signs in at the office as', account ? `${account.sign_in_name}, since ${dayInWords(account.made_at)}` : ''],
    ['Closed notes that wait for you', waiting > 0 ? `${waiting}; nobody has opened them, and they open when you unlock a tablet` : ''],
    ['PIN', pin ? `${pin.changed_at > 0 ? `chosen on ${dayInWords(pin.changed_at)}; ` : ''}kept so that nobody can read it` : ''],
  ];
  return facts.flatMap(([label, value]) => (value === '' ? [] : { label, value }));
}

/** Her words that were not taken in, opened with the key under which they came. */
async function refusedOf(work: Work, id: string): Promise<readonly RefusedWords[]> {
  const kept = work.tx.selectFrom('quarantine').select(['raw', 'reason', 'received_at', 'settled_at']).where('author', '=', id);
  const found: RefusedWords[] = [];
  for (const { raw, reason, received_at: at } of await kept.where('settled_at', 'is', null).orderBy('received_at').execute()) {
    const change = await openedChange(work, raw);
    const fields = change ? fieldsInWords(change.kind, change.set) : [];
    found.push({ at, reason, kind: change ? namesOfKind(change.kind) : '', fields });
  }
  return found;
}

async function openedChange(work: Work, raw: string) {
  const envelope = parse(envelopeSchema, parseJson(raw));
  const bytes = envelope.ok ? fromBase64Url(envelope.value.bytes) : null;
  const key = envelope.ok ? await work.parts.keyring.get(envelope.value.key, work.tx) : null;
  if (!envelope.ok || !bytes || !key) return null;
  const opened = open(key, changeBinding(envelope.value), bytes);
  const change = opened.ok ? parse(changeSchema, parseJson(opened.value.toString('utf8'))) : null;
  return change?.ok ? change.value : null;
}

async function tabletsOf({ tx }: Work, id: string, names: Names): Promise<readonly UsedTablet[]> {
  const { min, max, countAll } = tx.fn;
  const used = await tx
    .selectFrom('receipts')
    .select(['tablet', min('received_at').as('from'), max('received_at').as('to'), countAll().as('changes')])
    .where('author', '=', id)
    .groupBy('tablet')
    .execute();
  return used
    .map(({ tablet, from, to, changes }) => ({
      name: names.get(tablet) ?? '',
      from: Number(from),
      to: Number(to),
      changes: Number(changes),
    }))
    .sort((a, b) => b.to - a.to);
}

async function trailOf({ tx }: Work, id: string, names: Names): Promise<readonly TrailLine[]> {
  const lines = tx
    .selectFrom('audit')
    .selectAll()
    .where(is => is.or([is('who', '=', id), is('about', '=', id)]));
  return (await lines.orderBy('at').orderBy('counter').orderBy('place').execute()).map(({ at, what, who, tablet }) => ({
    ...{ at, act: what, tablet: tablet === null ? '' : (names.get(tablet) ?? '') },
    who: who === id ? 'you' : (handInWords(who) ?? names.get(who) ?? 'somebody who has left'),
  }));
}

const hands: Readonly<Record<string, string>> = {
  operator: 'whoever keeps the server',
  tablet: 'the tablet itself',
  nobody: 'somebody unknown',
};
const handInWords = (who: string): string | undefined => (Object.hasOwn(hands, who) ? hands[who] : undefined);

const leftOut = (photos: number, others: number): readonly string[] => [
  'Words that wait on a tablet and have never reached the server. They are on the tablet on which you wrote them, and you can read them there.',
  'Words that somebody else wrote, also where they may be about you: they tell of whoever wrote them as well (Data Protection Act 2018, schedule 2, paragraph 16). Ask the nursery for them; it decides with whoever wrote them.',
  `What you entered or took down for somebody else (${others} ${others === 1 ? 'record' : 'records'}): babies, colleagues, the words of families. It belongs to them.`,
  'Your PIN, your passphrase and the keys that seal your words: nobody can read them, and whoever had them could pass for you.',
  ...(photos > 0
    ? ['Nothing of the photos that you took: they are all here. Some may show babies. Keep them as you would keep the tablet.']
    : []),
  'Back-ups: they hold the same as the server did when they were made, and are thrown away after a time.',
];

/** What she only typed or entered for somebody else is theirs: babies, colleagues, the words of families. */
const isAnothers = (id: string, { row, state: { values } }: Opened): boolean =>
  row.id !== id &&
  (['child', 'colleague'].includes(row.kind) ||
    (row.kind === 'strength-word' && values.side === 'family') ||
    (row.kind === 'complaint' && values.baby !== null && values.baby !== undefined));

/** Without those, and without what is attached to them. */
function hersAmong(id: string, all: readonly Opened[]): readonly Opened[] {
  const theirs = new Set(all.flatMap(one => (isAnothers(id, one) ? [one.row.id] : [])));
  return all.filter(({ row, state }) => !theirs.has(row.id) && !(row.kind === 'attachment' && theirs.has(String(state.values.subject))));
}

/** What others wrote for her to read: answers to her complaints, and that they opened what she shared. */
const writtenForHer = ['complaint-answer', 'opening'];

/** The ids of her own records, of how colleagues see her, and of what was written for her. */
async function idsAbout({ tx }: Work, id: string): Promise<readonly string[]> {
  const own = tx.selectFrom('records').select('id').where('author', '=', id);
  const known = tx
    .selectFrom('records')
    .select('id')
    .where(is => is.or([is('author', '=', id), is('id', '=', id)]));
  const forHer = tx.selectFrom('records').select('id').where('kind', 'in', writtenForHer).where('follows', 'in', own);
  const all = [...(await known.where('kind', '!=', 'thumbnail').execute()), ...(await forHer.execute())];
  return [...new Set(all.map(one => one.id))];
}

/** Null: there is nobody of this id. */
export async function gatherPerson(work: Work, { files, now }: Sources, id: string): Promise<Found | null> {
  const person = await work.tx.selectFrom('people').select('name').where('id', '=', id).executeTakeFirst();
  if (!person) return null;
  const names = await loadNames(work);
  const gathering: Gathering = {
    ...{ names, person: id, mentors: await mentorsNow(work, now) },
    voice: author => (author === id ? 'you' : 'somebody else'),
  };
  const every = await openAll(work, await idsAbout(work, id));
  const all = hersAmong(id, every);
  const { bySubject, toOpen } = await filesAmong(work, files, all);
  const records = [];
  for (const one of all) records.push({ ...(await recordInWords(work, one, gathering)), files: bySubject.get(one.row.id) ?? [] });
  const report: AccessReport = {
    ...{ what: 'person', id, name: person.name, madeAt: now },
    facts: await factsOf(work, id, names, person.name),
    sections: sectionsOf(records, bySubject),
    refused: await refusedOf(work, id),
    tablets: await tabletsOf(work, id, names),
    trail: await trailOf(work, id, names),
    leftOut: leftOut(toOpen.filter(({ name }) => name.endsWith('.jpg')).length, every.length - all.length),
  };
  return { report, toOpen };
}
