// The report of a tablet and the farewell of a revoked one, on the wire.
import type { FastifyReply } from 'fastify';
import type { Routes } from '../server/http';
import { renewLeases } from '../server/leases';
import { lockedOutOf, noteLockouts } from '../server/lockouts';
import { refuse } from '../server/refusals';
import { noteSeen, oldestServed } from '../server/reports';
import type { TabletRow } from '../server/tablet-sessions';
import { peopleOfTablet } from '../server/tablets';
import { takePlaces } from './change-log.server';
import { erasuresFor, noteErased } from './erasures/erasure-tablets.server';
import { receiveFarewell } from './leaving/farewell.server';
import { type PushAnswer, pushAnswerSchema } from './protocol';
import type { PushParts } from './push.server';
import {
  type FarewellRequest,
  farewellPath,
  farewellRequestSchema,
  isOlder,
  mostErasures,
  type ReportAnswer,
  type ReportRequest,
  reportAnswerSchema,
  reportPath,
  reportRequestSchema,
} from './tablet-report';
import { inTransaction } from './work.server';

/** As much as a push may carry, in base64. */
const farewellLimit = 1536 * 1024;
/** From one address in a minute: hundreds of pushes fit, a flood of signatures to check does not. */
const mostFarewellsInAMinute = 300;

export const reportRoutes =
  (parts: PushParts): Routes =>
  (app, { requireTablet, metrics }) => {
    const countFarewell = app.createRateLimit({ max: mostFarewellsInAMinute, timeWindow: 60_000 });
    app.post<{ Body: ReportRequest }>(
      reportPath,
      {
        preHandler: requireTablet,
        schema: { summary: 'What a tablet says of itself and is told', body: reportRequestSchema, response: { 200: reportAnswerSchema } },
      },
      async ({ tablet, body }, reply): Promise<ReportAnswer | FastifyReply> => {
        if (!tablet) return refuse(reply, 'not-enrolled');
        metrics.count('larkrise_reports_total');
        return answerReport(parts, tablet, body);
      },
    );
    app.post<{ Body: FarewellRequest }>(
      farewellPath,
      {
        bodyLimit: farewellLimit,
        schema: { summary: 'What waited on a revoked tablet', body: farewellRequestSchema, response: { 200: pushAnswerSchema } },
      },
      async (request, reply): Promise<PushAnswer | FastifyReply> => {
        const counted = await countFarewell(request);
        if (!counted.isAllowed && counted.isExceeded) return refuse(reply.header('retry-after', counted.ttlInSeconds), 'too-many-requests');
        const received = await receiveFarewell(parts, request.body);
        if (!received.ok) return refuse(reply, received.trouble);
        metrics.count('larkrise_farewells_total');
        if (request.body.isLast) reply.header('clear-site-data', '"storage"');
        return received.value;
      },
    );
  };

async function answerReport(parts: PushParts, tablet: TabletRow, report: ReportRequest): Promise<ReportAnswer> {
  const people = await peopleOfTablet(parts, tablet);
  return inTransaction(parts, async work => {
    const now = parts.clock();
    await noteSeen(work.tx, tablet.id, report, now);
    await noteErased(work, tablet.id, report.erased, now);
    const here = people.map(({ id }) => id);
    await noteLockouts(work.tx, { tablet: tablet.id, locked: report.locked ?? [], here, now });
    const lockedOut = await lockedOutOf(work.tx, tablet.id);
    const leases = await renewLeases(
      parts,
      work.tx,
      tablet.id,
      here.filter(id => !lockedOut.has(id)),
    );
    await takePlaces(work);
    const erase = await erasuresFor(work.tx, tablet.id, mostErasures);
    return { v: 1, now, erase, leases, update: isOlder(report.app, oldestServed) };
  });
}
