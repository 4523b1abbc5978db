// Push and pull on the wire: parses the request, answers with the engine's verdicts and pages, counts them by name.
import type { Routes } from '../server/http';
import { refuse } from '../server/refusals';
import { answerCompare } from './compare.server';
import { type CompareRequest, compareAnswerSchema, comparePath, compareRequestSchema } from './compare-protocol';
import {
  mostBytesInAPush,
  mostPushesAtOnce,
  type PullRequest,
  type PushRequest,
  pullAnswerSchema,
  pullPath,
  pullRequestSchema,
  pushAnswerSchema,
  pushPath,
  pushRequestSchema,
} from './protocol';
import { answerPull, type PullParts } from './pull.server';
import type { PushParts } from './push.server';
import { receiveFromTablet } from './unproven.server';

/** Room for what a request may carry, and for an oversized change to be told so instead of blocking what follows it. */
const pushLimit = 2 * mostPushesAtOnce * mostBytesInAPush;

/** In seconds; what a tablet may have kept unsigned is counted by the day. */
const unprovenWaits = 60 * 60;

/** Needs an enrolled tablet; the author of each change is proven by her signature, not by the session. */
export const syncRoutes =
  (parts: PullParts & PushParts): Routes =>
  (app, { requireTablet, metrics }) => {
    app.post<{ Body: PushRequest }>(
      pushPath,
      { preHandler: requireTablet, bodyLimit: pushLimit, schema: { body: pushRequestSchema, response: { 200: pushAnswerSchema } } },
      async ({ tablet, body }, reply) => {
        if (!tablet) return refuse(reply, 'not-enrolled');
        const answer = await receiveFromTablet(parts, tablet.id, body);
        if (!answer.ok) return refuse(reply.header('retry-after', unprovenWaits), answer.trouble);
        metrics.count('larkrise_pushes_total');
        for (const { verdict } of answer.value.verdicts) metrics.count('larkrise_verdicts_total', { verdict });
        return answer.value;
      },
    );
    app.post<{ Body: PullRequest }>(
      pullPath,
      { preHandler: requireTablet, schema: { body: pullRequestSchema, response: { 200: pullAnswerSchema } } },
      async ({ tablet, body }, reply) => {
        if (!tablet) return refuse(reply, 'not-enrolled');
        metrics.count('larkrise_pulls_total');
        const answer = await answerPull(parts, tablet, body);
        if (!answer.ok) return refuse(reply, answer.trouble);
        metrics.count('larkrise_sums_compared_total', {}, Object.keys(body.sums ?? {}).length);
        metrics.count('larkrise_sums_differing_total', {}, answer.value.differing?.length ?? 0);
        return answer.value;
      },
    );
    app.post<{ Body: CompareRequest }>(
      comparePath,
      { preHandler: requireTablet, schema: { body: compareRequestSchema, response: { 200: compareAnswerSchema } } },
      async ({ tablet, body }, reply) => {
        if (!tablet) return refuse(reply, 'not-enrolled');
        const { answer, repaired } = await answerCompare(parts, tablet, body);
        metrics.count('larkrise_comparisons_total');
        metrics.count('larkrise_rows_repaired_total', {}, repaired);
        return answer;
      },
    );
  };
