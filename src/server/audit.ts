// The audit trail: one chain of lines for each nursery and programme, in which none can be changed or taken out unseen.
//
// Each line's hash covers the hash before it: SHA-256 over those 32 bytes and the line's bytes, the UTF-8 of
// JSON.stringify([place, at, counter, who, what, about, tablet]); before the first stands SHA-256 of `larkrise-audit-1|<counter>`.
// Invariants: 1 places are 1, 2, 3... without a gap; 2 `audit_ends` says where a chain begins and ends, so that lines missing at the end
// are missed; 3 ids and names of acts only, never what anybody wrote. Who can write the database and knows this can write another chain:
// the ends that an operator has noted, or an older back-up, tell.
import { createHash } from 'node:crypto';
import { type AuditAct, serverCounter } from '../features/audit/audit';
import { idPattern } from '../kernel/id';
import { type Database, holdAlone, type Tables, type Writing } from './database';

export interface AuditLine {
  /** By the server's clock, in ms. */
  readonly at: number;
  /** A nursery, a programme, or `serverCounter`. */
  readonly counter: string;
  /** A person's id; or `operator` (whoever keeps the server), `tablet` (by itself) or `nobody` (who could not be known). */
  readonly who: string;
  readonly what: AuditAct;
  /** The id of what the act names (`auditActs`). */
  readonly about: string | null;
  /** The tablet on which, where there was one. */
  readonly tablet: string | null;
}

/** Whose chain tells of a tablet: its nursery's, or that of its person's home. */
export async function counterOfTablet(tx: Writing, tablet: string): Promise<string> {
  const of = tx.selectFrom('tablets').leftJoin('people', 'people.id', 'tablets.person').where('tablets.id', '=', tablet);
  const known = await of.select(['nursery', 'home']).executeTakeFirst();
  return known?.nursery ?? known?.home ?? serverCounter;
}

type Chained = Omit<Tables['audit'], 'hash'>;

/** The hash that stands before the first line. */
export const auditBeginning = (counter: string): string => createHash('sha256').update(`larkrise-audit-1|${counter}`).digest('base64url');

/** `before`: the hash of the line before, in base64url. */
export function auditHash(before: string, { place, at, counter, who, what, about, tablet }: Chained): string {
  const line = JSON.stringify([place, at, counter, who, what, about, tablet]);
  return createHash('sha256').update(Buffer.from(before, 'base64url')).update(line, 'utf8').digest('base64url');
}

/** A chain that somebody has tampered with goes on all the same: its break stays for whoever checks, and nobody's words wait for it. */
async function lastPlace(tx: Writing, { counter, last }: Tables['audit_ends']): Promise<number> {
  const lines = tx.selectFrom('audit').select('place').where('counter', '=', counter).orderBy('place', 'desc').limit(1);
  return Math.max(last, (await lines.executeTakeFirst())?.place ?? 0);
}

/** Adds a line, in the transaction that does what it says: neither is ever there without the other. Call it late: the chain is held until the end. */
export async function writeAudit(tx: Writing, { at, counter, who, what, about, tablet }: AuditLine): Promise<void> {
  if (![counter, who, about, tablet].every(id => id === null || idPattern.test(id))) throw new Error('the audit trail takes ids alone');
  await holdAlone(tx, `audit|${counter}`);
  const known = await tx.selectFrom('audit_ends').selectAll().where('counter', '=', counter).executeTakeFirst();
  const end = known ?? { counter, first: 1, before: auditBeginning(counter), last: 0, hash: auditBeginning(counter) };
  const line = { counter, place: (await lastPlace(tx, end)) + 1, at, who, what, about, tablet };
  const hash = auditHash(end.hash, line);
  await tx
    .insertInto('audit')
    .values({ ...line, hash })
    .execute();
  await tx
    .insertInto('audit_ends')
    .values({ ...end, last: line.place, hash })
    .onConflict(on => on.column('counter').doUpdateSet({ last: line.place, hash }))
    .execute();
}

/** The same, unless it was written within so many ms: what a hostile hand can repeat fills no disk. */
export async function writeAuditSeldom(tx: Writing, line: AuditLine, within: number): Promise<void> {
  const { counter, who, what, about, tablet, at } = line;
  await holdAlone(tx, `audit|${counter}`);
  const alike = tx.selectFrom('audit').select('place').where('counter', '=', counter).where('what', '=', what).where('who', '=', who);
  const recent = alike.where('about', 'is not distinct from', about).where('tablet', 'is not distinct from', tablet);
  const found = await recent
    .where('at', '>', at - within)
    .limit(1)
    .executeTakeFirst();
  if (!found) await writeAudit(tx, line);
}

/** What an operator has done with all of it; a database from before there was a trail has no place for it. */
export async function noteWhole(db: Database, what: AuditAct, at: number): Promise<void> {
  await db.transaction().execute(async tx => {
    const isThere = (await tx.introspection.getTables()).some(({ name }) => name === 'audit_ends');
    if (isThere) await writeAudit(tx, { at, counter: serverCounter, who: 'operator', what, about: null, tablet: null });
  });
}
