// What is kept apart is kept once and found at once, however much of it a hostile tablet has sent.
import 'fake-indexeddb/auto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../src/server/migrations';
import { receivePush } from '../../src/sync/push.server';
import { databaseAt } from '../support/fresh-database';
import { type Server, startServer } from '../support/world';

let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

const push = (tablet: string, envelopes: readonly unknown[]) => receivePush(server, tablet, { v: 1, tablet, envelopes: [...envelopes] });
const keptOf = (tablet: string) => server.db.selectFrom('quarantine').select('id').where('tablet', '=', tablet).execute();

test('what belongs to nobody and is sent again is kept once, also where only its signature is another one', async () => {
  const words = { v: 1, bytes: 'x', sig: 'first' };
  await push('t-again', [words, { ...words, sig: 'second' }]);
  await push('t-again', [words, { ...words, bytes: 'y' }]);
  expect((await keptOf('t-again')).length).toBe(2);
});

test('the hundredth push of nonsense reads no more than the first', async () => {
  const nonsense = (push: number) => Array.from({ length: 100 }, (_, at) => ({ nonsense: `${push} ${at} ${'y'.repeat(500)}` }));
  for (let round = 0; round < 20; round++) await push('t-flood', nonsense(round));
  const { rows } = await sql`explain query plan select id from quarantine where tablet = 't-flood' and digest = 'any'`.execute(server.db);
  expect(JSON.stringify(rows)).toMatch(/SEARCH.*quarantine_by_tablet_digest/);
  expect((await keptOf('t-flood')).length).toBe(2_000);
});

test('what was kept before this version is found as well', async () => {
  const db = await databaseAt('0009-blobs');
  const raw = JSON.stringify({ v: 1, bytes: 'x', sig: 'first' });
  const kept = { id: 'q', tablet: 't', author: null, n: null, reason: 'malformed', raw, received_at: 1 };
  await db
    .insertInto('quarantine')
    .values(kept as never)
    .execute();
  await migrate(db);
  const { digest } = await db.selectFrom('quarantine').select('digest').executeTakeFirstOrThrow();
  expect(digest).toMatch(/^[A-Za-z0-9_-]{43}$/);
  await db.destroy();
});
