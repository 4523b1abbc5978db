// A tablet asks with a code to be let in. Where the code was made in the office it waits until whoever made it has compared six digits.
//
// Invariants: 1 a code of the office is used up by the first that asks, before anybody is let in; 2 the salt is drawn after the tablet has
// said its key, so a key cannot be chosen by its digits; 3 the digits name the tablet that is let in, not the one that asked last.
import { createHash } from 'node:crypto';
import { serverCounter } from '../features/audit/audit';
import { toBase64Url } from '../kernel/bytes';
import { minutes } from '../kernel/clock';
import { ok, type Result, trouble } from '../kernel/result';
import { digitsOf, digitsText, type EnrolledTablet, enrolText } from '../sync/tablet-protocol';
import { counterOfTablet, writeAudit, writeAuditSeldom } from './audit';
import type { Tables, Writing } from './database';
import { isSignedBy, publicKeyFrom } from './signatures';
import { hashOf, newSecret } from './tablet-sessions';
import { codeMinutes, type TabletParts } from './tablets';

export interface Enrolment {
  readonly code: string;
  readonly id: string;
  readonly publicKey: Uint8Array;
  /** By the key that it brings; base64url. */
  readonly sig?: string;
}

export type Enrolled = { readonly tablet: EnrolledTablet } | { readonly waiting: { readonly salt: string } };
type EnrolTrouble = 'code-not-valid' | 'bad-request';

const shown = ({ id, name, nursery, person }: EnrolledTablet): EnrolledTablet => ({ id, name, nursery, person });

/** Takes the code out of use as it is read, so that two tablets never share one. */
async function useCode(tx: Writing, code: string, now: number) {
  const hash = hashOf(code);
  const taken = await tx
    .deleteFrom('enrolment_codes')
    .where('code_hash', '=', hash)
    .where('expires_at', '>', now)
    .where('reusable', '=', 0)
    .returningAll()
    .executeTakeFirst();
  if (taken) return taken;
  const codes = tx.selectFrom('enrolment_codes').selectAll().where('code_hash', '=', hash);
  return codes.where('expires_at', '>', now).where('reusable', '=', 1).executeTakeFirst();
}

const waitingOf = (db: Writing | TabletParts['db'], id: string) =>
  db.selectFrom('waiting_tablets').selectAll().where('id', '=', id).executeTakeFirst();

/** A tablet that waits or is let in already, asking again with its key. */
export async function isKnownToAsk({ db }: TabletParts, { id, publicKey }: Enrolment): Promise<boolean> {
  const known = await waitingOf(db, id);
  const tablet = known ?? (await db.selectFrom('tablets').select('public_key').where('id', '=', id).executeTakeFirst());
  return tablet?.public_key.equals(publicKey) ?? false;
}

/** Whether the key that it brings is its own. */
function isProven({ code, id, publicKey, sig }: Enrolment): boolean {
  const signature = Buffer.from(sig ?? '', 'base64url');
  return isSignedBy(publicKey, enrolText({ id, publicKey: toBase64Url(publicKey), code }), signature);
}

/**
 * A tablet whose answer was lost on the way asks again with the same key and is told again, though its code is used up; so does one
 * that waits. `code-not-valid`: unknown, used, too old, or refused in the office.
 */
export async function enrolTablet({ db, clock }: TabletParts, asked: Enrolment): Promise<Result<Enrolled, EnrolTrouble>> {
  if (!publicKeyFrom(asked.publicKey)) return trouble('bad-request');
  return db.transaction().execute(async tx => {
    const before = await tx.selectFrom('tablets').selectAll().where('id', '=', asked.id).executeTakeFirst();
    if (before) return before.public_key.equals(asked.publicKey) ? ok({ tablet: shown(before) }) : trouble('code-not-valid');
    const waiting = await waitingOf(tx, asked.id);
    if (waiting && isTheSame(waiting, asked, clock())) return ok({ waiting: { salt: waiting.salt } });
    const code = await useCode(tx, asked.code, clock());
    if (!code) return refused(tx, clock());
    if (code.made_by !== null) return beginWaiting(tx, { ...code, made_by: code.made_by }, asked, clock());
    const tablet = { id: asked.id, name: code.tablet_name, nursery: code.nursery, person: code.person };
    await letIn(tx, { ...tablet, public_key: Buffer.from(asked.publicKey) }, { who: 'operator', what: 'tablet-enrolled', at: clock() });
    return ok({ tablet });
  });
}

