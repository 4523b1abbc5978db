// What a leader takes away from the office: all that is kept about a baby, or the whole nursery's data, which takes two people and a day.
//
// Invariants: 1 a file shows what leaders of that nursery may read, and only they fetch it: who leads the programme can agree and stop;
// 2 both people are still what they were whenever something is agreed to or fetched; 3 every act leaves a line in the nursery's trail.
import type { FastifyInstance } from 'fastify';
import { parse } from '../../kernel/parse';
import type { Writing } from '../../server/database';
import { asOffice } from '../../server/office';
import type { OfficeGuards } from '../../server/office-sessions';
import { refuse } from '../../server/refusals';
import { countTry, exportCounts } from '../../server/throttles';
import { openState } from '../../sync/record-store.server';
import { inTransaction } from '../../sync/work.server';
import { ownLinkBy } from '../rights/own-links.server';
import { childKind } from '../roster/child';
import { agree, ask, fetchable, listed, stop } from './export-asking.server';
import { type ExportParts, giveTicket, sendFile, type Ticket, ticketOf } from './export-tickets.server';
import * as exports from './exports-protocol';
import { nothingSchema } from './office-protocol';
import { type Asked, deniedBy, done, mustWait, noteIn, type Outcome, officeGet, officePost } from './office-route.server';
import { type Actor, rulingIn } from './office-rules';

const notFound = { ok: false, trouble: 'not-found' } as const;

/** Of every baby of the nursery, those who left and are kept still among them. */
async function babiesOf(parts: ExportParts, nursery: string): Promise<exports.OfficeBaby[]> {
  const all = await inTransaction(parts, async work => {
    const rows = await work.tx
      .selectFrom('records')
      .selectAll()
      .where('kind', '=', childKind.name)
      .where('counter', '=', nursery)
      .execute();
    const found: exports.OfficeBaby[] = [];
    for (const row of rows) {
      const state = await openState(work, row).catch(parts.report);
      if (state) found.push({ id: row.id, name: String(state.values.name ?? ''), hasLeft: state.values.standing === 'left' });
    }
    return found;
  });
  return all.sort((a, b) => Number(a.hasLeft) - Number(b.hasLeft) || a.name.localeCompare(b.name));
}

type Get = Omit<Asked<null>, 'body'>;

function nurseryIn({ request }: Get): string | null {
  const asked = parse(exports.nurseryQuerySchema, request.query);
  return asked.ok ? (asked.value.nursery ?? null) : null;
}

async function babies(parts: ExportParts, asked: Get): Promise<Outcome<{ babies: exports.OfficeBaby[] }>> {
  const nursery = nurseryIn(asked);
  const denied = deniedBy(nursery === null ? 'not-found' : rulingIn(asked.who.actor, nursery, 'baby-report'));
  return denied ?? done({ babies: await babiesOf(parts, nursery ?? '') });
}

/** The nursery of a baby; null: there is none of this id. */
async function nurseryOfBaby(tx: Pick<Writing, 'selectFrom'>, child: string): Promise<string | null> {
  const row = await tx.selectFrom('records').select(['kind', 'counter']).where('id', '=', child).executeTakeFirst();
  return row?.kind === childKind.name ? row.counter : null;
}

type BabyAsked = Asked<{ child: string; reason: exports.BabyReason }>;

async function babyReport(parts: ExportParts, { body, who: { actor } }: BabyAsked): Promise<Outcome<{ ticket: string }>> {
  const nursery = await nurseryOfBaby(parts.db, body.child);
  const denied = deniedBy(nursery === null ? 'not-found' : rulingIn(actor, nursery, 'baby-report'));
  if (denied || nursery === null) return denied ?? notFound;
  const wait = await countTry(parts, exportCounts(actor.person));
  if (wait !== null) return mustWait(wait);
  return asOffice(parts, async ({ tx }, now) => {
    const ticket = await giveTicket(tx, { what: 'baby', about: body.child, person: actor.person, now });
    await noteIn(tx, { at: now, who: actor.person, what: `baby-report-${body.reason}`, about: body.child, counter: nursery });
    return done({ ticket });
  });
}

async function fetchNursery(parts: ExportParts, { body, who: { actor } }: Asked<{ id: string }>): Promise<Outcome<{ ticket: string }>> {
  const ready = await fetchable(parts, actor, body.id);
  if (!ready.ok) return ready;
  const wait = await countTry(parts, exportCounts(actor.person));
  if (wait !== null) return mustWait(wait);
  const wanted = { what: 'nursery', about: ready.value.nursery, person: actor.person, link: body.id, now: parts.clock() } as const;
  return done({ ticket: await parts.db.transaction().execute(tx => giveTicket(tx, wanted)) });
}

