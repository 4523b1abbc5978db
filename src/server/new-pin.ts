// A new PIN for somebody who has forgotten hers or was locked out: drawn by lot, told once, for the same vault and the same signing key.
import { randomBytes } from 'node:crypto';
import { randomPin } from '../features/pin/pin-rules';
import type { Clock } from '../kernel/clock';
import { parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { writeAudit } from './audit';
import type { Database, Writing } from './database';
import { contentFor, contentOf, holdPin, type KeptPin, keepPin, loadPin, newPin, type PinParts, putWrap, sealWrap } from './pins';
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

/** Lets her in again on every tablet at its next contact. What she wrote, sent or not, stays as it is. */
export async function makeNewPin(parts: NewPinParts, person: string): Promise<Result<MadePin, 'nobody-of-this-id'>> {
  const pin = randomPin(() => randomBytes(16));
  const now = parts.clock();
  const stretched = await newPin(pin, now, now);
  const made = await parts.db.transaction().execute(async tx => {
    await holdPin(tx, person);
    const row = await tx.selectFrom('people').select(['name', 'home', 'wrap']).where('id', '=', person).executeTakeFirst();
    if (!row) return null;
    const before = await loadPin(parts, tx, person);
    const known = before && contentOf(person, parseJson(row.wrap), before.stretched);
    const opening = Math.max(now, (before?.opening ?? 0) + 1);
    await replacePin(parts, tx, person, { pin: { ...stretched, opening }, sign: known?.sign ?? (await signAnew(tx, person)), now });
    await writeAudit(tx, { at: now, counter: row.home, who: parts.by ?? 'operator', what: 'pin-made-anew', about: person, tablet: null });
    return { name: row.name, pin, isSigningAnew: !known };
  });
  return made ? ok(made) : trouble('nobody-of-this-id');
}

interface Replacement {
  readonly pin: KeptPin;
  readonly sign: string;
  readonly now: number;
}

async function replacePin(parts: NewPinParts, tx: Writing, person: string, { pin, sign, now }: Replacement): Promise<void> {
  await keepPin(parts, tx, person, pin);
  await putWrap(tx, person, sealWrap(person, pin, await contentFor(parts, tx, person, { sign, now })));
  await tx.deleteFrom('lockouts').where('person', '=', person).execute();
}

async function signAnew(tx: Writing, person: string): Promise<string> {
  const { point, pkcs8 } = makeSigningKeys();
  await tx.updateTable('people').set({ sign_key: point }).where('id', '=', person).execute();
  return pkcs8.toString('base64url');
}
