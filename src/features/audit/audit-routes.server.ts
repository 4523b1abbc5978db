// The trail on the wire.
import type { Routes } from '../../server/http';
import { refuse } from '../../server/refusals';
import { type AuditRequest, auditAnswerSchema, auditPath, auditRequestSchema } from './audit-trail';
import { answerAudit, type TrailParts } from './audit-trail.server';

/** Needs an enrolled tablet; the answer is sealed for the person who asks, and only of what she may read. */
export const auditRoutes =
  (parts: TrailParts): Routes =>
  (app, { requireTablet, metrics }) => {
    app.post<{ Body: AuditRequest }>(
      auditPath,
      {
        preHandler: requireTablet,
        schema: { summary: 'What was done, for those who may read it', body: auditRequestSchema, response: { 200: auditAnswerSchema } },
      },
      async ({ tablet, body }, reply) => {
        if (!tablet) return refuse(reply, 'not-enrolled');
        metrics.count('larkrise_audits_total');
        const answer = await answerAudit(parts, tablet, body);
        return answer.ok ? answer.value : refuse(reply, answer.trouble);
      },
    );
  };
