// Whoever guesses PINs: what cannot be tried in a page (on-tablets/guesses.ts has the rest), and what the server hears of it.
import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { openGuards } from '../../src/device/guards';
import { openOwn } from '../../src/device/own-wrap';
import { databaseFiles } from '../../src/device/secret-files';
import { stretchPin } from '../../src/device/stretch';
import type { Stretch } from '../../src/device/vault';
import { beginsWithBlue, blue, disk, giveLocksBack, locks, server } from '../support/blue-with-files';
import { pins, wholeTablet } from '../support/whole-tablet';

const out = { ok: false, trouble: 'locked-out' };

beginsWithBlue();

const misses = () => JSON.parse(disk.folders.attempts.get('amina') ?? '{"misses":0}').misses as number;
const setMisses = (count: number) => disk.folders.attempts.set('amina', JSON.stringify({ misses: count, at: 0 }));
const guess = async (pin = '111111', tablet = blue) =>
  openOwn(tablet.guards, (await tablet.database.people.get('amina'))!, pin, stretchPin);
const aminaHere = async () => (await blue.database.people.get('amina'))!;
const lines = (what: string) =>
  server.db.selectFrom('audit').select(['who', 'about']).where('what', '=', what).where('tablet', '=', blue.identity.id).execute();

/** The same tablet after its page was loaded again: the same disk, the same locks, a stretch of its own. */
function anotherPage(stretch: Stretch = stretchPin) {
  const running = () => blue.time.running;
  const guards = openGuards({ ...blue, tablet: blue.identity.id, files: disk.open, clock: blue.tablet.clock, running, alone: locks });
  return { guards, guess: async (pin = '111111') => openOwn(guards, await aminaHere(), pin, stretch) };
}

/** Wrong PINs until she is locked out, without the waiting in between. */
async function lockOut(): Promise<void> {
  setMisses(9);
  expect(await guess()).toEqual(out);
}

describe('whoever guesses', () => {
  test('wins nothing by closing the page in the middle of a guess', async () => {
    const page = anotherPage(() => new Promise(() => undefined));
    void page.guess();
    await vi.waitFor(() => expect(misses()).toBe(1));
    giveLocksBack();
    expect((await anotherPage().guards.attempts.standing('amina')).left).toBe(9);
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

  test('cannot be told of somebody who is not on the tablet', async () => {
    const report = { v: 1, app: '0.1.0', waiting: 0, storage: null, erased: [], locked: [{ person: 'ruth', opening: 0 }] };
    await blue.http.post('/api/v1/tablets/report', report);
    expect(await server.db.selectFrom('lockouts').selectAll().where('tablet', '=', blue.identity.id).execute()).toEqual([]);
    expect(await lines('person-locked-out')).toEqual([]);
  });
});