/** Asked once more when the file is fetched: two minutes are long enough to be taken out of a nursery, or to be stopped. */
async function isStillHers(parts: ExportParts, actor: Actor, { what, about, link }: Ticket): Promise<boolean> {
  if (what === 'own') return about === actor.person && link === null;
  if (what === 'nursery') return (await fetchable(parts, actor, link ?? '')).ok;
  const nursery = await nurseryOfBaby(parts.db, about);
  return nursery !== null && rulingIn(actor, nursery, 'baby-report') === 'may';
}

interface WithTicket {
  readonly Params: { readonly ticket: string };
}

/** A page of another site is given nothing, whatever it knows; programs that are no browsers say nothing. */
const isOurs = (site: unknown): boolean => site === undefined || site === 'same-origin' || site === 'none';

function fileRoutes(app: FastifyInstance, guards: OfficeGuards, parts: ExportParts): void {
  const busy = new Set<string>();
  const unheaded = { exposeHeadRoute: false } as const;
  app.get<WithTicket>(
    `${exports.exportFilePath}/:ticket`,
    { schema: { summary: 'A file of the office, once, as a zip' }, preHandler: guards.looking, ...unheaded },
    async (request, reply) => {
      const [who, ticket] = [request.office, await ticketOf(parts, request.params.ticket)];
      if (!who || !ticket || ticket.person !== who.actor.person || !isOurs(request.headers['sec-fetch-site']))
        return refuse(reply, 'not-found');
      return (await isStillHers(parts, who.actor, ticket)) ? sendFile(parts, reply, ticket, busy) : refuse(reply, 'not-found');
    },
  );
  app.get<WithTicket>(
    `${exports.ownFilePath}/:ticket`,
    { schema: { summary: 'What is kept about somebody, once, as a zip' }, ...unheaded },
    async (request, reply) => {
      const ticket = await ticketOf(parts, request.params.ticket);
      const link = ticket?.what === 'own' && ticket.link !== null ? await ownLinkBy(parts.db, ticket.link, parts.clock()) : null;
      if (!ticket || !link || !isOurs(request.headers['sec-fetch-site'])) return refuse(reply, 'not-found');
      return sendFile(parts, reply, ticket, busy);
    },
  );
}

export function exportRoutes(app: FastifyInstance, guards: OfficeGuards, parts: ExportParts): void {
  officeGet(app, guards, {
    ...{ path: exports.babiesPath, summary: 'The babies of a nursery', gives: exports.babiesSchema, guard: 'proven' },
    act: asked => babies(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: exports.babyReportPath, summary: 'A ticket for all that is kept about a baby', guard: 'proven' },
    ...{ takes: exports.babyReportSchema, gives: exports.ticketSchema },
    act: asked => babyReport(parts, asked),
  });
  officeGet(app, guards, {
    ...{ path: exports.nurseryExportsPath, summary: 'Who asked for a nursery’s data', guard: 'signedIn' },
    gives: exports.nurseryExportsSchema,
    act: asked => listed(parts, asked.who.actor, nurseryIn(asked)),
  });
  officePost(app, guards, {
    ...{ path: exports.askExportPath, summary: 'Ask for a whole nursery’s data', takes: exports.askExportSchema, gives: nothingSchema },
    guard: 'proven',
    act: ({ body, who }) => ask(parts, who.actor, body),
  });
  const one = { takes: exports.exportRequestSchema } as const;
  officePost(app, guards, {
    ...{ path: exports.agreeExportPath, summary: 'Agree to it, as the second person', ...one, gives: nothingSchema, guard: 'proven' },
    act: ({ body, who }) => agree(parts, who.actor, body.id),
  });
  officePost(app, guards, {
    ...{ path: exports.stopExportPath, summary: 'Stop it', ...one, gives: nothingSchema, guard: 'signedIn' },
    act: ({ body, who }) => stop(parts, who.actor, body.id),
  });
  officePost(app, guards, {
    ...{ path: exports.fetchExportPath, summary: 'A ticket for it', ...one, gives: exports.ticketSchema, guard: 'proven' },
    act: asked => fetchNursery(parts, asked),
  });
  fileRoutes(app, guards, parts);
}
