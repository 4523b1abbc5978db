// Bounds what the server keeps of one tablet that nobody has signed: whoever holds a tablet and no PIN must not be able to fill the disk.
// Invariant: it is counted before it is judged, in one statement, so that many requests at once are as much as one after the other.
import { sql } from 'kysely';
import { calendarDay } from '../kernel/calendar-day';
import { ok, type Result, trouble } from '../kernel/result';
import { among } from '../server/lists';
import { type ReadEnvelope, readEnvelopes } from './envelope.server';
import { envelopeDigest } from './envelope-digest.server';
import type { PushAnswer, PushRequest } from './protocol';
import { judgeRead, type PushParts, type Way } from './push.server';

/** Characters of JSON, a day. Honest tablets sign what they write: theirs is nothing. */
export const mostUnproven = 8 * 1024 * 1024;
/** The same for a tablet that was taken out of use, for good. */
export const mostUnprovenAtFarewell = 8 * mostUnproven;
/** What a row takes beside its text. */
const rowWeight = 512;

/** What was counted, to be given back where nothing came of it. */
interface CountedBytes {
  readonly tablet: string;
  readonly day: string;
  readonly bytes: number;
}

/** Of what is not kept already: a push that is sent again costs nothing. */
async function weightOf({ db }: Pick<PushParts, 'db'>, tablet: string, read: readonly ReadEnvelope[]): Promise<number> {
  const weights = new Map<string, number>();
  for (const one of read) {
    const raw = one.isProven ? null : one.asItCame();
    if (raw !== null) weights.set(envelopeDigest(raw), raw.length + rowWeight);
  }
  if (weights.size === 0) return 0;
  const kept = db.selectFrom('quarantine').select('digest').where('tablet', '=', tablet);
  for (const { digest } of await kept.where(among(db, 'digest', [...weights.keys()])).execute()) weights.delete(digest);
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0);
}

/** Null: it would be more than this tablet may have kept; then nothing of the request is judged, and all of it stays with the tablet. */
async function count(
  parts: Pick<PushParts, 'db' | 'clock'>,
  tablet: string,
  read: readonly ReadEnvelope[],
  occasion: Way,
): Promise<CountedBytes | null> {
  const isLeaving = occasion === 'farewell';
  const counted = { tablet, day: isLeaving ? 'farewell' : calendarDay(parts.clock()), bytes: await weightOf(parts, tablet, read) };
  if (counted.bytes === 0) return counted;
  const sum = sql<number>`excluded.bytes + CASE WHEN unproven_bytes.day = excluded.day THEN unproven_bytes.bytes ELSE 0 END`;
  const insert = parts.db.insertInto('unproven_bytes').values(counted);
  const fits = insert.onConflict(at =>
    at
      .column('tablet')
      .doUpdateSet({ day: counted.day, bytes: sum })
      .where(sum, '<=', isLeaving ? mostUnprovenAtFarewell : mostUnproven),
  );
  return (await fits.returning('tablet').executeTakeFirst()) ? counted : null;
}

async function giveBack({ db }: Pick<PushParts, 'db'>, { tablet, day, bytes }: CountedBytes): Promise<void> {
  if (bytes === 0) return;
  const less = db.updateTable('unproven_bytes').set(row => ({ bytes: row('bytes', '-', bytes) }));
  await less.where('tablet', '=', tablet).where('day', '=', day).execute();
}

/**
 * A push or a farewell from the wire; `tablet` is the one that the device session or its own signature names. `too-many-requests`: too much
 * of it is signed by nobody. Then it has no verdict at all, and every word of it stays with the tablet.
 */
export async function receiveFromTablet(
  parts: PushParts,
  tablet: string,
  request: PushRequest,
  occasion: Way = 'push',
): Promise<Result<PushAnswer, 'too-many-requests'>> {
  const read = await readEnvelopes(parts.db, parts.keyring, tablet, request.envelopes);
  const counted = await count(parts, tablet, read, occasion);
  if (!counted) return trouble('too-many-requests');
  try {
    return ok(await judgeRead(parts, tablet, read, occasion));
  } catch (fault) {
    await giveBack(parts, counted);
    throw fault;
  }
}
