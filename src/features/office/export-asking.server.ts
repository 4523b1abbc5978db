// A whole nursery's data: asked by one, agreed to by another, a day's wait, seven days to fetch it, and stopped by whoever may ask for one.
import { days } from '../../kernel/clock';
import { type Database, holdAlone, type Tables, type Writing } from '../../server/database';
import { asOffice } from '../../server/office';
import { loadActor } from '../../server/office-people';
import type { ExportReason, NurseryExport } from './exports-protocol';
import { freshId } from './new-people.server';
import { cannot, deniedBy, done, noteIn, type OfficeRouteParts, type Outcome } from './office-route.server';
import { type Actor, rulingIn } from './office-rules';
import { mayAgree, overAt, type Pace, readyAt, standingOf, type TwoPeople } from './two-people';

type Row = Tables['exports'];
type Reading = Database | Writing;

const exportPace: Pace = { answer: days(7), wait: days(1), lasts: days(7) };
/** What has come to its end is told for so long. */
const toldFor = days(30);

const twoOf = ({ asked_by, asked_at, agreed_by, agreed_at, stopped_at }: Row): TwoPeople => ({
  ...{ askedBy: asked_by, askedAt: asked_at },
  ...{ agreedBy: agreed_by, agreedAt: agreed_at, stoppedAt: stopped_at },
});

const standing = (row: Row, now: number) => standingOf(twoOf(row), exportPace, now);
const isOpen = (row: Row, now: number): boolean => !['over', 'stopped'].includes(standing(row, now));

const notFound = { ok: false, trouble: 'not-found' } as const;

/** Null where there is none that she may see. */
async function load(db: Reading, actor: Actor, id: string): Promise<{ readonly row: Row | null; readonly denied: Outcome<never> | null }> {
  const row = await db.selectFrom('exports').selectAll().where('id', '=', id).executeTakeFirst();
  const denied = deniedBy(row ? rulingIn(actor, row.nursery, 'nursery-export') : 'not-found');
  return { row: row ?? null, denied };
}

/** Whether this person may still ask for it, and whether she leads the nursery. */
async function standsTo(db: Reading, person: string, nursery: string, now: number) {
  const actor = await loadActor(db, person, now);
  return {
    isStill: actor !== null && rulingIn(actor, nursery, 'nursery-export') === 'may',
    isLeader: actor !== null && rulingIn(actor, nursery, 'fetch-export') === 'may',
  };
}

const hold = (tx: Writing, nursery: string): Promise<void> => holdAlone(tx, `export|${nursery}`);

type Asking = { readonly nursery: string; readonly reason: ExportReason };

export async function ask(parts: OfficeRouteParts, actor: Actor, { nursery, reason }: Asking): Promise<Outcome<object>> {
  const denied = deniedBy(rulingIn(actor, nursery, 'nursery-export'));
  if (denied) return denied;
  return asOffice(parts, async ({ tx }, now) => {
    await hold(tx, nursery);
    const before = await tx.selectFrom('exports').selectAll().where('nursery', '=', nursery).execute();
    if (before.some(row => isOpen(row, now))) return cannot('is-so-already');
    const row = { id: freshId(now), nursery, reason, asked_by: actor.person, asked_at: now };
    await tx
      .insertInto('exports')
      .values({ ...row, agreed_by: null, agreed_at: null, stopped_by: null, stopped_at: null })
      .execute();
    await noteIn(tx, { at: now, who: actor.person, what: `nursery-export-${reason}`, about: row.id, counter: nursery });
    return done({});
  });
}

export async function agree(parts: OfficeRouteParts, actor: Actor, id: string): Promise<Outcome<object>> {
  const first = await load(parts.db, actor, id);
  if (first.denied || !first.row) return first.denied ?? notFound;
  const { nursery } = first.row;
  return asOffice(parts, async ({ tx }, now) => {
    await hold(tx, nursery);
    const { row } = await load(tx, actor, id);
    if (!row || !isOpen(row, now)) return cannot('export-over');
    if (row.agreed_by !== null) return cannot('is-so-already');
    if (!mayAgree(twoOf(row), actor.person)) return cannot('same-person');
    const asker = await standsTo(tx, row.asked_by, nursery, now);
    if (!asker.isStill) return cannot('asker-gone');
    if (!asker.isLeader && rulingIn(actor, nursery, 'fetch-export') !== 'may') return cannot('no-leader-of-it');
    await tx.updateTable('exports').set({ agreed_by: actor.person, agreed_at: now }).where('id', '=', id).execute();
    await noteIn(tx, { at: now, who: actor.person, what: 'nursery-export-agreed', about: id, counter: nursery });
    return done({});
  });
}

