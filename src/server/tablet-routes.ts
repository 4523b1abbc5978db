// The addresses of enrolment: a code becomes a tablet, a signature becomes a session, a session shows the tiles.
import type { FastifyReply } from 'fastify';
import type * as v from 'valibot';
import { fromBase64Url } from '../kernel/bytes';
import {
  challengeAnswerSchema,
  challengePath,
  challengeRequestSchema,
  enrolAnswerSchema,
  enrolPath,
  enrolRequestSchema,
  peopleAnswerSchema,
  peoplePath,
  sessionAnswerSchema,
  sessionPath,
  sessionRequestSchema,
} from '../sync/tablet-protocol';
import { enrolTablet, isKnownToAsk } from './enrolling';
import type { Routes } from './http';
import { leasedWraps } from './leases';
import { tilesOfTablet } from './lockouts';
import { refuse } from './refusals';
import { startSession } from './tablet-sessions';
import { makeChallenge, placesOfTablet, proveTablet } from './tablets';

/** From one address in a minute; a nursery sets up a dozen tablets in an afternoon. */
export const mostEnrolmentsInAMinute = 30;

type Body<Schema extends v.GenericSchema> = { Body: v.InferOutput<Schema> };

export const tabletRoutes: Routes = (app, shell) => {
  const countEnrolment = app.createRateLimit({ max: mostEnrolmentsInAMinute, timeWindow: 60_000 });

  app.post<Body<typeof enrolRequestSchema>>(
    enrolPath,
    { schema: { summary: 'Enrol a tablet with a code', body: enrolRequestSchema, response: { 200: enrolAnswerSchema } } },
    async (request, reply): Promise<v.InferOutput<typeof enrolAnswerSchema> | FastifyReply> => {
      const publicKey = fromBase64Url(request.body.publicKey);
      if (!publicKey) return refuse(reply, 'bad-request');
      const asked = { ...request.body, publicKey };
      const counted = (await isKnownToAsk(shell, asked)) ? null : await countEnrolment(request); // whoever waits asks every two seconds
      if (counted && !counted.isAllowed && counted.isExceeded) {
        return refuse(reply.header('retry-after', counted.ttlInSeconds), 'too-many-requests');
      }
      const enrolled = await enrolTablet(shell, asked);
      return enrolled.ok ? enrolled.value : refuse(reply, enrolled.trouble);
    },
  );

  app.post<Body<typeof challengeRequestSchema>>(
    challengePath,
    { schema: { summary: 'A text for the tablet to sign', body: challengeRequestSchema, response: { 200: challengeAnswerSchema } } },
    async (request, reply): Promise<v.InferOutput<typeof challengeAnswerSchema> | FastifyReply> => {
      const made = await makeChallenge(shell, request.body.tablet);
      return made.ok ? { nonce: made.value } : refuse(reply, made.trouble);
    },
  );

  app.post<Body<typeof sessionRequestSchema>>(
    sessionPath,
    { schema: { summary: 'A session for the signed text', body: sessionRequestSchema, response: { 200: sessionAnswerSchema } } },
    async (request, reply): Promise<v.InferOutput<typeof sessionAnswerSchema> | FastifyReply> => {
      const { tablet, nonce, sig } = request.body;
      const proven = await proveTablet(shell, { tablet, nonce, signature: fromBase64Url(sig) ?? new Uint8Array() });
      if (!proven.ok) return refuse(reply, proven.trouble);
      await startSession(shell, tablet, reply);
      return {};
    },
  );

  app.get<{ Querystring: { leases?: string } }>(
    peoplePath,
    {
      schema: { summary: 'Whose tiles this tablet shows, and what their places are called', response: { 200: peopleAnswerSchema } },
      preHandler: shell.requireTablet,
    },
    async ({ tablet, query }, reply): Promise<v.InferOutput<typeof peopleAnswerSchema> | FastifyReply> => {
      if (!tablet) return refuse(reply, 'not-enrolled');
      const [people, places] = [await tilesOfTablet(shell, tablet), await placesOfTablet(shell, tablet)];
      if (query.leases !== '1') return { people, places };
      const leased = await leasedWraps(
        shell,
        tablet.id,
        people.filter(({ wrap }) => wrap !== ''),
      );
      return { people: people.map(person => ({ ...person, ...leased.get(person.id) })), places, now: shell.clock() };
    },
  );
};
