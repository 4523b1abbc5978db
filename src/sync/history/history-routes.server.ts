// The history of a record on the wire.
import type { Routes } from '../../server/http';
import { refuse } from '../../server/refusals';
import { type HistoryRequest, historyAnswerSchema, historyPath, historyRequestSchema } from './history';
import { answerHistory, type HistoryParts } from './history.server';

/** Needs an enrolled tablet; the answer is sealed for the person who asks, and only of what she may have. */
export const historyRoutes =
  (parts: HistoryParts): Routes =>
  (app, { requireTablet, metrics }) => {
    app.post<{ Body: HistoryRequest }>(
      historyPath,
      { preHandler: requireTablet, schema: { body: historyRequestSchema, response: { 200: historyAnswerSchema } } },
      async ({ tablet, body }, reply) => {
        if (!tablet) return refuse(reply, 'not-enrolled');
        metrics.count('larkrise_histories_total');
        const answer = await answerHistory(parts, tablet, body);
        return answer.ok ? answer.value : refuse(reply, answer.trouble);
      },
    );
  };
