// A push is read and written at once, and yet each change in it is judged as if it came alone: it sees the ones before it, and spoils none of them.
import 'fake-indexeddb/auto';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { personBucket } from '../../src/sync/bucket';
import type { Envelope } from '../../src/sync/change';
import { type Order, writeRecords } from '../../src/sync/outbox.store';
import { envelopeOf } from '../../src/sync/outbox-entry.store';
import { receivePush } from '../../src/sync/push.server';
import type { Verdict } from '../../src/sync/verdict';
import { takeAll } from '../support/outbox';
import { type Device, freshId, makeDevice, makeNursery, type Nursery, type Server, startServer, unlock } from '../support/world';

let server: Server;
let nursery: Nursery;
let blue: Device;
let count = 0;

beforeEach(async () => {
  count += 1;
  server = await startServer();
  nursery = await makeNursery(server, `once-${count}`, 1);
  blue = await makeDevice(server, `once-${count}`, nursery.staff, { nursery: nursery.id, person: null });
});
afterEach(async () => {
  await blue.database.delete();
  await server.db.destroy();
});

const amina = () => {
  const [first] = nursery.staff;
  if (!first) throw new Error('staff');
  return first;
};

const order = (id: string, text: string, seen: Record<string, string> = {}): Order => ({
  kind: reflectionKind,
  id,
  bucket: personBucket(amina().id, amina().home),
  set: { ...(Object.keys(seen).length > 0 ? {} : { module: null, prompt: null }), text },
  seen,
});

/** Writes each list together, and gives everything as it would be pushed. */
async function written(...orders: readonly (readonly Order[])[]): Promise<Envelope[]> {
  const session = await unlock(server, blue, amina());
  for (const together of orders) {
    const done = await writeRecords(session, together);
    if (!done.ok) throw new Error(done.trouble);
  }
  return (await blue.database.outbox.orderBy('seq').toArray()).map(entry => envelopeOf(blue.id, entry));
}

const push = async (envelopes: readonly unknown[], to: Server = server): Promise<readonly Verdict[]> =>
  (await receivePush(to, blue.id, { v: 1, tablet: blue.id, envelopes: [...envelopes] })).verdicts;

const countOf = async (table: 'records' | 'versions' | 'receipts' | 'record_buckets', db: Server['db'] = server.db): Promise<number> =>
  (await db.selectFrom(table).selectAll().execute()).length;

/** Fails whatever is written of this record, as a fault of the server would. */
const spoil = (id: string) =>
  sql`CREATE TRIGGER spoilt BEFORE INSERT ON records WHEN NEW.id = ${sql.lit(id)} BEGIN SELECT RAISE(ABORT, 'spoilt'); END`.execute(
    server.db,
  );

const applied: Verdict = { verdict: 'applied' };

test('a hundred new reflections cost few statements', async () => {
  const envelopes = await written(...Array.from({ length: 100 }, (_, at) => [order(freshId(server), `words ${at}`)]));
  const said: string[] = [];
  const counting: Kysely<never> = (server.db as unknown as Kysely<never>).withPlugin({
    transformQuery: ({ node }) => {
      said.push(node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  expect(await push(envelopes, { ...server, db: counting as unknown as Server['db'] })).toEqual(envelopes.map(() => applied));
  expect(said.length).toBeLessThan(45);
  expect(await countOf('records')).toBe(100);
  expect(await countOf('versions')).toBe(0);
  expect(await countOf('receipts')).toBe(100);
  expect(await countOf('record_buckets')).toBe(100);
});

test('a change sees the one before it in the same push', async () => {
  const id = freshId(server);
  const first = await written([order(id, 'first')]);
  await takeAll(blue.database);
  const seen = { module: 'x', prompt: 'x', text: JSON.stringify(0) };
  const change = (await blue.database.outbox.toArray())[0]?.change ?? '';
  const all = await written([order(id, 'first and second', { ...seen, text: change })]);
  expect(all).toHaveLength(2);
  expect(all[0]).toEqual(first[0]);
  expect(await push(all)).toEqual([applied, applied]);
  const [record] = await server.db.selectFrom('records').selectAll().execute();
  expect(record?.version).toBe(2);
  expect(await countOf('versions')).toBe(1);
});

test('an envelope that stands in a push twice is applied once', async () => {
  const [one] = await written([order(freshId(server), 'once')]);
  expect(await push([one, one])).toEqual([applied, { verdict: 'already-have' }]);
  expect(await countOf('receipts')).toBe(1);
});

test('what cannot be written is kept apart by itself, and what travels with it is there', async () => {
  const ids = [freshId(server), freshId(server), freshId(server)];
  const envelopes = await written(...ids.map(id => [order(id, `words of ${id}`)]));
  await spoil(ids[1] ?? '');
  expect(await push(envelopes)).toEqual([applied, { verdict: 'quarantined', reason: 'server-fault' }, applied]);
  expect(server.faults).toHaveLength(1);
  const there = await server.db.selectFrom('records').select('id').where('kind', '=', reflectionKind.name).execute();
  expect(there.map(({ id }) => id).sort()).toEqual([ids[0], ids[2]].sort());
  expect(await push(envelopes)).toEqual([
    { verdict: 'already-have' },
    { verdict: 'quarantined', reason: 'server-fault' },
    { verdict: 'already-have' },
  ]);
});

test('of a group that is refused nothing is kept in mind, and its neighbours stand', async () => {
  const [before, one, two, after] = [freshId(server), freshId(server), freshId(server), freshId(server)];
  const envelopes = await written(
    [order(before, 'before')],
    [order(one, 'one'), { ...order(two, 'two'), kind: { ...reflectionKind, name: 'grudge' } }],
    [order(after, 'after')],
  );
  expect(await push(envelopes)).toEqual([
    applied,
    { verdict: 'quarantined', reason: 'group-refused' },
    { verdict: 'quarantined', reason: 'unknown-kind' },
    applied,
  ]);
  const own = await server.db.selectFrom('records').select('id').where('kind', '=', reflectionKind.name).execute();
  expect(own.map(({ id }) => id).sort()).toEqual([before, after].sort());
  expect(await countOf('receipts')).toBe(4);
  expect((await server.db.selectFrom('versions').select('record').where('record', 'in', [one, two]).execute()).length).toBe(0);
  expect((await server.db.selectFrom('record_buckets').select('record').where('record', 'in', [one, two]).execute()).length).toBe(0);
  expect(server.faults).toEqual([]);
});
