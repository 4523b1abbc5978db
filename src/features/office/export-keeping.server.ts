// What goes by itself in a nursery, and what was erased there for good, for those who answer for it: the dry run, and certificates.
import type { FastifyInstance } from 'fastify';
import { calendarDay } from '../../kernel/calendar-day';
import { parse } from '../../kernel/parse';
import type { Config } from '../../server/config';
import type { OfficeGuards } from '../../server/office-sessions';
import { refuse } from '../../server/refusals';
import { openState } from '../../sync/record-store.server';
import { inTransaction } from '../../sync/work.server';
import { certificatePage } from '../rights/certificate';
import { findCertificate } from '../rights/certificate.server';
import type { Due } from '../rights/retention';
import { planForNursery } from '../rights/retention-plan.server';
import * as exports from './exports-protocol';
import { idSchema } from './office-protocol';
import { type Asked, deniedBy, done, type OfficeRouteParts, type Outcome, officeGet } from './office-route.server';
import { type Actor, rulingIn } from './office-rules';

interface KeepingParts extends OfficeRouteParts {
  readonly config: Pick<Config, 'retention' | 'backUpDays'>;
}

const notFound = { ok: false, trouble: 'not-found' } as const;

const namesOf = (parts: KeepingParts, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  inTransaction(parts, async work => {
    const names = new Map<string, string>();
    for (const id of ids) {
      const row = await work.tx.selectFrom('records').selectAll().where('id', '=', id).executeTakeFirst();
      if (row) names.set(id, String((await openState(work, row)).values.name ?? ''));
    }
    return names;
  });

async function dueIn(parts: KeepingParts, actor: Actor, nursery: string): Promise<exports.KeepingDue[]> {
  const { due } = await planForNursery(parts, { periods: parts.config.retention.periods, now: parts.clock(), nursery });
  const isLeader = rulingIn(actor, nursery, 'baby-report') === 'may';
  const names = await namesOf(parts, isLeader ? due.map(({ id }) => id) : []);
  const shown = ({ id, since, records, heldBack }: Due): exports.KeepingDue => ({
    ...{ name: names.get(id) ?? null, leftAt: since, records },
    holds: heldBack.map(hold => ({ ...hold })),
  });
  return due.map(shown);
}

async function erasedIn({ db }: KeepingParts, nursery: string): Promise<exports.KeepingErased[]> {
  const all = db.selectFrom('erasures').innerJoin('erasure_places', 'erasure_places.erasure', 'erasures.id').selectAll('erasures');
  const rows = await all.where('counter', '=', nursery).orderBy('asked_at', 'desc').limit(100).execute();
  const found: exports.KeepingErased[] = [];
  for (const { id, what, asked_at: askedAt, records } of rows) {
    const tablets = await db.selectFrom('tablet_erasures').select('done_at').where('erasure', '=', id).execute();
    const known = what === 'person' || what === 'child' ? what : 'record';
    const done = tablets.filter(({ done_at }) => done_at !== null).length;
    found.push({ id, what: known, askedAt, records, tablets: tablets.length, done });
  }
  return found;
}

async function keeping(parts: KeepingParts, { who: { actor }, request }: Omit<Asked<null>, 'body'>): Promise<Outcome<exports.Keeping>> {
  const asked = parse(exports.nurseryQuerySchema, request.query);
  const nursery = asked.ok ? asked.value.nursery : undefined;
  const denied = deniedBy(nursery === undefined ? 'not-found' : rulingIn(actor, nursery, 'nursery-export'));
  if (denied || nursery === undefined) return denied ?? notFound;
  const { daily, periods } = parts.config.retention;
  const due = await dueIn(parts, actor, nursery);
  return done({ days: periods.childDays, daily, due, erased: await erasedIn(parts, nursery) });
}

/** Whether it concerns a nursery that she answers for. */
async function mayRead({ db }: KeepingParts, actor: Actor, erasure: string): Promise<boolean> {
  const places = await db.selectFrom('erasure_places').select('counter').where('erasure', '=', erasure).execute();
  return places.some(({ counter }) => rulingIn(actor, counter, 'nursery-export') === 'may');
}

export function keepingRoutes(app: FastifyInstance, guards: OfficeGuards, parts: KeepingParts): void {
  officeGet(app, guards, {
    ...{ path: exports.keepingPath, summary: 'What goes by itself in a nursery, and what was erased', gives: exports.keepingSchema },
    guard: 'signedIn',
    act: asked => keeping(parts, asked),
  });
  app.get<{ Params: { erasure: string } }>(
    `${exports.certificatePath}/:erasure`,
    { schema: { summary: 'How far an erasure has come, as a page to keep' }, preHandler: guards.looking, exposeHeadRoute: false },
    async (request, reply) => {
      const id = parse(idSchema, request.params.erasure);
      if (!id.ok || !request.office || !(await mayRead(parts, request.office.actor, id.value))) return refuse(reply, 'not-found');
      const found = await findCertificate(parts.db, { id: id.value, now: parts.clock(), backUpDays: parts.config.backUpDays });
      if (!found) return refuse(reply, 'not-found');
      reply.headers({
        'content-disposition': `attachment; filename="larkrise-erasure-${calendarDay(found.askedAt)}.html"`,
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'cache-control': 'private, no-store',
      });
      return reply.type('text/html; charset=utf-8').send(certificatePage(found));
    },
  );
}
