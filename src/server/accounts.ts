// Accounts of the office: a sign-in name, a passphrase, a second factor, recovery codes; what of it is secret is sealed under the keyring.
//
// Invariants: 1 a code of the authenticator and a recovery code work once, also when two ask at once; 2 a name that nobody has takes the
// same work as one that somebody has; 3 a wrong passphrase uses no code up.
import { hash, verify } from '@node-rs/argon2';
import type { Clock } from '../kernel/clock';
import { type Database, holdAlone, type Tables, type Writing } from './database';
import type { Keyring } from './keyring';
import { asRecoveryCode, newRecoveryCodes, stepOfCode } from './one-time-codes';
import { open, seal } from './sealing';
import { hashOf } from './tablet-sessions';

export interface AccountParts {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

const keyId = 'office:accounts';
const bindings = {
  passphrase: (person: string) => `office-passphrase|${person}`,
  factor: (person: string) => `office-factor|${person}`,
} as const;

/** OWASP's floor for Argon2id is 19 MiB and 2 passes; ours is that of PINs. The package's algorithm is Argon2id unless it is told another. */
const stretching = { memoryCost: 32 * 1024, timeCost: 3, parallelism: 1 };

const tidy = (passphrase: string): string => passphrase.normalize('NFKC').trim();

export const hashPassphrase = (passphrase: string): Promise<string> => hash(tidy(passphrase), stretching);

/** Whoever has no account is compared with this; nothing has such a hash. */
const nobodys = `$argon2id$v=19$m=${stretching.memoryCost},t=${stretching.timeCost},p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

type Account = Tables['accounts'];

export const accountOf = (db: Database | Writing, person: string) =>
  db.selectFrom('accounts').selectAll().where('person', '=', person).executeTakeFirst();

async function opened(keyring: Keyring, binding: string, sealed: Buffer): Promise<Buffer> {
  const plain = open(await keyring.make(keyId), binding, sealed);
  if (!plain.ok) throw new Error('a secret of an account does not open with the key of the accounts');
  return plain.value;
}

/** Seals a secret of the office; hand over the transaction you are in. */
export const sealForOffice = async ({ keyring }: Pick<AccountParts, 'keyring'>, binding: string, plain: Uint8Array, within?: Writing) =>
  seal(await keyring.make(keyId, within), binding, plain);

export const openForOffice = ({ keyring }: Pick<AccountParts, 'keyring'>, binding: string, sealed: Buffer) =>
  opened(keyring, binding, sealed);

/** As long for nobody as for somebody. */
export async function isPassphrase({ keyring }: AccountParts, account: Account | undefined, passphrase: string): Promise<boolean> {
  const known = account ? (await opened(keyring, bindings.passphrase(account.person), account.passphrase)).toString('utf8') : nobodys;
  const fits = await verify(known, tidy(passphrase));
  return fits && account !== undefined;
}

/** Nobody's: what is typed for an unknown name is compared with it. */
const nobodysFactor = Buffer.alloc(20);

export interface FoundCode {
  /** False where somebody else was quicker with the same code. */
  use(): Promise<boolean>;
}

/** A code of the authenticator or a recovery code that was not used yet; as much work where there is no account. */
export async function findCode(parts: AccountParts, account: Account | undefined, typed: string): Promise<FoundCode | null> {
  const { db, keyring, clock } = parts;
  const secret = account ? await opened(keyring, bindings.factor(account.person), account.factor) : nobodysFactor;
  const step = stepOfCode(secret, typed, clock(), account?.factor_step ?? 0);
  const person = account?.person ?? '';
  const code_hash = hashOf(asRecoveryCode(typed) ?? '');
  const kept = db.selectFrom('recovery_codes').select('code_hash').where('person', '=', person).where('code_hash', '=', code_hash);
  const recovery = await kept.executeTakeFirst();
  if (!account || (step === null && !recovery)) return null;
  return { use: () => (step === null ? useRecoveryCode(db, person, code_hash) : useStep(db, person, step)) };
}

async function useStep(db: Database, person: string, step: number): Promise<boolean> {
  const used = db.updateTable('accounts').set({ factor_step: step }).where('person', '=', person).where('factor_step', '<', step);
  return (await used.executeTakeFirst()).numUpdatedRows === 1n;
}

async function useRecoveryCode(db: Database, person: string, code_hash: string): Promise<boolean> {
  const used = db.deleteFrom('recovery_codes').where('person', '=', person).where('code_hash', '=', code_hash);
  return (await used.executeTakeFirst()).numDeletedRows === 1n;
}

export const recoveryCodesLeft = async ({ db }: Pick<AccountParts, 'db'>, person: string): Promise<number> =>
  (await db.selectFrom('recovery_codes').select('code_hash').where('person', '=', person).execute()).length;

/** Ten new ones in the place of all before; given back once. */
export async function renewRecoveryCodes(tx: Writing, person: string): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  await tx.deleteFrom('recovery_codes').where('person', '=', person).execute();
  const rows = codes.map(code => ({ person, code_hash: hashOf(asRecoveryCode(code) ?? code) }));
  await tx.insertInto('recovery_codes').values(rows).execute();
  return codes;
}

export interface NewAccount {
  readonly person: string;
  readonly signInName: string;
  /** As hashPassphrase gave it: no transaction waits for that. */
  readonly passphraseHash: string;
  readonly factor: Uint8Array;
  /** The step whose code was seen. */
  readonly step: number;
}

/** Makes her account or puts this in the place of the one she had; the sign-in name must be free. */
export async function keepAccount(parts: AccountParts, tx: Writing, wanted: NewAccount): Promise<readonly string[]> {
  const { person, signInName, passphraseHash, factor, step } = wanted;
  const row = {
    sign_in_name: signInName,
    passphrase: await sealForOffice(parts, bindings.passphrase(person), Buffer.from(passphraseHash, 'utf8'), tx),
    factor: await sealForOffice(parts, bindings.factor(person), factor, tx),
    factor_step: step,
    next_factor: null,
    made_at: parts.clock(),
  };
  await holdAccount(tx, person);
  await endSessionsOf(tx, person);
  await tx
    .insertInto('accounts')
    .values({ person, ...row })
    .onConflict(at => at.column('person').doUpdateSet(row))
    .execute();
  return renewRecoveryCodes(tx, person);
}

export async function setPassphrase(parts: AccountParts, tx: Writing, person: string, passphraseHash: string): Promise<void> {
  const passphrase = await sealForOffice(parts, bindings.passphrase(person), Buffer.from(passphraseHash, 'utf8'), tx);
  await holdAccount(tx, person);
  await tx.updateTable('accounts').set({ passphrase }).where('person', '=', person).execute();
  await endSessionsOf(tx, person);
}

/** Offers a new secret; it counts once a code of it was seen. */
export async function offerFactor(parts: AccountParts, person: string, factor: Uint8Array): Promise<void> {
  const next_factor = await sealForOffice(parts, bindings.factor(person), factor);
  await parts.db.updateTable('accounts').set({ next_factor }).where('person', '=', person).execute();
}

/** False where no secret was offered, or this is no code of it. */
export async function takeFactor(parts: AccountParts, tx: Writing, account: Account, code: string): Promise<boolean> {
  const { person, next_factor } = account;
  if (!next_factor) return false;
  const plain = open(await parts.keyring.make(keyId, tx), bindings.factor(person), next_factor);
  const step = plain.ok ? stepOfCode(plain.value, code, parts.clock(), 0) : null;
  if (step === null) return false;
  const row = { factor: next_factor, factor_step: step, next_factor: null };
  await tx.updateTable('accounts').set(row).where('person', '=', person).execute();
  return true;
}

export const endSessionsOf = (tx: Writing | Database, person: string) =>
  tx.deleteFrom('office_sessions').where('person', '=', person).execute();

/** Whoever begins a session with what stands here, or changes it, is alone with it: a sign-in that is on its way finds what holds now. */
export const holdAccount = (tx: Writing, person: string): Promise<void> => holdAlone(tx, `account|${person}`);

/** Whatever she has let others in by and nobody has used yet: invitations, codes of tablets, tablets that wait for her. */
export async function withdrawWhatSheGave(tx: Writing, person: string): Promise<void> {
  for (const table of ['office_links', 'enrolment_codes', 'waiting_tablets'] as const)
    await tx.deleteFrom(table).where('made_by', '=', person).execute();
}

/** She signs in no more, nor does anybody by what she handed out; false where she had no account. */
export async function closeAccount(tx: Writing, person: string): Promise<boolean> {
  await holdAccount(tx, person);
  await endSessionsOf(tx, person);
  await withdrawWhatSheGave(tx, person);
  await tx.deleteFrom('recovery_codes').where('person', '=', person).execute();
  await tx.deleteFrom('office_links').where('person', '=', person).execute();
  return (await tx.deleteFrom('accounts').where('person', '=', person).executeTakeFirst()).numDeletedRows > 0n;
}
