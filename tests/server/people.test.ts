// A person made on the server is unlocked on the tablet by her PIN and by nothing else, and her keys there do what the server expects.
import { describe, expect, test, vi } from 'vitest';
import { stretchInWorker } from '../../src/device/pin-worker';
import { stretchPin as stretchOnTablet } from '../../src/device/stretch';
import { openWrap } from '../../src/device/vault';
import type { Bytes } from '../../src/kernel/bytes';
import { fromBase64Url } from '../../src/kernel/bytes';
import { openKeyring } from '../../src/server/keyring';
import { makeNursery, makePerson } from '../../src/server/people';
import { newPin, sealWrap, stretchPin } from '../../src/server/pins';
import { open, seal } from '../../src/server/sealing';
import { isSignedBy } from '../../src/server/signatures';
import { nurseryKeyId, vaultKeyId } from '../../src/sync/key-ids';
import { freshDatabase } from '../support/fresh-database';

const pin = '735182';
const bytes = (text: string): Bytes => new TextEncoder().encode(text);

/** Amina of Quince Street on a server, and what of her the tablet is told. */
async function amina() {
  const db = await freshDatabase();
  const keyring = openKeyring(db, Buffer.alloc(32, 7));
  await makeNursery({ db }, { id: 'quince-street', name: 'Quince Street Nursery', rooms: [{ id: 'wrens', name: 'Wrens' }] });
  const memberships = [{ nursery: 'quince-street', room: 'wrens', role: 'educator' as const }];
  await makePerson({ db, keyring }, { id: 'amina', name: 'Amina', hue: 'teal', home: 'quince-street', pin, memberships });
  const row = await db.selectFrom('people').selectAll().executeTakeFirstOrThrow();
  return { db, keyring, row };
}

async function unlocked() {
  const made = await amina();
  const opened = await openWrap('amina', made.row.wrap, pin, stretchOnTablet);
  if (!opened.ok) throw new Error(opened.trouble);
  return { ...made, keys: opened.value };
}

test('the tablet and the server stretch a PIN into the same bytes', async () => {
  const how = { v: 1, salt: 'c2FsdHNhbHRzYWx0c2FsdA', memory: 19 * 1024, passes: 2, lanes: 1 } as const;
  const onServer = (await stretchPin(pin, how)).toString('hex');
  expect(Buffer.from(await stretchOnTablet(pin, how)).toString('hex')).toBe(onServer);
  // From the reference implementation: printf 735182 | argon2 saltsaltsaltsalt -id -t 2 -k 19456 -p 1 -r
  expect(onServer).toBe('d00a4f06c7f2cd17c9655ffa1bbef4a4572ef60b354c0964e1643ca252b023d4');
});

describe('her PIN', () => {
  test('opens her vault key and the key of her nursery', async () => {
    const { keys } = await unlocked();
    expect(keys.vault).toBe(vaultKeyId('amina'));
    expect(keys.ids).toEqual([vaultKeyId('amina'), nurseryKeyId('quince-street')]);
  });

  test('is the only one that does', async () => {
    const { row } = await amina();
    expect(await openWrap('amina', row.wrap, '735183', stretchOnTablet)).toEqual({ ok: false, trouble: 'wrong-pin' });
    expect(await openWrap('kasia', row.wrap, pin, stretchOnTablet)).toEqual({ ok: false, trouble: 'wrong-pin' });
  });

  test('is nowhere in what the server keeps', async () => {
    const { row } = await amina();
    expect(JSON.stringify(row)).not.toContain(pin);
  });

  test.each(['', '{}', '{"v":2}', 'null'])('says that the wrap is damaged when it is %j', async wrap => {
    expect(await openWrap('amina', wrap, pin, stretchOnTablet)).toEqual({ ok: false, trouble: 'row-damaged' });
  });

  test('says that the wrap is damaged when what it opens is no set of keys', async () => {
    const content = { vault: { id: vaultKeyId('amina'), key: 'AAAA' }, sign: 'AAAA', ring: [] };
    const wrap = JSON.stringify(sealWrap('amina', await newPin(pin, 0, 0), content));
    expect(await openWrap('amina', wrap, pin, stretchOnTablet)).toEqual({ ok: false, trouble: 'row-damaged' });
  });
});

