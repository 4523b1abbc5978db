// Takes the hash of a link that somebody made on a tablet: hers alone makes it hers, because her signing key opens with her PIN.
import { fromBase64Url } from '../../kernel/bytes';
import type { Clock } from '../../kernel/clock';
import { minutes } from '../../kernel/clock';
import { writeAudit, writeAuditSeldom } from '../../server/audit';
import type { Database } from '../../server/database';
import type { Routes } from '../../server/http';
import { refuse } from '../../server/refusals';
import { isSignedBy } from '../../server/signatures';
import type { TabletRow } from '../../server/tablet-sessions';
import { type OwnLinkAnswer, type OwnLinkRequest, ownLinkAnswerSchema, ownLinkPath, ownLinkRequestSchema, ownLinkText } from './own-link';
import { keepOwnLink } from './own-links.server';

interface OwnLinkParts {
  readonly db: Database;
  readonly clock: Clock;
}

const seldom = minutes(60);

function receive({ db, clock }: OwnLinkParts, tablet: TabletRow, asked: OwnLinkRequest): Promise<OwnLinkAnswer> {
  return db.transaction().execute(async tx => {
    const { person, hash } = asked;
    const her = await tx.selectFrom('people').select(['home', 'sign_key']).where('id', '=', person).executeTakeFirst();
    const isHers =
      her !== undefined && isSignedBy(her.sign_key, ownLinkText(tablet.id, asked), fromBase64Url(asked.sig) ?? new Uint8Array());
    const isKnown = her !== undefined && (await tx.selectFrom('pins').select('person').where('person', '=', person).executeTakeFirst());
    const line = { at: clock(), counter: her?.home ?? tablet.nursery ?? '', about: person, tablet: tablet.id };
    if (her && !isHers) await writeAuditSeldom(tx, { ...line, who: 'tablet', what: 'own-link-refused' }, seldom);
    if (!isHers || !isKnown) return { v: 1, answer: 'refused' };
    const until = await keepOwnLink(tx, { person, hash, now: clock() });
    await writeAudit(tx, { ...line, who: person, what: 'own-link-asked' });
    return { v: 1, answer: 'made', until };
  });
}

/** Needs an enrolled tablet. */
export const ownLinkRoutes =
  (parts: OwnLinkParts): Routes =>
  (app, { requireTablet }) => {
    app.post<{ Body: OwnLinkRequest }>(
      ownLinkPath,
      {
        preHandler: requireTablet,
        schema: {
          summary: 'A link to all that is kept about whoever asks',
          body: ownLinkRequestSchema,
          response: { 200: ownLinkAnswerSchema },
        },
      },
      async ({ tablet, body }, reply) => (tablet ? receive(parts, tablet, body) : refuse(reply, 'not-enrolled')),
    );
  };
