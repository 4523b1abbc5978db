// A new PIN for somebody who has forgotten hers or was locked out: for the same vault and the same signing key, whoever chooses it.
import { randomBytes } from 'node:crypto';
import { randomPin } from '../features/pin/pin-rules';
import type { Clock } from '../kernel/clock';
import { parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { writeAudit } from './audit';
import type { Database, Writing } from './database';
import { contentFor, contentOf, holdPin, type KeptPin, keepPin, loadPin, newPin, type PinParts, putWrap } from './pins';
import { endReopeningsOf } from './reopening';
import { makeSigningKeys } from './signatures';

export interface NewPinParts extends PinParts {
  readonly db: Database;
  readonly clock: Clock;
  /** Whose hand it is, for the trail: a person's id; without it, whoever keeps the server. */
  readonly by?: string;
}

export interface MadePin {
  readonly name: string;
  readonly pin: string;
  /** She was entered by a version that kept less: what waits on tablets is no more proved to be hers, and is kept apart. */
  readonly isSigningAnew: boolean;
}

/** Six digits by lot, and what they are stretched to: that takes long, so before the transaction. */
export interface DrawnPin {
  readonly pin: string;
  readonly stretched: Pick<KeptPin, 'stretching' | 'stretched'>;
}

export async function drawPin(): Promise<DrawnPin> {
  const pin = randomPin(() => randomBytes(16));
  return { pin, stretched: await newPin(pin, 0, 0) };
}

/** Lets her in again on every tablet at its next contact. What she wrote, sent or not, stays as it is. */
export async function makeNewPin(parts: NewPinParts, person: string): Promise<Result<MadePin, 'nobody-of-this-id'>> {
  const { pin, stretched } = await drawPin();
  const now = parts.clock();
  const made = await parts.db.transaction().execute(async tx => {
    const given = await giveNewPin(parts, tx, person, { ...stretched, isHanded: true }, now);
    if (!given) return null;
    await writeAudit(tx, { at: now, counter: given.home, who: parts.by ?? 'operator', what: 'pin-made-anew', about: person, tablet: null });
    return { name: given.name, pin, isSigningAnew: given.isSigningAnew };
  });
  return made ? ok(made) : trouble('nobody-of-this-id');
}

interface Given {
  readonly name: string;
  readonly home: string;
  readonly isSigningAnew: boolean;
}

/** This PIN is hers from now on; who was locked out is let in, and what others had agreed to for her is over. Null: nobody of this id. */
export async function giveNewPin(
  parts: PinParts,
  tx: Writing,
  person: string,
  chosen: Pick<KeptPin, 'stretching' | 'stretched' | 'isHanded'>,
  now: number,
): Promise<Given | null> {
  await holdPin(tx, person);
  const row = await tx.selectFrom('people').select(['name', 'home', 'wrap']).where('id', '=', person).executeTakeFirst();
  if (!row) return null;
  const before = await loadPin(parts, tx, person);
  const known = before && contentOf(person, parseJson(row.wrap), before.stretched);
  const pin = { ...chosen, changedAt: now, opening: Math.max(now, (before?.opening ?? 0) + 1) };
  await keepPin(parts, tx, person, pin);
  const sign = known?.sign ?? (await signAnew(tx, person));
  await putWrap(tx, person, pin, await contentFor(parts, tx, person, { sign, now }));
  await tx.deleteFrom('lockouts').where('person', '=', person).execute();
  await endReopeningsOf(tx, person, now);
  return { name: row.name, home: row.home, isSigningAnew: !known };
}

async function signAnew(tx: Writing, person: string): Promise<string> {
  const { point, pkcs8 } = makeSigningKeys();
  await tx.updateTable('people').set({ sign_key: point }).where('id', '=', person).execute();
  return pkcs8.toString('base64url');
}
