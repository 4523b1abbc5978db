// Whoever guesses PINs, meddles with what guards them, or sends PINs that are not hers: each has a plain end, and no word is lost by it.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openGuards } from '../../src/device/guards';
import { openOwn, rewrapOwn } from '../../src/device/own-wrap';
import { databaseFiles } from '../../src/device/secret-files';
import { stretchPin } from '../../src/device/stretch';
import type { Stretch } from '../../src/device/vault';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { days, minutes } from '../../src/kernel/clock';
import { memoryFiles, sharedLocks } from '../support/memory-files';
import type { TestServer } from '../support/server-parts';
import { pins, quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

vi.mock('@node-rs/argon2', async () => (await import('../support/quick-pins')).onServer);
vi.mock('hash-wasm', async () => (await import('../support/quick-pins')).onTablet);

const wrong = { ok: false, trouble: 'wrong-pin' };
const waits = { ok: false, trouble: 'pin-waits' };
const out = { ok: false, trouble: 'locked-out' };
const second = 1_000;
/** What has to be waited after the fifth wrong PIN, the sixth and so on, in seconds. */
const delays = [30, 60, 120, 300, 600];

let server: TestServer;
let blue: WholeTablet;
let disk = memoryFiles();
let locks = sharedLocks();

beforeEach(async () => {
  server = await quinceStreet();
  [disk, locks] = [memoryFiles(), sharedLocks()];
  blue = await wholeTablet(server, 'Blue', null, { files: disk.open, alone: locks });
});
afterEach(async () => {
  blue.database.close();
  await server.app.close();
});

const misses = () => JSON.parse(disk.folders.attempts.get('amina') ?? '{"misses":0}').misses as number;
const setMisses = (count: number) => disk.folders.attempts.set('amina', JSON.stringify({ misses: count, at: 0 }));
const guess = async (pin = '111111', tablet = blue) =>
  openOwn(tablet.guards, (await tablet.database.people.get('amina'))!, pin, stretchPin);
const standing = () => blue.guards.attempts.standing('amina');
const aminaHere = async () => (await blue.database.people.get('amina'))!;
const lines = (what: string) =>
  server.db.selectFrom('audit').select(['who', 'about']).where('what', '=', what).where('tablet', '=', blue.identity.id).execute();

/** The same tablet after its page was loaded again, or in a second tab: the same disk, the same locks, a stretch of its own. */
function anotherPage(stretch: Stretch = stretchPin, running = () => blue.time.running) {
  const guards = openGuards({ ...blue, tablet: blue.identity.id, files: disk.open, clock: blue.tablet.clock, running, alone: locks });
  return { guards, guess: async (pin = '111111') => openOwn(guards, await aminaHere(), pin, stretch) };
}

/** Wrong PINs until she is locked out, without the waiting in between. */
async function lockOut(): Promise<void> {
  setMisses(9);
  expect(await guess()).toEqual(out);
}

describe('whoever guesses', () => {
  test('finds each guess counted on the disk before the PIN is tried', async () => {
    const counted: number[] = [];
    const page = anotherPage((pin, how) => {
      counted.push(misses());
      return stretchPin(pin, how);
    });
    await page.guess();
    await page.guess();
    expect(counted).toEqual([1, 2]);
  });

  test('has four guesses, and then waits longer after each: 30 seconds, 1, 2, 5 and 10 minutes', async () => {
    for (let count = 1; count <= 4; count += 1) expect([await guess(), (await standing()).waits]).toEqual([wrong, 0]);
    for (const [at, seconds] of delays.entries()) {
      expect(await guess()).toEqual(wrong);
      expect(await standing()).toEqual({ waits: seconds * second, left: 5 - at });
      blue.time.running += seconds * second - 1;
      expect(await guess()).toEqual(waits);
      blue.time.running += 1;
    }
    expect(await guess()).toEqual(out);
  });

  test('is not told whether the right PIN would open while she has to wait', async () => {
    setMisses(4);
    await guess();
    expect(await guess(pins.amina)).toEqual(waits);
    expect(misses()).toBe(5);
  });

  test('begins from nothing only with the right PIN', async () => {
    for (let count = 1; count <= 3; count += 1) await guess();
    expect((await guess(pins.amina)).ok).toBe(true);
    expect(misses()).toBe(0);
  });

  test('wins nothing by loading the page again', async () => {
    for (let count = 1; count <= 5; count += 1) await guess();
    blue.time.running = 0;
    expect(await anotherPage().guess(pins.amina)).toEqual(waits);
    expect((await anotherPage().guards.attempts.standing('amina')).waits).toBe(30 * second);
  });

  test('wins nothing by closing the page in the middle of a guess', async () => {
    const page = anotherPage(() => new Promise(() => undefined));
    void page.guess();
    await vi.waitFor(() => expect(misses()).toBe(1));
    locks = sharedLocks(); // the browser gives back what a page that has gone held
    expect((await anotherPage().guards.attempts.standing('amina')).left).toBe(9);
  });

  test('shares one count between two tabs that guess at once', async () => {
    const [one, two] = [anotherPage(), anotherPage()];
    await Promise.all([one.guess(), two.guess(), one.guess(), two.guess()]);
    expect(misses()).toBe(4);
    await Promise.all([one.guess(), two.guess()]);
    expect([misses(), (await standing()).waits]).toEqual([5, 30 * second]);
  });

  test('wins nothing by setting the clock forward', async () => {
    setMisses(4);
    await guess();
    blue.time.skew = days(365);
    expect(await guess(pins.amina)).toEqual(waits);
    expect(await anotherPage(stretchPin, () => 0).guess(pins.amina)).toEqual(waits);
  });

  test('wins and loses nothing by setting the clock back', async () => {
    setMisses(4);
    await guess();
    blue.time.skew = -days(365);
    expect(await guess(pins.amina)).toEqual(waits);
    blue.time.running += 30 * second;
    expect((await guess(pins.amina)).ok).toBe(true);
  });

  test('is locked out where the count was removed, even before the first guess', async () => {
    disk.folders.attempts.clear();
    expect(await guess(pins.amina)).toEqual(out);
  });

  test.each(['', '{}', 'null', '{"misses":-1,"at":0}', '{"misses":"0","at":0}'])(
    'is locked out where the count was made %j',
    async text => {
      await guess();
      disk.folders.attempts.set('amina', text);
      expect(await guess(pins.amina)).toEqual(out);
    },
  );

  test('at one name leaves those of others alone', async () => {
    await lockOut();
    expect((await blue.tryUnlock('kasia')).ok).toBe(true);
    expect((await blue.tryUnlock('helen')).ok).toBe(true);
  });

  test('has the same ten guesses where the browser has no folder of its own', async () => {
    const green = await wholeTablet(server, 'Green');
    const files = databaseFiles(green.database, 'attempts');
    await guess('111111', green);
    expect(JSON.parse((await files.read('amina')) ?? '')).toMatchObject({ misses: 1 });
    await files.change([{ name: 'amina', text: '{"misses":9,"at":0}' }], []);
    expect(await guess('111111', green)).toEqual(out);
    expect(await guess(pins.amina, green)).toEqual(out);
    green.database.close();
  });
});

describe('the tenth wrong PIN', () => {
  test('takes her wrap and the secret of her lease from the tablet, and never what she wrote', async () => {
    const amina = await blue.unlock('amina');
    await beginReflection(amina, { module: null, prompt: null }).write('She reached for the spoon');
    amina.keys.drop();
    const leases = disk.folders.leases.size;
    const before = await aminaHere();
    await lockOut();
    expect(await aminaHere()).toEqual({ ...before, wrap: '' });
    expect(disk.folders.leases.size).toBe(leases - 1);
    expect(await blue.database.outbox.count()).toBe(1);
    await blue.round();
    const receipts = server.db.selectFrom('receipts').select('verdict').where('tablet', '=', blue.identity.id);
    expect(await receipts.execute()).toEqual([{ verdict: 'applied' }]);
  });

  test('leaves nothing that a copied wrap would open, with the right PIN or another', async () => {
    const copy = await aminaHere();
    await lockOut();
    await blue.database.people.put(copy);
    setMisses(0);
    expect(await guess(pins.amina)).toEqual({ ok: false, trouble: 'lease-over' });
  });

  test('that was cut short is made good by the next try', async () => {
    const destroyed = blue.guards.leases.destroy;
    setMisses(9);
    blue.guards.leases.destroy = async () => Promise.reject(new Error('the power is gone'));
    await expect(guess()).rejects.toThrow('power');
    blue.guards.leases.destroy = destroyed;
    expect(await guess(pins.amina)).toEqual(out);
    expect((await aminaHere()).wrap).toBe('');
  });

  test('is heard of by the server once, however often it is told: a line in the trail, and her lease there ends', async () => {
    await lockOut();
    blue.losing.push('/api/v1/tablets/report');
    expect((await blue.report()).ok).toBe(false);
    expect((await blue.report()).ok).toBe(true);
    expect(await lines('person-locked-out')).toEqual([{ who: 'tablet', about: 'amina' }]);
    const leases = server.db.selectFrom('leases').select('person').where('tablet', '=', blue.identity.id).orderBy('person');
    expect(await leases.execute()).toEqual([{ person: 'helen' }, { person: 'kasia' }]);
  });

  test('holds although the server, which has not heard of it, gives her wrap again', async () => {
    await lockOut();
    expect((await blue.askWhoIsHere()).ok).toBe(true);
    expect((await aminaHere()).wrap).toBe('');
    expect(await guess(pins.amina)).toEqual(out);
    expect(disk.folders.leases.size).toBe(2);
  });

  test('holds on this tablet alone: on another she goes on', async () => {
    const green = await wholeTablet(server, 'Green');
    await lockOut();
    await blue.report();
    await green.askWhoIsHere();
    expect((await green.tryUnlock('amina')).ok).toBe(true);
    green.database.close();
  });

  test('cannot be told of somebody who is not on the tablet', async () => {
    const report = { v: 1, app: '0.1.0', waiting: 0, storage: null, erased: [], locked: [{ person: 'ruth', opening: 0 }] };
    await blue.http.post('/api/v1/tablets/report', report);
    expect(await server.db.selectFrom('lockouts').selectAll().where('tablet', '=', blue.identity.id).execute()).toEqual([]);
    expect(await lines('person-locked-out')).toEqual([]);
  });
});

test('a wrong PIN where another is to be chosen counts like any other', async () => {
  const choice = { now: '111111', next: '482915' };
  for (let count = 1; count <= 5; count += 1) expect(await rewrapOwn(blue.guards, await aminaHere(), choice, stretchPin)).toEqual(wrong);
  expect(await guess(pins.amina)).toEqual(waits);
});

test('what fails for another reason than the PIN takes no guess away', async () => {
  server.clock.move(days(14) + minutes(1));
  expect(await guess(pins.amina)).toEqual({ ok: false, trouble: 'lease-over' });
  expect(misses()).toBe(0);
});
