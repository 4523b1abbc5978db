// Somebody's own words, to take away: the link that a leader starts and cannot open, what it shows after a PIN, and one's own from one's account.
import type { FastifyInstance } from 'fastify';
import { minutes } from '../../kernel/clock';
import { parse } from '../../kernel/parse';
import { writeAuditSeldom } from '../../server/audit';
import { asOffice } from '../../server/office';
import { loadPerson } from '../../server/office-people';
import type { OfficeGuards } from '../../server/office-sessions';
import { hashOf } from '../../server/tablet-sessions';
import { countTry, exportCounts, forgetTries, ownLinkCounts } from '../../server/throttles';
import { serverCounter } from '../audit/audit';
import { gather } from '../rights/access-zip.server';
import { endOwnLinks, judgePin, makeOwnLink, ownLinkBy } from '../rights/own-links.server';
import { type ExportParts, giveTicket, ticketOf } from './export-tickets.server';
import * as own from './exports-protocol';
import { emptyRequestSchema, nothingSchema } from './office-protocol';
import {
  type Asked,
  cannot,
  deniedBy,
  done,
  homeOf,
  mustWait,
  noteIn,
  type Outcome,
  officeGet,
  officePost,
  openPost,
} from './office-route.server';
import { type Actor, rulingIn, rulingInProgramme, rulingOn } from './office-rules';

const notFound = { ok: false, trouble: 'not-found' } as const;

/** Of whom she may start one: who works there, or left while her words are held; without a nursery, who is or was outside of them. */
async function deniedLink(parts: ExportParts, actor: Actor, person: string, nursery: string | null): Promise<Outcome<never> | null> {
  const denied = deniedBy(nursery === null ? rulingInProgramme(actor) : rulingIn(actor, nursery, 'own-links'));
  if (denied) return denied;
  if (person === actor.person) return cannot('own-role');
  const left = await leftFrom(parts, nursery ?? actor.programme ?? '');
  if (left.some(one => one.id === person)) return null;
  const known = await loadPerson(parts.db, person, parts.clock());
  const isThere = nursery === null ? known?.outside != null : known?.works.some(one => one.nursery === nursery);
  return known && isThere ? deniedBy(rulingOn(actor, known)) : notFound;
}

async function make(
  parts: ExportParts,
  { body: { person, nursery }, who: { actor } }: Asked<{ person: string; nursery: string | null }>,
): Promise<Outcome<{ token: string; until: number }>> {
  const denied = await deniedLink(parts, actor, person, nursery);
  if (denied) return denied;
  const counter = nursery ?? actor.programme ?? '';
  return asOffice(parts, async ({ tx }, now) => {
    if (!(await tx.selectFrom('pins').select('person').where('person', '=', person).executeTakeFirst())) return cannot('no-pin-kept');
    const { token, until, why } = await makeOwnLink(tx, { person, counter, madeBy: actor.person, now });
    const what = why === 'left' ? 'leaver-link-made' : 'own-link-made';
    await noteIn(tx, { at: now, who: actor.person, what, about: person, counter });
    return done({ token, until });
  });
}

/** Who left this nursery or programme and whose words are held. */
async function leftFrom({ db, clock }: ExportParts, counter: string): Promise<own.Leaver[]> {
  const now = clock();
  const held = db.selectFrom('leavings').innerJoin('people', 'people.id', 'leavings.person').where('counter', '=', counter);
  const rows = await held
    .where('until', '>', now)
    .where('ended_at', 'is', null)
    .select(['id', 'name', 'left_at', 'until'])
    .orderBy('left_at', 'desc')
    .execute();
  const links = await db.selectFrom('own_links').select('person').where('expires_at', '>', now).execute();
  return rows.map(({ id, name, left_at, until }) => ({
    ...{ id, name, until, leftAt: left_at },
    hasLink: links.some(({ person }) => person === id),
  }));
}

async function leavers(parts: ExportParts, { who: { actor }, request }: Omit<Asked<null>, 'body'>) {
  const asked = parse(own.nurseryQuerySchema, request.query);
  if (!asked.ok) return notFound;
  const { nursery } = asked.value;
  const denied = deniedBy(nursery === undefined ? rulingInProgramme(actor) : rulingIn(actor, nursery, 'own-links'));
  return denied ?? done({ leavers: await leftFrom(parts, nursery ?? actor.programme ?? '') });
}

type Opened<Body> = Omit<Asked<Body>, 'who'>;

async function look(parts: ExportParts, token: string): Promise<Outcome<own.OwnLink>> {
  const link = await ownLinkBy(parts.db, hashOf(token), parts.clock());
  const person = link && (await loadPerson(parts.db, link.person, parts.clock()));
  if (!link || !person) return cannot('link-over');
  return done({ name: person.name, why: link.why === 'left' ? 'left' : 'asked', until: link.expires_at });
}

const hour = minutes(60);

async function noteWrongPin({ db, clock }: ExportParts, person: string): Promise<void> {
  await db.transaction().execute(async tx => {
    const counter = (await homeOf(tx, person)) ?? serverCounter;
    await writeAuditSeldom(tx, { at: clock(), counter, who: 'nobody', what: 'own-link-refused', about: person, tablet: null }, hour);
  });
}

