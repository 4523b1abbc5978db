// What the server has in the end: every record of the nursery, opened, and the verdict of every change.

import type { RowState } from '../../../src/sync/merge';
import { openState } from '../../../src/sync/record-store.server';
import { inTransaction } from '../../../src/sync/work.server';
import type { Run } from './run-state';

export async function serverStates({ server, nursery, devices }: Run): Promise<ReadonlyMap<string, RowState>> {
  const states = new Map<string, RowState>();
  if (devices.length === 0) return states;
  await inTransaction(server, async work => {
    for (const row of await work.tx.selectFrom('records').selectAll().where('counter', '=', nursery.id).execute())
      states.set(row.id, await openState(work, row));
  });
  return states;
}

export async function verdictByChange({ server, devices }: Run): Promise<ReadonlyMap<string, { verdict: string; receivedAt: number }>> {
  const rows = await server.db
    .selectFrom('receipts')
    .select(['change', 'verdict', 'received_at'])
    .where(
      'tablet',
      'in',
      devices.map(({ id }) => id),
    )
    .execute();
  return new Map(rows.map(({ change, verdict, received_at }) => [change ?? '', { verdict, receivedAt: received_at }]));
}
