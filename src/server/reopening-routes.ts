// How she gets back in on a tablet, on the wire: her card for a new PIN, another card, and stopping what others asked for in her name.
import type { FastifyReply } from 'fastify';
import * as wire from '../features/pin/recovery';
import { fromBase64Url } from '../kernel/bytes';
import { type Clock, minutes } from '../kernel/clock';
import { writeAudit, writeAuditSeldom } from './audit';
import type { Database, Writing } from './database';
import type { Routes } from './http';
import type { Keyring } from './keyring';
import { giveNewPin } from './new-pin';
import { holdPin } from './pins';
import { refuse } from './refusals';
import { endReopening, reopeningOf } from './reopening';
import { keepCard, useCard } from './reopening-cards';
import { isSignedBy } from './signatures';
import type { TabletRow } from './tablet-sessions';
import { peopleOfTablet } from './tablets';
import { cardCounts, countTry, forgetTries } from './throttles';

export interface ReopeningParts {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** What is refused is written down once an hour for each person and tablet. */
const seldom = minutes(60);

interface Her {
  readonly id: string;
  readonly home: string;
  readonly sign_key: Buffer;
}

/** She, where this tablet shows her tile now. */
async function herOn(parts: ReopeningParts, tx: Writing, tablet: TabletRow, person: string): Promise<Her | null> {
  const her = await tx.selectFrom('people').select(['id', 'home', 'sign_key']).where('id', '=', person).executeTakeFirst();
  const here = await peopleOfTablet({ db: tx, clock: parts.clock }, tablet);
  return her && here.some(({ id }) => id === person) ? her : null;
}

const lineFor = ({ clock }: ReopeningParts, tablet: TabletRow, her: Her) => ({
  at: clock(),
  counter: tablet.nursery ?? her.home,
  about: her.id,
  tablet: tablet.id,
});

async function noteRefused(parts: ReopeningParts, tx: Writing, tablet: TabletRow, her: Her | null): Promise<void> {
  if (her) await writeAuditSeldom(tx, { ...lineFor(parts, tablet, her), who: 'tablet', what: 'card-refused' }, seldom);
}

/** Whether there is such a person, such a card, or neither: the same look-ups, the same answer. */
async function recover(parts: ReopeningParts, tablet: TabletRow, asked: wire.RecoverRequest): Promise<wire.RecoverAnswer> {
  const counts = cardCounts(asked.person, tablet.id);
  const seconds = await countTry(parts, counts);
  if (seconds !== null) return { v: 1, answer: 'wait', seconds };
  const isTaken = await parts.db.transaction().execute(async tx => {
    await holdPin(tx, asked.person);
    const her = await herOn(parts, tx, tablet, asked.person);
    const now = parts.clock();
    const used = await useCard(tx, { ...asked, person: her?.id ?? '' }, now);
    if (!her || used === 'no') await noteRefused(parts, tx, tablet, her);
    if (!her || used !== 'used') return used === 'used-so';
    const { stretched, ...stretching } = asked.pin;
    await giveNewPin(parts, tx, her.id, { stretching, stretched: fromBase64Url(stretched) ?? new Uint8Array() }, now);
    await writeAudit(tx, { ...lineFor(parts, tablet, her), who: her.id, what: 'pin-by-card' });
    return true;
  });
  if (isTaken) await forgetTries(parts, counts.slice(0, 1)); // what others missed on this tablet stays counted
  return { v: 1, answer: isTaken ? 'taken' : 'not-taken' };
}

/** Hers by her signature, whoever holds the tablet's session. */
const hasSigned = (her: Her | null, text: string, sig: string): her is Her =>
  her !== null && isSignedBy(her.sign_key, text, fromBase64Url(sig) ?? new Uint8Array());

const takeCard = (parts: ReopeningParts, tablet: TabletRow, asked: wire.NewCardRequest): Promise<'taken' | 'refused'> =>
  parts.db.transaction().execute(async tx => {
    await holdPin(tx, asked.person);
    const her = await herOn(parts, tx, tablet, asked.person);
    const isHers = hasSigned(her, wire.newCardText(tablet.id, asked), asked.sig);
    if (!isHers || !(await keepCard(tx, her.id, asked.hash, parts.clock()))) {
      await noteRefused(parts, tx, tablet, her);
      return 'refused';
    }
    await writeAudit(tx, { ...lineFor(parts, tablet, her), who: her.id, what: 'card-made' });
    return 'taken';
  });

/** One that she stopped offline may come late: what has ended meanwhile is over, and that is no trouble. */
const stop = (parts: ReopeningParts, tablet: TabletRow, asked: wire.StopRequest): Promise<'stopped' | 'over' | 'refused'> =>
  parts.db.transaction().execute(async tx => {
    const her = await herOn(parts, tx, tablet, asked.person);
    const isHers = hasSigned(her, wire.stopText(tablet.id, asked), asked.sig);
    if (!isHers || (await reopeningOf(tx, asked.id))?.person !== her.id) return 'refused';
    if (!(await endReopening(tx, asked.id, parts.clock()))) return 'over';
    await writeAudit(tx, { ...lineFor(parts, tablet, her), who: her.id, what: 'reopening-stopped' });
    return 'stopped';
  });

export const reopeningRoutes =
  (parts: ReopeningParts): Routes =>
  (app, { requireTablet: preHandler }) => {
    app.post<{ Body: wire.RecoverRequest }>(
      wire.recoverPath,
      {
        preHandler,
        schema: { summary: 'A new PIN for a recovery card', body: wire.recoverSchema, response: { 200: wire.recoverAnswerSchema } },
      },
      async ({ tablet, body }, reply): Promise<wire.RecoverAnswer | FastifyReply> =>
        tablet ? recover(parts, tablet, body) : refuse(reply, 'not-enrolled'),
    );
    app.post<{ Body: wire.NewCardRequest }>(
      wire.newCardPath,
      {
        preHandler,
        schema: { summary: 'Another recovery card', body: wire.newCardSchema, response: { 200: wire.newCardAnswerSchema } },
      },
      async ({ tablet, body }, reply) => (tablet ? { v: 1, answer: await takeCard(parts, tablet, body) } : refuse(reply, 'not-enrolled')),
    );
    app.post<{ Body: wire.StopRequest }>(
      wire.stopPath,
      {
        preHandler,
        schema: { summary: 'She stops a new PIN', body: wire.stopSchema, response: { 200: wire.stopAnswerSchema } },
      },
      async ({ tablet, body }, reply) => (tablet ? { v: 1, answer: await stop(parts, tablet, body) } : refuse(reply, 'not-enrolled')),
    );
  };