/** Said once an hour, however often somebody tries. */
async function refused(tx: Writing, at: number): Promise<Result<Enrolled, EnrolTrouble>> {
  const line = { at, counter: serverCounter, who: 'nobody', what: 'code-refused', about: null, tablet: null } as const;
  await writeAuditSeldom(tx, line, minutes(60));
  return trouble('code-not-valid');
}

const digitsFor = (asked: Enrolment, salt: string): string => {
  const text = digitsText({ ...asked, publicKey: toBase64Url(asked.publicKey) }, salt);
  return digitsOf(createHash('sha256').update(text, 'utf8').digest());
};

/** The one that waits, asking again with the same code; with another code it begins anew. */
const isTheSame = (waiting: Tables['waiting_tablets'], asked: Enrolment, now: number): boolean =>
  now < waiting.expires_at && isProven(asked) && digitsFor(asked, waiting.salt) === waiting.digits;

/** One that cannot prove its key has used the code up all the same: whoever tries so was not invited. */
async function beginWaiting(
  tx: Writing,
  code: Tables['enrolment_codes'] & { readonly made_by: string },
  asked: Enrolment,
  now: number,
): Promise<Result<Enrolled, EnrolTrouble>> {
  if (!isProven(asked)) return trouble('code-not-valid');
  const salt = newSecret();
  const row = {
    id: asked.id,
    name: code.tablet_name,
    nursery: code.nursery,
    person: code.person,
    public_key: Buffer.from(asked.publicKey),
    salt,
    digits: digitsFor(asked, salt),
    made_by: code.made_by,
    expires_at: now + minutes(codeMinutes),
  };
  await tx.deleteFrom('waiting_tablets').where('expires_at', '<=', now).execute();
  await tx.deleteFrom('waiting_tablets').where('id', '=', asked.id).where('public_key', '=', row.public_key).execute();
  const kept = tx.insertInto('waiting_tablets').values(row);
  const added = await kept.onConflict(at => at.column('id').doNothing()).executeTakeFirst(); // another key has this id: that one waits
  return added.numInsertedOrUpdatedRows === 1n ? ok({ waiting: { salt } }) : trouble('code-not-valid');
}

type NewTablet = Pick<Tables['tablets'], 'id' | 'name' | 'nursery' | 'person' | 'public_key'>;

interface LetIn {
  readonly who: string;
  readonly what: 'tablet-enrolled' | 'tablet-let-in';
  readonly at: number;
}

async function letIn(tx: Writing, { id, name, nursery, person, public_key }: NewTablet, line: LetIn): Promise<void> {
  const row = { id, name, nursery, person, public_key, enrolled_at: line.at, revoked_at: null, wiped_at: null };
  await tx.insertInto('tablets').values(row).execute();
  await writeAudit(tx, { ...line, counter: await counterOfTablet(tx, id), about: id, tablet: null });
}

/** Those that wait now. */
export const waitingTablets = ({ db, clock }: TabletParts) =>
  db.selectFrom('waiting_tablets').selectAll().where('expires_at', '>', clock()).orderBy('expires_at').execute();

/** Somebody has seen these digits on both screens. */
export async function confirmWaiting(
  tx: Writing,
  { id, digits }: { readonly id: string; readonly digits: string },
  { who, now }: { readonly who: string; readonly now: number },
): Promise<Result<null, 'not-waiting' | 'digits-differ'>> {
  const waiting = await waitingOf(tx, id);
  if (!waiting || waiting.expires_at <= now) return trouble('not-waiting');
  if (waiting.digits !== digits) return trouble('digits-differ');
  const taken = await tx.deleteFrom('waiting_tablets').where('id', '=', id).executeTakeFirst();
  if (taken.numDeletedRows === 0n) return trouble('not-waiting');
  await letIn(tx, waiting, { who, what: 'tablet-let-in', at: now });
  return ok(null);
}

/** False where none waits under this id. */
export const refuseWaiting = async (tx: Writing, id: string): Promise<boolean> =>
  (await tx.deleteFrom('waiting_tablets').where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n;
