// What the trail says, for tests: its lines in short, and that nothing of it is broken.
import { expect } from 'vitest';
import { verifyAudit } from '../../src/server/audit-check';
import type { Database } from '../../src/server/database';

/** `act: who > about @ tablet`, in the order of each chain; `-` where there is none. */
export async function audited(db: Database, counter: string): Promise<readonly string[]> {
  const lines = await db.selectFrom('audit').selectAll().where('counter', '=', counter).orderBy('place').execute();
  expect((await verifyAudit(db)).broken).toEqual([]);
  return lines.map(({ what, who, about, tablet }) => `${what}: ${who} > ${about ?? '-'} @ ${tablet ?? '-'}`);
}
