// Whoever copies a tablet's disk: what is on it opens only with both halves of the tablet's own secret, and with the lease.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { minutes } from '../../src/kernel/clock';
import { leaseLength } from '../../src/sync/leaving/lease';
import { memoryFiles } from '../support/memory-files';
import type { TestServer } from '../support/server-parts';
import { pins, quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

vi.mock('@node-rs/argon2', async () => (await import('../support/quick-pins')).onServer);
vi.mock('hash-wasm', async () => (await import('../support/quick-pins')).onTablet);

const damaged = { ok: false, trouble: 'row-damaged' };

let server: TestServer;
let blue: WholeTablet;
let disk = memoryFiles();

beforeEach(async () => {
  server = await quinceStreet();
  disk = memoryFiles();
  blue = await wholeTablet(server, 'Blue', null, { files: disk.open });
});
afterEach(async () => {
  blue.database.close();
  await server.app.close();
});

const aminaHere = async () => (await blue.database.people.get('amina'))!;
const guess = (pin: string) => blue.tryUnlock('amina', pin);
const misses = () => JSON.parse(disk.folders.attempts.get('amina') ?? '').misses as number;

test('a copy of the disk without the half of the secret that lies in a file opens nothing', async () => {
  disk.folders.device.clear();
  expect(await guess(pins.amina)).toEqual(damaged);
});

test('a copy of the disk without the half that is a key opens nothing', async () => {
  await blue.database.settings.delete('device-key');
  expect(await guess(pins.amina)).toEqual(damaged);
});

test('a copy of the disk with another tablet’s half opens nothing, and the next contact mends it', async () => {
  disk.folders.device.set('half', JSON.stringify({ half: Buffer.alloc(32, 1).toString('base64url') }));
  expect(await guess(pins.amina)).toEqual(damaged);
  expect(misses()).toBe(0); // no PIN was tried
  await blue.askWhoIsHere();
  expect((await guess(pins.amina)).ok).toBe(true);
});

test('a copy of the disk holds no wrap that its lease alone would take off', async () => {
  const { wrap } = await aminaHere();
  const { lease, sealed, ...others } = JSON.parse(wrap);
  expect(others).toEqual({ v: 2, device: 1 });
  expect([...disk.folders.leases.keys()]).toContain(lease);
  expect(sealed.length).toBeGreaterThan(200);
});

test('no script carries the half of the secret off that is a key', async () => {
  const key = (await blue.database.settings.get('device-key'))?.value as CryptoKey;
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

test('a copy made before the lease ended opens nothing once it has, with the right PIN', async () => {
  const copied = new Map(disk.folders.leases);
  server.clock.move(leaseLength + minutes(1));
  await blue.leases.dropEnded();
  expect(disk.folders.leases.size).toBe(0);
  expect(await guess(pins.amina)).toEqual({ ok: false, trouble: 'lease-over' });
  for (const [id, text] of copied) disk.folders.leases.set(id, text);
  expect(await guess(pins.amina)).toEqual({ ok: false, trouble: 'lease-over' });
});

test('a copy of somebody else’s row under her name opens nothing with either PIN', async () => {
  const kasia = (await blue.database.people.get('kasia'))!;
  await blue.database.people.put({ ...(await aminaHere()), wrap: kasia.wrap });
  expect(await guess(pins.amina)).toEqual(damaged);
  expect(await guess(pins.kasia)).toEqual(damaged);
});
