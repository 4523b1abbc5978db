// Another key-encryption key: every key is sealed under the new one or every key under the old, whatever happens in between.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../src/kernel/clock';
import type { Database } from '../../src/server/database';
import { rotateKeys } from '../../src/server/key-rotation';
import { type Keyring, kekFits, openKeyring } from '../../src/server/keyring';
import { freshDatabase } from '../support/fresh-database';

const [old, fresh] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
let db: Database;
let before: ReadonlyMap<string, Buffer>;
let running: Keyring;

beforeEach(async () => {
  db = await freshDatabase(6);
  running = openKeyring(db, old);
  const ids = Array.from({ length: 600 }, (_, at) => `vault:p${at}:1`);
  const made = new Map<string, Buffer>();
  const keyring = openKeyring(db, old);
  await db.transaction().execute(async tx => {
    for (const id of ids) made.set(id, await keyring.make(id, tx));
  });
  before = made;
});
afterEach(() => db.destroy());

const rotate = (from = old, to = fresh) => rotateKeys({ db, clock: systemClock }, from, to);
async function opensAll(kek: Buffer): Promise<boolean> {
  const keyring = openKeyring(db, kek);
  for (const [id, key] of before) if (!(await keyring.get(id).catch(() => null))?.equals(key)) return false;
  return true;
}

test('afterwards every key opens with the new one, none with the old, and the trail says so', async () => {
  expect(await rotate()).toEqual({ ok: true, value: 600 });
  expect(await opensAll(fresh)).toBe(true);
  expect([await kekFits(db, fresh), await kekFits(db, old)]).toEqual([true, false]);
  expect(await db.selectFrom('audit').select(['counter', 'what']).execute()).toEqual([{ counter: 'server', what: 'key-replaced' }]);
});

test('a key that opens with neither, met half-way, leaves every other under the old one; mended, it can be done again', async () => {
  const row = db.selectFrom('keys').select('wrapped').where('id', '=', 'vault:p400:1');
  const { wrapped } = await row.executeTakeFirstOrThrow();
  const set = (bytes: Buffer) => db.updateTable('keys').set({ wrapped: bytes }).where('id', '=', 'vault:p400:1').execute();
  const rows = () => db.selectFrom('keys').selectAll().orderBy('id').execute();
  const standing = await rows();
  await set(Buffer.alloc(wrapped.length, 1));
  expect(await rotate()).toEqual({ ok: false, trouble: 'old-key-does-not-fit' });
  await set(wrapped);
  expect(await rows()).toEqual(standing);
  expect((await rotate()).ok).toBe(true);
  expect(await opensAll(fresh)).toBe(true);
});

test('done a second time it changes nothing', async () => {
  await rotate();
  const rows = await db.selectFrom('keys').selectAll().orderBy('id').execute();
  expect(await rotate()).toEqual({ ok: true, value: 600 });
  expect(await db.selectFrom('keys').selectAll().orderBy('id').execute()).toEqual(rows);
});

test('with an old key that is not the old key nothing is changed', async () => {
  expect(await rotate(Buffer.alloc(32, 1))).toEqual({ ok: false, trouble: 'old-key-does-not-fit' });
  expect(await opensAll(old)).toBe(true);
});

test('a server without keys is told to begin with the new one', async () => {
  await db.deleteFrom('keys').execute();
  expect(await rotate()).toEqual({ ok: false, trouble: 'no-keys' });
});

test('a server that runs on goes on with what it knows, and makes no key that the new one could not open', async () => {
  const known = await running.get('vault:p1:1');
  await rotate();
  expect(await running.get('vault:p1:1')).toEqual(known);
  await expect(running.make('vault:new:1')).rejects.toThrow('start this server again');
  await expect(db.transaction().execute(tx => running.make('vault:new:1', tx))).rejects.toThrow('start this server again');
  expect(await db.selectFrom('keys').select('id').where('id', '=', 'vault:new:1').execute()).toEqual([]);
  expect(await openKeyring(db, fresh).make('vault:new:1')).toHaveLength(32);
});

test('of keys that a running server makes while it goes on, none is left under the old one', async () => {
  const making = Array.from({ length: 24 }, async (_, at) => {
    await new Promise(done => setTimeout(done, at * 10));
    return running.make(`lease:${at}`).then(
      key => ({ at, key }),
      () => null,
    );
  });
  const [rotated, ...made] = await Promise.all([rotate(), ...making]);
  expect(rotated.ok).toBe(true);
  const keyring = openKeyring(db, fresh);
  for (const one of made) if (one) expect(await keyring.get(`lease:${one.at}`)).toEqual(one.key);
  const rows = await db.selectFrom('keys').select('id').where('id', 'like', 'lease:%').execute();
  expect(rows).toHaveLength(made.filter(one => one !== null).length);
});
