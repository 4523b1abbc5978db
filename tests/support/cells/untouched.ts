// What must stand as it stood after a hostile hand was at the door: everything but what the server keeps about the attempt itself.
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Database } from '../../../src/server/database';
import { keptApartKind } from '../../../src/sync/kept-apart/kept-apart';
import type { Cast } from './cast';

const standing = ['nurseries', 'rooms', 'people', 'memberships', 'mentorings', 'programme_nurseries', 'event_people', 'tablets'] as const;
const beside = ['enrolment_codes', 'leases', 'erasures', 'erased', 'tablet_erasures', 'blobs'] as const;

const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, (_, one: unknown) => (Buffer.isBuffer(one) ? one.toString('hex') : one)))
    .digest('hex');

/** By table, what is in it; the notes by which leaders hear of a refusal are left out, and so are receipts and the quarantine. */
async function looked(db: Database): Promise<Readonly<Record<string, string>>> {
  const seen: Record<string, string> = {};
  for (const table of [...standing, ...beside]) seen[table] = digest(await db.selectFrom(table).selectAll().execute());
  // The first note of a refusal in a nursery makes the key under which the nursery's notes lie.
  seen.keys = digest(await db.selectFrom('keys').selectAll().where('id', 'not like', 'rest:%').orderBy('id').execute());
  const notes = db.selectFrom('records').select('id').where('kind', '=', keptApartKind.name);
  seen.records = digest(await db.selectFrom('records').selectAll().where('kind', '!=', keptApartKind.name).orderBy('id').execute());
  seen.buckets = digest(
    await db.selectFrom('record_buckets').selectAll().where('record', 'not in', notes).orderBy('record').orderBy('bucket').execute(),
  );
  seen.versions = digest(
    await db.selectFrom('versions').selectAll().where('record', 'not in', notes).orderBy('version').orderBy('field').execute(),
  );
  return seen;
}

/** Runs it, and looks whether anything has changed that is not the attempt's own trace; nor may it have been a fault. */
export async function leavesUntouched<Value>({ server }: Pick<Cast, 'server'>, attempt: () => Promise<Value>): Promise<Value> {
  const before = await looked(server.db);
  const value = await attempt();
  expect(await looked(server.db)).toEqual(before);
  expect(server.faults).toEqual([]);
  return value;
}
