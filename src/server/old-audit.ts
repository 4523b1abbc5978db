// The one way in which lines of the audit trail go: from the beginning of a chain, once all of them are old enough. The rest still proves itself.
import { type Database, holdAlone, type Writing } from './database';

/** Everything up to this moment that nothing younger stands before; gives how many lines went. */
export async function forgetOldAudit(db: Database, until: number): Promise<number> {
  const ends = await db.selectFrom('audit_ends').select('counter').orderBy('counter').execute();
  let count = 0;
  for (const { counter } of ends) count += await db.transaction().execute(tx => forgetIn(tx, counter, until));
  return count;
}

async function forgetIn(tx: Writing, counter: string, until: number): Promise<number> {
  await holdAlone(tx, `audit|${counter}`);
  const end = await tx.selectFrom('audit_ends').selectAll().where('counter', '=', counter).executeTakeFirstOrThrow();
  const lines = tx.selectFrom('audit').where('counter', '=', counter).orderBy('place').limit(1);
  const stays = await lines.select('place').where('at', '>', until).executeTakeFirst();
  const place = (stays?.place ?? end.last + 1) - 1;
  const goes = await lines.select('hash').where('place', '=', place).executeTakeFirst();
  if (place < end.first || !goes) return 0;
  await tx.deleteFrom('audit').where('counter', '=', counter).where('place', '<=', place).execute();
  await tx
    .updateTable('audit_ends')
    .set({ first: place + 1, before: goes.hash })
    .where('counter', '=', counter)
    .execute();
  return place - end.first + 1;
}
