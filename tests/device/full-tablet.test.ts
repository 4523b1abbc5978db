// A tablet that takes nothing more and meets the server: its leases go on, whatever else cannot be written.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noteLockedOut } from '../../src/device/locked-out';
import { openOwn } from '../../src/device/own-wrap';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { days } from '../../src/kernel/clock';
import { ok, trouble } from '../../src/kernel/result';
import { type Errand, syncRound } from '../../src/sync/sync-round.store';
import { rememberingStretch } from '../hostile/on-tablets/hostile-tablet';
import { beginsWithBlue, blue, server } from '../support/blue-with-files';
import { fillUp } from '../support/full-storage';
import { pins } from '../support/whole-tablet';

beginsWithBlue();

let makeRoom: () => void;
beforeEach(() => {
  makeRoom = () => undefined;
});
afterEach(() => makeRoom());

const opens = async () => openOwn(blue.guards, (await blue.database.people.get('amina'))!, pins.amina, rememberingStretch);

/** Each day at the contact of that day. */
async function daily(contact: Errand): Promise<void> {
  for (let day = 1; day <= 15; day += 1) {
    server.clock.move(days(1));
    blue.time.running += days(1);
    await contact();
  }
}

test('a full tablet that reports every day opens for the right PIN after fifteen days', async () => {
  makeRoom = fillUp();
  await daily(async () => {
    expect(await blue.report()).toEqual(ok(null));
    return ok(null);
  });
  expect((await opens()).ok).toBe(true);
});

test('so does one with words that wait and a lock-out that the server has not heard of', async () => {
  const amina = await blue.unlock('amina');
  await beginReflection(amina, { module: null, prompt: null }).write('She reached for the spoon');
  amina.keys.drop();
  await noteLockedOut(blue.database, 'kasia');
  makeRoom = fillUp();
  await daily(() => blue.round());
  expect((await opens()).ok).toBe(true);
  makeRoom();
  expect(await blue.round()).toEqual(ok(null));
  expect((await server.db.selectFrom('receipts').select('verdict').execute()).map(({ verdict }) => verdict)).toEqual(['applied']);
});

test('a round that finds no room says so and does every errand, and one errand without room stops no other', async () => {
  const amina = await blue.unlock('amina');
  await beginReflection(amina, { module: null, prompt: null }).write('She reached for the spoon');
  makeRoom = fillUp();
  const done: string[] = [];
  const errands: Errand[] = [
    async () => {
      done.push('first');
      throw new DOMException('full', 'QuotaExceededError');
    },
    async () => ok(done.push('second') ? null : null),
  ];
  expect(await syncRound({ tablet: blue.tablet, http: blue.http, session: () => amina, errands })).toEqual(trouble('storage-full'));
  expect(done).toEqual(['first', 'second']);
});
