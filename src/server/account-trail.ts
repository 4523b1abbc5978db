// In whose trail an act on somebody's account stands: theirs who answer for her now, and not for where she was entered once.
import { type AuditAct, serverCounter } from '../features/audit/audit';
import { writeAudit, writeAuditSeldom } from './audit';
import type { Writing } from './database';

/** Wherever she works now; her home as well where she is something there, or works nowhere. */
async function placesOf(tx: Writing, person: string, now: number): Promise<readonly string[]> {
  const row = await tx.selectFrom('people').select(['home', 'role']).where('id', '=', person).executeTakeFirst();
  if (!row) return [serverCounter];
  const all = await tx.selectFrom('memberships').select(['nursery', 'until']).where('person', '=', person).execute();
  const works = all.filter(({ until }) => until === null || until > now).map(({ nursery }) => nursery);
  return [...new Set(works.length > 0 && row.role === null ? works : [...works, row.home])].sort();
}

interface Line {
  readonly at: number;
  readonly who: string;
  readonly what: AuditAct;
  readonly about?: string | null;
}

/** One line in each place; nobody sits at a tablet. */
export async function noteOf(tx: Writing, person: string, { about = null, ...line }: Line): Promise<void> {
  for (const counter of await placesOf(tx, person, line.at)) await writeAudit(tx, { ...line, about, counter, tablet: null });
}

/** The same, only where there was none like it for so long (ms). */
export async function noteSeldomOf(tx: Writing, person: string, { about = null, ...line }: Line, apart: number): Promise<void> {
  for (const counter of await placesOf(tx, person, line.at)) await writeAuditSeldom(tx, { ...line, about, counter, tablet: null }, apart);
}
