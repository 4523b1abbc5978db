// Tablets in the office: the list, codes, comparing six digits, taking one out of use.

import type { FastifyInstance } from 'fastify';
import { version } from '../../../package.json';
import { minutes } from '../../kernel/clock';
import type { Database, Writing } from '../../server/database';
import { confirmWaiting, refuseWaiting, waitingTablets } from '../../server/enrolling';
import { asOffice } from '../../server/office';
import { loadPerson } from '../../server/office-people';
import type { OfficeGuards } from '../../server/office-sessions';
import { revokeTablet } from '../../server/reports';
import { codeMinutes, makeEnrolmentCode } from '../../server/tablets';
import * as devices from './devices-protocol';
import { nameKey, tidyName } from './names';
import { nothingSchema } from './office-protocol';
import {
  type Asked,
  cannot,
  deniedBy,
  done,
  noteIn,
  type OfficeRouteParts,
  type Outcome,
  officeGet,
  officePost,
} from './office-route.server';
import { type Actor, type Ruling, rulingIn, rulingOnWhole } from './office-rules';

type Reading = Database | Writing;

/** What a tablet belongs to: a nursery, or somebody. */
interface Owned {
  readonly nursery: string | null;
  readonly person: string | null;
}

/** Hers to look after: a nursery's by whoever leads it, her own, and that of somebody of whom she leads everything. */
async function rulingOnTablet({ db, clock }: OfficeRouteParts, actor: Actor, { nursery, person }: Owned): Promise<Ruling> {
  if (nursery !== null) return rulingIn(actor, nursery, 'tablets');
  if (person === null || person === actor.person) return person === null ? 'not-found' : 'may';
  const owner = await loadPerson(db, person, clock());
  return owner ? rulingOnWhole(actor, owner) : 'not-found';
}

const rows = (db: Reading) =>
  db
    .selectFrom('tablets')
    .leftJoin('tablet_reports', 'tablet_reports.tablet', 'tablets.id')
    .leftJoin('people', 'people.id', 'tablets.person')
    .select([
      'tablets.id',
      'tablets.name',
      'tablets.nursery',
      'tablets.person',
      'people.name as owner',
      'enrolled_at',
      'revoked_at',
      'wiped_at',
    ])
    .select(['seen_at', 'app', 'waiting', 'used', 'most']);

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

const stateOf = ({ wiped_at, revoked_at }: Row): devices.OfficeTablet['state'] =>
  wiped_at !== null ? 'emptied' : revoked_at !== null ? 'revoked' : 'in-use';

function shown(row: Row, lockedOut: devices.OfficeTablet['lockedOut']): devices.OfficeTablet {
  const { id, name, nursery, person, owner, enrolled_at, seen_at, app, waiting, used, most } = row;
  return {
    ...{ id, name, nursery, app, waiting, lockedOut },
    owner: person === null ? null : { id: person, name: owner ?? '' },
    enrolledAt: enrolled_at,
    seenAt: seen_at,
    storage: used === null || most === null ? null : { used, most },
    state: stateOf(row),
  };
}

async function lockedOutByTablet(db: Reading): Promise<ReadonlyMap<string, devices.OfficeTablet['lockedOut']>> {
  const all = await db
    .selectFrom('lockouts')
    .innerJoin('people', 'people.id', 'lockouts.person')
    .select(['lockouts.tablet', 'people.id', 'people.name', 'lockouts.at'])
    .orderBy('lockouts.at')
    .execute();
  const byTablet = new Map<string, devices.OfficeTablet['lockedOut']>();
  for (const { tablet, ...who } of all) byTablet.set(tablet, [...(byTablet.get(tablet) ?? []), who]);
  return byTablet;
}

async function listTablets(parts: OfficeRouteParts, actor: Actor): Promise<devices.OfficeTablet[]> {
  const lockedOut = await lockedOutByTablet(parts.db);
  const list: devices.OfficeTablet[] = [];
  for (const row of await rows(parts.db).orderBy('tablets.nursery').orderBy('tablets.name').execute()) {
    if ((await rulingOnTablet(parts, actor, row)) === 'may') list.push(shown(row, lockedOut.get(row.id) ?? []));
  }
  return list;
}

async function makeCode(
  parts: OfficeRouteParts,
  { body, who: { actor } }: Asked<{ nursery: string | null; name: string }>,
): Promise<Outcome<{ code: string; until: number }>> {
  const { nursery } = body;
  const denied = nursery === null ? null : deniedBy(rulingIn(actor, nursery, 'tablets'));
  if (denied) return denied;
  const name = tidyName(body.name);
  if (name === null) return cannot('name-missing');
  const person = nursery === null ? actor.person : null;
  return asOffice(parts, async ({ tx }, now) => {
    const column = nursery === null ? 'person' : 'nursery';
    const beside = tx
      .selectFrom('tablets')
      .select('name')
      .where(column, '=', nursery ?? actor.person)
      .where('revoked_at', 'is', null);
    if ((await beside.execute()).some(one => nameKey(one.name) === nameKey(name))) return cannot('name-taken');
    const code = await makeEnrolmentCode({ db: tx, clock: parts.clock }, { tabletName: name, nursery, person, madeBy: actor.person });
    const home = nursery ?? (await loadPerson(tx, actor.person, now))?.home ?? '';
    await noteIn(tx, { at: now, who: actor.person, what: 'tablet-code-made', counter: home });
    return done({ code, until: now + minutes(codeMinutes) });
  });
}

