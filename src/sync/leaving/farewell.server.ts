// The farewell of a revoked tablet: what waited there is judged as fairly as ever, and then it is told to empty itself.
import * as v from 'valibot';
import { fromBase64Url } from '../../kernel/bytes';
import { parse, parseJson } from '../../kernel/parse';
import { type Result, trouble } from '../../kernel/result';
import { counterOfTablet, writeAudit } from '../../server/audit';
import { isSignedBy } from '../../server/signatures';
import { takePlaces } from '../change-log.server';
import { noteErased } from '../erasures/erasure-tablets.server';
import { mostChangesInAPush, type PushAnswer } from '../protocol';
import type { PushParts } from '../push.server';
import { type FarewellRequest, farewellText } from '../tablet-report';
import { receiveFromTablet } from '../unproven.server';
import { inTransaction } from '../work.server';

const envelopesSchema = v.pipe(v.array(v.unknown()), v.maxLength(mostChangesInAPush));

/**
 * Signed by the tablet's own key, because a revoked tablet gets no session. Sent again after a lost answer it is judged the same.
 * `not-found`: no such tablet, or it is not revoked, or somebody else signed. `too-many-requests`: what nobody signed is too much to keep.
 */
export async function receiveFarewell(
  parts: PushParts,
  request: FarewellRequest,
): Promise<Result<PushAnswer, 'not-found' | 'bad-request' | 'too-many-requests'>> {
  const tablet = await parts.db.selectFrom('tablets').selectAll().where('id', '=', request.tablet).executeTakeFirst();
  const signature = fromBase64Url(request.sig) ?? new Uint8Array();
  const isItself = tablet?.revoked_at != null && isSignedBy(tablet.public_key, farewellText(request), signature);
  if (!isItself) return trouble('not-found');
  const bytes = fromBase64Url(request.payload);
  const envelopes = parse(envelopesSchema, bytes ? parseJson(new TextDecoder().decode(bytes)) : null);
  if (!envelopes.ok) return trouble('bad-request');
  const push = { v: 1 as const, tablet: tablet.id, envelopes: envelopes.value };
  const answer = await receiveFromTablet(parts, tablet.id, push, 'farewell');
  if (answer.ok && request.isLast) await noteEmptied(parts, tablet.id);
  return answer;
}

/** From now on nobody waits for this tablet. */
const noteEmptied = (parts: PushParts, tablet: string): Promise<void> =>
  inTransaction(parts, async work => {
    const now = parts.clock();
    const wiped = work.tx.updateTable('tablets').set({ wiped_at: now }).where('id', '=', tablet).where('wiped_at', 'is', null);
    const { numUpdatedRows } = await wiped.executeTakeFirst();
    await noteErased(work, tablet, 'all', now);
    const counter = await counterOfTablet(work.tx, tablet);
    const line = { at: now, counter, who: 'tablet', what: 'tablet-emptied', about: tablet, tablet } as const;
    if (numUpdatedRows > 0n) await writeAudit(work.tx, line);
    await takePlaces(work);
  });