export async function stop(parts: OfficeRouteParts, actor: Actor, id: string): Promise<Outcome<object>> {
  const first = await load(parts.db, actor, id);
  if (first.denied || !first.row) return first.denied ?? notFound;
  const { nursery } = first.row;
  return asOffice(parts, async ({ tx }, now) => {
    await hold(tx, nursery);
    const { row } = await load(tx, actor, id);
    if (!row || !isOpen(row, now)) return cannot('export-over');
    await tx.updateTable('exports').set({ stopped_by: actor.person, stopped_at: now }).where('id', '=', id).execute();
    await tx.deleteFrom('export_tickets').where('link', '=', id).execute();
    await noteIn(tx, { at: now, who: actor.person, what: 'nursery-export-stopped', about: id, counter: nursery });
    return done({});
  });
}

const isOneOfThem = ({ asked_by, agreed_by }: Row, person: string): boolean => person === asked_by || person === agreed_by;

/** Whether she may fetch it at this moment: one of the two, a leader of the nursery, and both are still what they were. */
export async function fetchable({ db, clock }: OfficeRouteParts, actor: Actor, id: string): Promise<Outcome<Row>> {
  const now = clock();
  const { row, denied } = await load(db, actor, id);
  if (denied || !row) return denied ?? notFound;
  const refused = deniedBy(rulingIn(actor, row.nursery, 'fetch-export'));
  if (refused) return refused;
  if (!isOneOfThem(row, actor.person)) return { ok: false, trouble: 'not-allowed' };
  const how = standing(row, now);
  if (how !== 'ready') return cannot(how === 'asked' || how === 'waiting' ? 'export-not-ready' : 'export-over');
  for (const person of [row.asked_by, row.agreed_by ?? ''])
    if (!(await standsTo(db, person, row.nursery, now)).isStill) return cannot('asker-gone');
  return done(row);
}

async function shown({ db, clock }: OfficeRouteParts, actor: Actor, row: Row): Promise<NurseryExport> {
  const now = clock();
  const people = await db.selectFrom('people').select(['id', 'name']).execute();
  const nameOf = (id: string) => people.find(one => one.id === id)?.name ?? '';
  const [two, how] = [twoOf(row), standing(row, now)];
  return {
    ...{ id: row.id, reason: row.reason as ExportReason, standing: how },
    ...{ askedBy: nameOf(row.asked_by), askedAt: row.asked_at },
    agreedBy: row.agreed_by === null ? null : nameOf(row.agreed_by),
    stoppedBy: row.stopped_by === null ? null : nameOf(row.stopped_by),
    ...{ readyAt: readyAt(two, exportPace), overAt: overAt(two, exportPace) },
    mayAgree: how === 'asked' && mayAgree(two, actor.person),
    mayStop: isOpen(row, now),
    mayFetch: how === 'ready' && (await fetchable({ db, clock } as OfficeRouteParts, actor, row.id)).ok,
  };
}

/** Newest first: what is open, and what came to its end within thirty days. */
export async function listed(
  parts: OfficeRouteParts,
  actor: Actor,
  nursery: string | null,
): Promise<Outcome<{ exports: NurseryExport[]; mayAsk: boolean }>> {
  const denied = deniedBy(nursery === null ? 'not-found' : rulingIn(actor, nursery, 'nursery-export'));
  if (denied || nursery === null) return denied ?? notFound;
  const now = parts.clock();
  const all = await parts.db.selectFrom('exports').selectAll().where('nursery', '=', nursery).orderBy('asked_at', 'desc').execute();
  const told = all.filter(row => isOpen(row, now) || (row.stopped_at ?? overAt(twoOf(row), exportPace)) > now - toldFor);
  const found: NurseryExport[] = [];
  for (const row of told) found.push(await shown(parts, actor, row));
  return done({ exports: found, mayAsk: !all.some(row => isOpen(row, now)) });
}