async function open(parts: ExportParts, { body }: Opened<{ token: string; pin: string }>): Promise<Outcome<own.OpenedOwn>> {
  const link = await ownLinkBy(parts.db, hashOf(body.token), parts.clock());
  if (!link) return cannot('link-over');
  const { person, token_hash } = link;
  const counts = ownLinkCounts(person);
  const wait = await countTry(parts, counts);
  if (wait !== null) return mustWait(wait);
  const ruling = await judgePin(parts, person, body.pin);
  if (ruling !== 'right') await noteWrongPin(parts, person);
  if (ruling !== 'right') return cannot(ruling);
  await forgetTries(parts, counts);
  const found = await gather(parts, 'person', person);
  if (!found) return cannot('link-over');
  const pass = await parts.db
    .transaction()
    .execute(tx => giveTicket(tx, { what: 'pass', about: person, person, link: token_hash, now: parts.clock() }));
  const { sections, refused } = found.report;
  const shown = sections.map(({ title, records }) => ({ title, count: records.length }));
  return done({ pass, sections: shown, files: found.toOpen.length, refused: refused.length });
}

/** Whose PIN was right within fifteen minutes, while her link stands; null: nobody's. */
async function passed(parts: ExportParts, pass: string): Promise<{ readonly person: string; readonly link: string } | null> {
  const ticket = await ticketOf(parts, pass);
  if (ticket?.what !== 'pass' || ticket.link === null) return null;
  const link = await ownLinkBy(parts.db, ticket.link, parts.clock());
  return link?.person === ticket.person ? { person: ticket.person, link: ticket.link } : null;
}

async function fetchOwn(parts: ExportParts, { body }: Opened<{ pass: string }>): Promise<Outcome<{ ticket: string }>> {
  const her = await passed(parts, body.pass);
  if (!her) return cannot('link-over');
  const wait = await countTry(parts, exportCounts(her.person));
  if (wait !== null) return mustWait(wait);
  const wanted = { what: 'own', about: her.person, person: her.person, link: her.link, now: parts.clock() } as const;
  return done({ ticket: await parts.db.transaction().execute(tx => giveTicket(tx, wanted)) });
}

async function endOwn(parts: ExportParts, { body }: Opened<{ pass: string }>): Promise<Outcome<object>> {
  const her = await passed(parts, body.pass);
  if (!her) return cannot('link-over');
  return asOffice(parts, async ({ tx }, now) => {
    await endOwnLinks(tx, her.person, now);
    const counter = (await homeOf(tx, her.person)) ?? serverCounter;
    await noteIn(tx, { at: now, who: her.person, what: 'own-link-ended', about: her.person, counter });
    return done({});
  });
}

/** Somebody with an account of the office needs no link: she has shown more than a PIN. */
async function fetchMine(parts: ExportParts, { who: { actor } }: Pick<Asked<object>, 'who'>): Promise<Outcome<{ ticket: string }>> {
  const wait = await countTry(parts, exportCounts(actor.person));
  if (wait !== null) return mustWait(wait);
  const wanted = { what: 'own', about: actor.person, person: actor.person, now: parts.clock() } as const;
  return done({ ticket: await parts.db.transaction().execute(tx => giveTicket(tx, wanted)) });
}

export function leaverRoutes(app: FastifyInstance, guards: OfficeGuards, parts: ExportParts): void {
  officePost(app, guards, {
    ...{ path: own.makeOwnLinkPath, summary: 'Start a link to what is kept about somebody', guard: 'proven' },
    ...{ takes: own.makeOwnLinkSchema, gives: own.ownLinkMadeSchema },
    act: asked => make(parts, asked),
  });
  officeGet(app, guards, {
    ...{ path: own.leaversPath, summary: 'Who left, while her words are held', gives: own.leaversSchema, guard: 'signedIn' },
    act: asked => leavers(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: own.fetchMinePath, summary: 'A ticket for what is kept about oneself', guard: 'proven' },
    ...{ takes: emptyRequestSchema, gives: own.ticketSchema },
    act: asked => fetchMine(parts, asked),
  });
  openPost(app, {
    ...{ path: own.lookAtOwnLinkPath, summary: 'For whom such a link is', takes: own.ownTokenSchema, gives: own.ownLinkSchema },
    act: ({ body }) => look(parts, body.token),
  });
  openPost(app, {
    ...{ path: own.openOwnLinkPath, summary: 'What is behind such a link, with a PIN', takes: own.openOwnLinkSchema },
    gives: own.openedOwnSchema,
    act: asked => open(parts, asked),
  });
  openPost(app, {
    ...{ path: own.fetchOwnPath, summary: 'A ticket for it', takes: own.ownPassSchema, gives: own.ticketSchema },
    act: asked => fetchOwn(parts, asked),
  });
  openPost(app, {
    ...{ path: own.endOwnLinkPath, summary: 'End such a link', takes: own.ownPassSchema, gives: nothingSchema },
    act: asked => endOwn(parts, asked),
  });
}
