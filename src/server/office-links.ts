// One-use links of the office: an invitation names a person and lasts seven days, a start link names nobody and lasts one.
import type { Clock } from '../kernel/clock';
import { days } from '../kernel/clock';
import type { Database, Tables, Writing } from './database';
import { hashOf, newSecret } from './tablet-sessions';

export interface LinkParts {
  readonly db: Database;
  readonly clock: Clock;
}

export type LinkRow = Tables['office_links'];

const lasts = { invitation: days(7), start: days(1) } as const;

/** Made by whoever keeps the server; one that was made before is over. Gives the token, which is kept nowhere. */
export async function makeStartLink({ db, clock }: LinkParts): Promise<string> {
  const token = newSecret();
  const row = { token_hash: hashOf(token), person: null, made_by: 'operator', expires_at: clock() + lasts.start, factor: null };
  await db.transaction().execute(async tx => {
    await tx.deleteFrom('office_links').where('person', 'is', null).execute();
    await tx.insertInto('office_links').values(row).execute();
  });
  return token;
}

/** The address that a start link has on this server. */
export const startAddress = (origin: string, token: string): string => `${origin}/office#start=${token}`;

export async function makeInvitation(
  tx: Writing,
  { person, madeBy, now }: { readonly person: string; readonly madeBy: string; readonly now: number },
): Promise<{ readonly token: string; readonly until: number }> {
  const [token, until] = [newSecret(), now + lasts.invitation];
  await withdrawInvitation(tx, person);
  await tx
    .insertInto('office_links')
    .values({ token_hash: hashOf(token), person, made_by: madeBy, expires_at: until, factor: null })
    .execute();
  return { token, until };
}

/** False where she had none. */
export async function withdrawInvitation(tx: Writing, person: string): Promise<boolean> {
  return (await tx.deleteFrom('office_links').where('person', '=', person).executeTakeFirst()).numDeletedRows > 0n;
}

/** Null: unknown, used or too old. */
export async function linkOf({ db, clock }: LinkParts, token: string): Promise<LinkRow | null> {
  const row = await db.selectFrom('office_links').selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst();
  return row && row.expires_at > clock() ? row : null;
}

/** Takes it out of use; false where somebody else was quicker. */
export async function useLink(tx: Writing, { token_hash }: LinkRow, now: number): Promise<boolean> {
  const used = tx.deleteFrom('office_links').where('token_hash', '=', token_hash).where('expires_at', '>', now);
  return (await used.executeTakeFirst()).numDeletedRows === 1n;
}

export const linkBinding = ({ token_hash }: LinkRow): string => `office-link|${token_hash}`;
