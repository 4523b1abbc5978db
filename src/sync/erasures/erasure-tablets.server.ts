// Which tablets have to carry out an erasure, which have, and what the leaders of the nursery are told of it.
import { randomBytes } from 'node:crypto';
import { newId } from '../../kernel/id';
import { counterOfTablet, writeAudit } from '../../server/audit';
import type { Database, Writing } from '../../server/database';
import { applyChange } from '../change-log.server';
import { holdRecord } from '../follow.server';
import type { Facts } from '../policy.server';
import { loadRecord } from '../record-store.server';
import type { ErasureToCarryOut } from '../tablet-report';
import type { Work } from '../work.server';
import { type ErasureRow, erasable, erasureKind, erasureRecord, mostTabletsNamed, type WaitingTablet } from './erasure';

/** Every tablet of these nurseries or programmes: their own, and those of whoever works, mentors or is at home there. */
export const tabletsOf = (tx: Writing, counters: readonly string[]) => {
  const works = tx.selectFrom('memberships').select('person').where('nursery', 'in', counters);
  const mentors = tx.selectFrom('mentorings').select('mentor').where('nursery', 'in', counters);
  const homes = tx.selectFrom('people').select('id').where('home', 'in', counters);
  return tx
    .selectFrom('tablets')
    .select('id')
    .where(is => is.or([is('nursery', 'in', counters), is('person', 'in', works), is('person', 'in', mentors), is('person', 'in', homes)]));
};

/** Who has emptied itself has nothing to erase. */
export async function askTablets({ tx }: Work, erasure: string, counters: readonly string[]): Promise<void> {
  const asked = await tabletsOf(tx, counters).where('wiped_at', 'is', null).execute();
  const rows = asked.map(({ id }) => ({ tablet: id, erasure, done_at: null }));
  if (rows.length > 0) await tx.insertInto('tablet_erasures').values(rows).execute();
}

/** The erasures that this tablet has not answered yet, oldest first, at most `most` of them. */
export async function erasuresFor(tx: Database | Writing, tablet: string, most: number): Promise<ErasureToCarryOut[]> {
  const open = await tx
    .selectFrom('tablet_erasures')
    .select('erasure')
    .where('tablet', '=', tablet)
    .where('done_at', 'is', null)
    .orderBy('erasure')
    .limit(most)
    .execute();
  const ids = open.map(({ erasure }) => erasure);
  if (ids.length === 0) return [];
  const all = tx.selectFrom('erased').leftJoin('records', 'records.id', 'erased.id').where('erasure', 'in', ids);
  const erased = await all.select(['erasure', 'what', 'erased.id', 'records.id as anew']).orderBy('erased.id').execute();
  return ids.map(id => {
    const gone = erased.filter(one => one.erasure === id && one.anew === null); // what was made anew replaces what was there
    const of = (...kinds: readonly string[]) => gone.filter(({ what }) => kinds.includes(what)).map(one => one.id);
    return { id, records: of('record', 'cleared'), people: of('person') };
  });
}

/** Takes down what this tablet has carried out (`all`: it has emptied itself), and tells the leaders. */
export async function noteErased(work: Work, tablet: string, erasures: readonly string[] | 'all', now: number): Promise<void> {
  if (erasures.length === 0) return;
  let done = work.tx.updateTable('tablet_erasures').set({ done_at: now }).where('tablet', '=', tablet).where('done_at', 'is', null);
  if (erasures !== 'all') done = done.where('erasure', 'in', erasures);
  const changed = (await done.returning('erasure').execute()).map(({ erasure }) => erasure);
  await tellLeaders(work, changed, now);
  if (changed.length === 0) return;
  const counter = await counterOfTablet(work.tx, tablet);
  for (const about of changed.sort()) await writeAudit(work.tx, { at: now, counter, who: 'tablet', what: 'erasure-done', about, tablet });
}

export interface ErasureStanding {
  readonly tablets: number;
  readonly done: number;
  /** By name; those whom nobody has seen for longest first. */
  readonly waiting: readonly WaitingTablet[];
}

/** `isShown`: which of the tablets are told of; without it all are. */
export async function standingOf(
  tx: Writing,
  erasure: string,
  isShown: (tablet: string) => boolean = () => true,
): Promise<ErasureStanding> {
  const asked = await tx
    .selectFrom('tablet_erasures')
    .innerJoin('tablets', 'tablets.id', 'tablet_erasures.tablet')
    .leftJoin('tablet_reports', 'tablet_reports.tablet', 'tablets.id')
    .select(['tablets.id', 'tablets.name', 'done_at', 'seen_at'])
    .where('erasure', '=', erasure)
    .execute();
  const rows = asked.filter(({ id }) => isShown(id));
  const waiting = rows.filter(({ done_at }) => done_at === null).map(({ name, seen_at }) => ({ name, seenAt: seen_at }));
  waiting.sort((a, b) => (a.seenAt ?? 0) - (b.seenAt ?? 0) || (a.name < b.name ? -1 : 1));
  return { tablets: rows.length, done: rows.length - waiting.length, waiting };
}

/** Another nursery's tablets are for its own leaders to look after. That of a person who was erased belongs to nobody: all are told. */
async function shownTo(tx: Writing, nursery: string): Promise<(tablet: string) => boolean> {
  const known = tx.selectFrom('people').select('id');
  const nobodys = await tx.selectFrom('tablets').select('id').where('nursery', 'is', null).where('person', 'not in', known).execute();
  const shown = new Set([...(await tabletsOf(tx, [nursery]).execute()), ...nobodys].map(({ id }) => id));
  return tablet => shown.has(tablet);
}

/** Nobody writes these but the server. */
const server: Facts = {
  person: 'larkrise',
  home: '',
  role: null,
  memberships: [],
  mentees: [],
  nurseryByRoom: new Map(),
  programmes: [],
  events: [],
};

/** Brings the leaders' records of these erasures up to date. */
export async function tellLeaders(work: Work, erasures: readonly string[], now: number): Promise<void> {
  if (erasures.length === 0) return;
  const places = await work.tx
    .selectFrom('erasure_places')
    .innerJoin('erasures', 'erasures.id', 'erasure_places.erasure')
    .innerJoin('nurseries', 'nurseries.id', 'erasure_places.counter')
    .select(['erasures.id', 'what', 'records', 'counter as nursery'])
    .where('erasures.id', 'in', erasures)
    .orderBy('erasures.id')
    .orderBy('counter')
    .execute();
  for (const { id, what: kind, records, nursery } of places) {
    await holdRecord(work, erasureRecord(id, nursery)); // only then is seen what others have noted meanwhile
    const what = erasable.find(known => known === kind) ?? 'record';
    const { tablets, done, waiting } = await standingOf(work.tx, id, await shownTo(work.tx, nursery));
    await tellOne(work, { erasure: id, nursery, what, records, tablets, done, waiting: waiting.slice(0, mostTabletsNamed) }, now);
  }
}

async function tellOne(work: Work, row: ErasureRow, now: number): Promise<void> {
  const id = erasureRecord(row.erasure, row.nursery);
  const before = await loadRecord(work, id);
  const { erasure, nursery, what, ...grown } = row;
  const set = before ? grown : { erasure, nursery, what, ...grown };
  const change = { change: newId(now, randomBytes(16)), kind: erasureKind.name, id, set, base: before?.state.seen ?? {}, at: now };
  const told = await applyChange(
    work,
    { change: { ...change, version: erasureKind.version }, writer: server, tablet: '', receivedAt: now },
    true,
  );
  if (!told.ok) throw new Error(`the leaders could not be told of an erasure: ${told.trouble}`);
}
