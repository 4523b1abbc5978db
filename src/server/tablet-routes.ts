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
  type TabletPerson,
} from '../sync/tablet-protocol';
import { enrolTablet, isKnownToAsk } from './enrolling';
import type { Routes, Shell } from './http';
import { laterKeysOf } from './later-keys';
import { leasedWraps } from './leases';
import { tilesOfTablet } from './lockouts';
import { refuse } from './refusals';
import { startSession } from './tablet-sessions';
import { makeChallenge, placesOfTablet, proveTablet } from './tablets';

/** From one address in a minute; a nursery sets up a dozen tablets in an afternoon. */
export const mostEnrolmentsInAMinute = 30;

type Body<Schema extends v.GenericSchema> = { Body: v.InferOutput<Schema> };

/** With what opens her wrap while her lease runs, and with what words are sealed to for her, also where no PIN opens anything. */
async function withKeys(shell: Shell, tablet: string, people: readonly TabletPerson[]): Promise<TabletPerson[]> {
  const inside = people.filter(({ wrap }) => wrap !== '');
  const leased = await leasedWraps(shell, tablet, inside);
  const later = await laterKeysOf(
    shell,
    people.map(({ id }) => id),
  );
  return people.map(person => {
    const key = later.get(person.id);
    return { ...person, ...leased.get(person.id), ...(key ? { later: key } : {}) };
  });
}

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
      return { people: await withKeys(shell, tablet.id, people), places, now: shell.clock() };
    },
  );
};
