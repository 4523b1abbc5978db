// Links to what is kept about somebody, for whoever leaves or asks: which one stands, the PIN behind it, and its end.
//
// Why the link and her PIN, and nothing else: a link alone would let whoever made it read her. The link comes from her leader, who does
// not know her PIN; the PIN is what she proved herself with on every tablet, so she has it in her head on her last day. Her recovery card
// makes a new PIN, on a tablet, and is nothing to type into a page on a borrowed device. A PIN is no key: ten wrong ones in a row, over all
// links of hers, are the most, as on a tablet, and they are counted before they are judged. Who was made a new PIN is counted anew.
import { timingSafeEqual } from 'node:crypto';
import { days } from '../../kernel/clock';
import type { Database, Tables, Writing } from '../../server/database';
import { holdAlone } from '../../server/database';
import { endHolding, heldUntil } from '../../server/leavings';
import { type KeptPin, loadPin, type PinParts, stretchPin } from '../../server/pins';
import { hashOf, newSecret } from '../../server/tablet-sessions';
import type { OwnReason } from './own-link';

type LinkRow = Tables['own_links'];

/** For somebody who is still here. */
const askedLasts = days(7);
const mostPinTries = 10;

interface Wanted {
  readonly person: string;
  /** The nursery or programme that she left or is in. */
  readonly counter: string;
  readonly madeBy: string;
  readonly now: number;
}

export interface MadeLink {
  readonly token: string;
  readonly until: number;
  readonly why: OwnReason;
}

/** One by the same hand that was made before for her is over; what others made stands. The token is kept nowhere. */
export async function makeOwnLink(tx: Writing, { person, counter, madeBy, now }: Wanted): Promise<MadeLink> {
  const held = await heldUntil(tx, person, counter, now);
  const [token, until, why] = [newSecret(), held ?? now + askedLasts, held === null ? 'asked' : 'left'] as const;
  await tx.deleteFrom('own_links').where('expires_at', '<=', now).execute();
  await tx.deleteFrom('own_links').where('person', '=', person).where('made_by', '=', madeBy).execute();
  const row = { token_hash: hashOf(token), person, made_by: madeBy, why, made_at: now, expires_at: until };
  await tx.insertInto('own_links').values(row).execute();
  return { token, until, why };
}

/** A link whose token she made herself on a tablet where her PIN was typed: the server knows its hash alone. The same message may come twice. */
export async function keepOwnLink(tx: Writing, { person, hash, now }: { person: string; hash: string; now: number }): Promise<number> {
  const until = now + askedLasts;
  await tx.deleteFrom('own_links').where('expires_at', '<=', now).execute();
  await tx.deleteFrom('own_links').where('person', '=', person).where('made_by', '=', person).where('token_hash', '!=', hash).execute();
  const row = { token_hash: hash, person, made_by: person, why: 'asked', made_at: now, expires_at: until };
  const kept = tx
    .insertInto('own_links')
    .values(row)
    .onConflict(on => on.doNothing());
  await kept.execute();
  return until;
}

/** Null: unknown, ended or too old. */
export async function ownLinkBy(db: Database | Writing, token_hash: string, now: number): Promise<LinkRow | null> {
  const row = await db.selectFrom('own_links').selectAll().where('token_hash', '=', token_hash).executeTakeFirst();
  return row && row.expires_at > now ? row : null;
}

/** Every link of hers ends, and with it what was held for her because she left. */
export async function endOwnLinks(tx: Writing, person: string, now: number): Promise<void> {
  await tx.deleteFrom('own_links').where('person', '=', person).execute();
  await tx.deleteFrom('export_tickets').where('person', '=', person).where('what', 'in', ['own', 'pass']).execute();
  await endHolding(tx, person, now);
}

export type PinRuling = 'right' | 'pin-wrong' | 'pin-tries-over';

/** Counts this try before anybody knows whether it is right; null: there were ten. */
async function countPin({ keyring }: PinParts, tx: Writing, person: string): Promise<KeptPin | 'none' | null> {
  await holdAlone(tx, `own-pin|${person}`);
  const pin = await loadPin({ keyring }, tx, person);
  const opening = pin?.opening ?? 0;
  const known = await tx.selectFrom('own_misses').selectAll().where('person', '=', person).executeTakeFirst();
  const before = known?.opening === opening ? known.count : 0;
  if (before >= mostPinTries) return null;
  const row = { opening, count: before + 1 };
  await tx
    .insertInto('own_misses')
    .values({ person, ...row })
    .onConflict(on => on.column('person').doUpdateSet(row))
    .execute();
  return pin ?? 'none';
}

/** Spaces that somebody types between the digits do not matter. */
const tidy = (pin: string): string => pin.replace(/\s/g, '');

export async function judgePin(parts: PinParts & { readonly db: Database }, person: string, typed: string): Promise<PinRuling> {
  const counted = await parts.db.transaction().execute(tx => countPin(parts, tx, person));
  if (counted === null) return 'pin-tries-over';
  if (counted === 'none') return 'pin-wrong';
  const stretched = await stretchPin(tidy(typed), { ...counted.stretching });
  if (!timingSafeEqual(stretched, counted.stretched)) return 'pin-wrong';
  await parts.db.deleteFrom('own_misses').where('person', '=', person).execute();
  return 'right';
}
