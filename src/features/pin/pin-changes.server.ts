// Takes PINs that were changed on tablets: whoever is signed in there, each proves itself by her signature and by what it opens.
import type { FastifyReply } from 'fastify';
import type * as v from 'valibot';
import { fromBase64Url } from '../../kernel/bytes';
import { type Clock, minutes } from '../../kernel/clock';
import { parse, parseJson } from '../../kernel/parse';
import { writeAudit, writeAuditSeldom } from '../../server/audit';
import type { Database, Writing } from '../../server/database';
import type { Routes } from '../../server/http';
import type { Keyring } from '../../server/keyring';
import { contentFor, contentOf, holdPin, isHerSigningKey, keepPin, loadPin, putWrap } from '../../server/pins';
import { refuse } from '../../server/refusals';
import { open } from '../../server/sealing';
import { isSignedBy } from '../../server/signatures';
import type { TabletRow } from '../../server/tablet-sessions';
import { vaultKeyId } from '../../sync/key-ids';
import {
  type PinChange,
  type PinChangeAnswer,
  pinChangeBinding,
  pinChangeSchema,
  pinChangesAnswerSchema,
  pinChangesPath,
  pinChangesRequestSchema,
  pinChangeText,
  type SealedPinChange,
} from './pin-change';

interface PinChangeParts {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** A refused one is written down once an hour for each person and tablet. */
const seldom = minutes(60);

interface Her {
  readonly id: string;
  readonly home: string;
  readonly sign_key: Buffer;
}

/** What she sealed and signed; null where it is not hers, or not in order. */
async function opened(
  { keyring }: PinChangeParts,
  tx: Writing,
  tablet: string,
  her: Her,
  asked: SealedPinChange,
): Promise<PinChange | null> {
  if (!isSignedBy(her.sign_key, pinChangeText(tablet, asked), fromBase64Url(asked.sig) ?? new Uint8Array())) return null;
  const [key, bytes] = [await keyring.get(vaultKeyId(her.id), tx), fromBase64Url(asked.sealed)];
  const plain = key && bytes ? open(key, pinChangeBinding(tablet, her.id, asked.id), bytes) : null;
  const change = plain?.ok ? parse(pinChangeSchema, parseJson(plain.value.toString('utf8'))) : null;
  return change?.ok ? change.value : null;
}

/** Her wrap is made by the server itself: from the tablet come only her new PIN and the proof that it opens what is hers. */
async function take(parts: PinChangeParts, tx: Writing, her: Her, change: PinChange): Promise<PinChangeAnswer> {
  const now = parts.clock();
  const at = Math.min(change.at, now);
  const before = await loadPin(parts, tx, her.id);
  if (before && (change.opening !== before.opening || at <= before.changedAt)) return 'outdated';
  const stretched = fromBase64Url(change.stretched) ?? new Uint8Array();
  const content = contentOf(her.id, change.wrap, stretched);
  if (!content || !isHerSigningKey(content.sign, her.sign_key)) return 'refused';
  const { sealed: _, ...stretching } = change.wrap;
  const pin = { stretching, stretched, opening: change.opening, changedAt: at };
  const own = await contentFor(parts, tx, her.id, { sign: content.sign, now });
  if (content.vault.id !== own.vault.id || content.vault.key !== own.vault.key) return 'refused';
  await keepPin(parts, tx, her.id, pin);
  await putWrap(tx, her.id, pin, own);
  return 'taken';
}

/** Answers one, in a transaction of its own; the same message may come twice. */
function receivePinChange(parts: PinChangeParts, tablet: TabletRow, asked: SealedPinChange): Promise<PinChangeAnswer> {
  return parts.db.transaction().execute(async tx => {
    await holdPin(tx, asked.person);
    const her = await tx.selectFrom('people').select(['id', 'home', 'sign_key']).where('id', '=', asked.person).executeTakeFirst();
    if (!her) return 'refused';
    const change = await opened(parts, tx, tablet.id, her, asked);
    const answer = change ? await take(parts, tx, her, change) : 'refused';
    const line = { at: parts.clock(), counter: tablet.nursery ?? her.home, about: her.id, tablet: tablet.id };
    if (answer === 'taken') await writeAudit(tx, { ...line, who: her.id, what: 'pin-changed' });
    if (answer === 'refused') await writeAuditSeldom(tx, { ...line, who: 'tablet', what: 'pin-refused' }, seldom);
    return answer;
  });
}

export const pinRoutes =
  (parts: PinChangeParts): Routes =>
  (app, { requireTablet }) => {
    app.post<{ Body: v.InferOutput<typeof pinChangesRequestSchema> }>(
      pinChangesPath,
      {
        preHandler: requireTablet,
        schema: {
          summary: 'PINs that were changed on this tablet',
          body: pinChangesRequestSchema,
          response: { 200: pinChangesAnswerSchema },
        },
      },
      async ({ tablet, body }, reply): Promise<v.InferOutput<typeof pinChangesAnswerSchema> | FastifyReply> => {
        if (!tablet) return refuse(reply, 'not-enrolled');
        const answers: { id: string; answer: PinChangeAnswer }[] = [];
        for (const change of body.changes) answers.push({ id: change.id, answer: await receivePinChange(parts, tablet, change) });
        return { v: 1, answers };
      },
    );
  };