describe('her keys on the tablet', () => {
  test('seal what the server opens, and open what the server seals', async () => {
    const { keys, keyring } = await unlocked();
    const key = (await keyring.get(vaultKeyId('amina')))!;
    const sealed = await keys.seal(keys.vault, 'change|1', bytes('she looked first'));
    expect(open(key, 'change|1', sealed)).toEqual({ ok: true, value: Buffer.from('she looked first') });
    expect(await keys.open(keys.vault, 'page|1', new Uint8Array(seal(key, 'page|1', bytes('again'))))).toEqual({
      ok: true,
      value: bytes('again'),
    });
  });

  test('open nothing under another binding, another key, or after a bit has flipped', async () => {
    const { keys } = await unlocked();
    const sealed = await keys.seal(keys.vault, 'a', bytes('x'));
    const closed = { ok: false, trouble: 'cannot-open' };
    expect(await keys.open(keys.vault, 'b', sealed)).toEqual(closed);
    expect(await keys.open(nurseryKeyId('quince-street'), 'a', sealed)).toEqual(closed);
    expect(await keys.open('vault:tom:1', 'a', sealed)).toEqual(closed);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const touched = sealed.slice();
      touched[bit >> 3]! ^= 1 << (bit & 7);
      expect(await keys.open(keys.vault, 'a', touched)).toEqual(closed);
    }
    expect(await keys.open(keys.vault, 'a', sealed.slice(0, 20))).toEqual(closed);
  });

  test('sign so that the server knows it was she', async () => {
    const { keys, row } = await unlocked();
    const signature = fromBase64Url(await keys.sign('larkrise-run-1\nਪਿਆਰਾ'))!;
    expect(isSignedBy(row.sign_key, 'larkrise-run-1\nਪਿਆਰਾ', signature)).toBe(true);
    expect(isSignedBy(row.sign_key, 'larkrise-run-1\nother', signature)).toBe(false);
  });

  test('do nothing more once they are dropped', async () => {
    const { keys } = await unlocked();
    const sealed = await keys.seal(keys.vault, 'a', bytes('x'));
    keys.drop();
    expect(await keys.open(keys.vault, 'a', sealed)).toEqual({ ok: false, trouble: 'cannot-open' });
    await expect(keys.seal(keys.vault, 'a', bytes('x'))).rejects.toThrow('dropped');
    await expect(keys.sign('a')).rejects.toThrow('dropped');
  });
});

describe('the worker that stretches', () => {
  const wrap = { v: 1, salt: 'c2FsdA', memory: 32 * 1024, passes: 3, lanes: 1, sealed: 'AA' } as const;

  /** A stand-in for the browser's Worker: answers when told to. */
  class Standby {
    onmessage: ((answer: { data: Bytes }) => void) | null = null;
    onerror: ((failed: { message: string }) => void) | null = null;
    readonly postMessage = vi.fn();
    readonly terminate = vi.fn();
  }

  test('is one at a time, and ended when it has answered or failed', async () => {
    const started: Standby[] = [];
    const stretch = stretchInWorker(() => started[started.push(new Standby()) - 1] as unknown as Worker);
    const [first, second] = [stretch('111', wrap), stretch('222', wrap)];
    expect(started).toHaveLength(1);
    started[0]!.onmessage!({ data: new Uint8Array([1]) });
    expect(await first).toEqual(new Uint8Array([1]));
    expect(started[0]!.terminate).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(started).toHaveLength(2));
    expect(started[1]!.postMessage).toHaveBeenCalledWith(expect.objectContaining({ pin: '222' }));
    started[1]!.onerror!({ message: 'no memory' });
    await expect(second).rejects.toThrow('no memory');
    expect(started[1]!.terminate).toHaveBeenCalledOnce();
  });
});