async function listWaiting(parts: OfficeRouteParts, actor: Actor): Promise<devices.WaitingTablet[]> {
  const list: devices.WaitingTablet[] = [];
  for (const row of await waitingTablets(parts)) {
    const { id, name, nursery, digits, expires_at } = row;
    if ((await rulingOnTablet(parts, actor, row)) === 'may') list.push({ id, name, nursery, digits, until: expires_at });
  }
  return list;
}

/** Null where a tablet waits under this id that is hers to let in; one outside her scope does not wait either. */
async function deniedWaiting(parts: OfficeRouteParts, actor: Actor, id: string): Promise<Outcome<never> | null> {
  const waiting = (await waitingTablets(parts)).find(one => one.id === id);
  const ruling = waiting ? await rulingOnTablet(parts, actor, waiting) : 'not-found';
  return ruling === 'not-found' ? cannot('not-waiting') : deniedBy(ruling);
}

async function confirm(parts: OfficeRouteParts, { body, who: { actor } }: Asked<{ id: string; digits: string }>): Promise<Outcome<object>> {
  const denied = await deniedWaiting(parts, actor, body.id);
  if (denied) return denied;
  return asOffice(parts, async ({ tx }, now) => {
    const confirmed = await confirmWaiting(tx, body, { who: actor.person, now });
    return confirmed.ok ? done({}) : cannot(confirmed.trouble);
  });
}

async function refuseOne(parts: OfficeRouteParts, { body, who: { actor } }: Asked<{ id: string }>): Promise<Outcome<object>> {
  const denied = await deniedWaiting(parts, actor, body.id);
  if (denied) return denied;
  const waiting = (await waitingTablets(parts)).find(one => one.id === body.id);
  return asOffice(parts, async ({ tx }, now) => {
    if (!waiting || !(await refuseWaiting(tx, body.id))) return cannot('not-waiting');
    const counter = waiting.nursery ?? (await loadPerson(tx, actor.person, now))?.home ?? '';
    await noteIn(tx, { at: now, who: actor.person, what: 'tablet-refused', counter });
    return done({});
  });
}

const tabletRow = ({ db }: OfficeRouteParts, id: string) => rows(db).where('tablets.id', '=', id).executeTakeFirst();

async function revoke(parts: OfficeRouteParts, { body, who: { actor } }: Asked<{ id: string }>): Promise<Outcome<object>> {
  const row = await tabletRow(parts, body.id);
  const denied = deniedBy(row ? await rulingOnTablet(parts, actor, row) : 'not-found');
  if (denied) return denied;
  return (await revokeTablet({ ...parts, by: actor.person }, body.id)) ? done({}) : cannot('is-so-already');
}

type Lost = { neverSent: number | null; seenAt: number | null };

/** Also for one that is out of use already: what was lost with it is what it said last. */
async function lose(parts: OfficeRouteParts, { body, who: { actor } }: Asked<{ id: string }>): Promise<Outcome<Lost>> {
  const row = await tabletRow(parts, body.id);
  const denied = deniedBy(row ? await rulingOnTablet(parts, actor, row) : 'not-found');
  if (denied || !row) return denied ?? { ok: false, trouble: 'not-found' };
  await revokeTablet({ ...parts, by: actor.person }, body.id);
  return asOffice(parts, async ({ tx }, now) => {
    const counter = row.nursery ?? (await loadPerson(tx, row.person ?? '', now))?.home ?? '';
    await noteIn(tx, { at: now, who: actor.person, what: 'tablet-lost', about: row.id, counter });
    return done({ neverSent: row.waiting, seenAt: row.seen_at });
  });
}

export function deviceRoutes(app: FastifyInstance, guards: OfficeGuards, parts: OfficeRouteParts): void {
  const takes = devices.tabletRequestSchema;
  officeGet(app, guards, {
    ...{ path: devices.tabletsPath, summary: 'Tablets, as they reported last', gives: devices.tabletListSchema, guard: 'signedIn' },
    act: async ({ who }) => done({ tablets: await listTablets(parts, who.actor), now: parts.clock(), newest: version }),
  });
  officePost(app, guards, {
    ...{
      path: devices.tabletCodePath,
      summary: 'A code for one tablet',
      takes: devices.tabletCodeSchema,
      gives: devices.tabletCodeAnswerSchema,
    },
    guard: 'proven',
    act: asked => makeCode(parts, asked),
  });
  officeGet(app, guards, {
    ...{ path: devices.waitingTabletsPath, summary: 'Tablets that show six digits now', gives: devices.waitingTabletsSchema },
    guard: 'looking',
    act: async ({ who }) => done({ waiting: await listWaiting(parts, who.actor) }),
  });
  officePost(app, guards, {
    ...{ path: devices.confirmTabletPath, summary: 'Let a tablet in', takes: devices.confirmTabletSchema, gives: nothingSchema },
    guard: 'signedIn',
    act: asked => confirm(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: devices.refuseTabletPath, summary: 'Do not let a tablet in', takes, gives: nothingSchema, guard: 'signedIn' },
    act: asked => refuseOne(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: devices.revokeTabletPath, summary: 'Take a tablet out of use', takes, gives: nothingSchema, guard: 'signedIn' },
    act: asked => revoke(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: devices.lostTabletPath, summary: 'A tablet is lost', takes, gives: devices.lostTabletSchema, guard: 'signedIn' },
    act: asked => lose(parts, asked),
  });
}
