// The keyring: a key is made once, kept only wrapped, and never left behind by a transaction that was rolled back.
import { expect, test } from 'vitest';
import { kekFits, openKeyring } from '../../src/server/keyring';
import { freshDatabase } from '../support/fresh-database';

const kek = Buffer.alloc(32, 7);

test('a key is made once and is the same for everybody who asks, also after a restart', async () => {
  const db = await freshDatabase();
  const keyring = openKeyring(db, kek);
  const [first, second] = await Promise.all([keyring.make('vault:amina:1'), keyring.make('vault:amina:1')]);
  expect(first).toHaveLength(32);
  expect(second).toEqual(first);
  expect(await openKeyring(db, kek).get('vault:amina:1')).toEqual(first);
  expect(await keyring.get('vault:kasia:1')).toBeNull();
});

test('the database holds no key in clear', async () => {
  const db = await freshDatabase();
  const key = await openKeyring(db, kek).make('nursery:quince-street:1');
  const { wrapped } = await db.selectFrom('keys').selectAll().executeTakeFirstOrThrow();
  expect(Buffer.from(wrapped).includes(key)).toBe(false);
});

test('a key made in a transaction that is rolled back is forgotten', async () => {
  const db = await freshDatabase();
  const keyring = openKeyring(db, kek);
  const rolledBack = db.transaction().execute(async within => {
    await keyring.make('vault:tom:1', within);
    expect(await keyring.get('vault:tom:1', within)).toHaveLength(32);
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  expect(await keyring.get('vault:tom:1')).toBeNull();
});

test('a wrapped key moved to another id does not open', async () => {
  const db = await freshDatabase();
  await openKeyring(db, kek).make('vault:amina:1');
  await db.updateTable('keys').set({ id: 'vault:tom:1' }).execute();
  await expect(openKeyring(db, kek).get('vault:tom:1')).rejects.toThrow('does not open');
});

test('another key-encryption key is noticed before anything is served', async () => {
  const db = await freshDatabase();
  expect(await kekFits(db, kek)).toBe(true);
  await openKeyring(db, kek).make('vault:amina:1');
  expect(await kekFits(db, kek)).toBe(true);
  expect(await kekFits(db, Buffer.alloc(32, 8))).toBe(false);
});
