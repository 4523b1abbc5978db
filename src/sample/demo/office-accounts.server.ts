// Ways into the demo's office: accounts whose passphrase and codes its first page tells, because the demo's people have no telephone.
import { createHash } from 'node:crypto';
import type { Clock } from '../../kernel/clock';
import { hashPassphrase, keepAccount } from '../../server/accounts';
import { codeOfStep, stepAt } from '../../server/one-time-codes';
import { type ChangeLogParts, inTransaction } from '../../sync/work.server';

/** Staff ids; each signs in with her own as the name. Two leaders of one nursery, because some acts need a second person. */
export const officePeople: readonly string[] = ['marcia', 'helen', 'denise'];
export const officePassphrase = 'seven warm blankets';

/** The secret of her authenticator: anybody may know it, for the demo answers nobody but this machine. */
const factorOf = (person: string): Buffer => createHash('sha256').update(`the demo's office, ${person}`).digest().subarray(0, 20);

/** The six digits that her authenticator shows now; they count for half a minute, and once. */
export const officeCode = (person: string, now: number): string => codeOfStep(factorOf(person), stepAt(now));

/** After the sample was put in: its people must be there. */
export async function openOffice(changeLog: ChangeLogParts, clock: Clock): Promise<void> {
  const parts = { ...changeLog, clock };
  const passphraseHash = await hashPassphrase(officePassphrase);
  for (const person of officePeople) {
    const account = { person, signInName: person, passphraseHash, factor: factorOf(person), step: 0 };
    await inTransaction(parts, ({ tx }) => keepAccount(parts, tx, account));
  }
}
