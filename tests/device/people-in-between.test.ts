// What happens on a tablet while the answer to who is here is on its way is newer than the answer.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Http } from '../../src/device/http';
import { openOwn } from '../../src/device/own-wrap';
import { changeOwnPin, sendPinChanges } from '../../src/device/pin-changes';
import { fetchPeople } from '../../src/device/who-is-here';
import { ok } from '../../src/kernel/result';
import { makeNewPin } from '../../src/server/new-pin';
import { rememberingStretch } from '../hostile/on-tablets/hostile-tablet';
import { beginsWithBlue, blue, disk, server } from '../support/blue-with-files';
import { pins } from '../support/whole-tablet';

beginsWithBlue();

const next = '482915';
const aminaHere = async () => (await blue.database.people.get('amina'))!;
const opens = async (pin: string) => (await openOwn(blue.guards, await aminaHere(), pin, rememberingStretch)).ok;
const setMisses = (count: number) => disk.folders.attempts.set('amina', JSON.stringify({ misses: count, at: 0 }));

/** Who is here was asked, and this happens before the first answer is there. */
function askedAround(meanwhile: () => Promise<unknown>, guards = blue.guards) {
  let isFirst = true;
  const get: Http['get'] = async path => {
    const answer = await blue.http.get(path);
    if (isFirst) await meanwhile();
    isFirst = false;
    return answer;
  };
  return fetchPeople(blue.database, { ...blue.http, get }, async () => guards);
}

async function changePin(): Promise<void> {
  const amina = await blue.unlock('amina');
  const changed = await changeOwnPin({ guards: blue.guards, time: blue.guards.time, stretch: rememberingStretch }, amina, {
    now: pins.amina,
    next,
  });
  expect(changed).toEqual(ok(null));
}

async function tenthMiss(): Promise<void> {
  setMisses(9);
  expect(await opens('111111')).toBe(false);
}

test('a PIN that she changes meanwhile, and that the server has heard of, opens the tablet', async () => {
  const asked = await askedAround(async () => {
    await changePin();
    await sendPinChanges(blue.database, blue.http);
  });
  expect([asked, await opens(next), await opens(pins.amina)]).toEqual([ok(null), true, false]);
});

test('so does one that was changed before, and that the server has heard of meanwhile', async () => {
  const post: Http['post'] = async () => ({ ok: false, trouble: 'server-trouble' });
  let isFirst = true;
  const get: Http['get'] = async path => {
    const answer = await blue.http.get(path);
    if (isFirst) await sendPinChanges(blue.database, blue.http);
    isFirst = false;
    return answer;
  };
  await changePin();
  expect(await fetchPeople(blue.database, { get, post }, async () => blue.guards)).toEqual(ok(null));
  expect([await opens(next), await opens(pins.amina)]).toEqual([true, false]);
});

test('a tenth miss before the answer is there holds', async () => {
  await askedAround(tenthMiss);
  expect([(await aminaHere()).wrap, disk.folders.leases.size]).toEqual(['', 2]);
});

test('a tenth miss once she was found in order holds, and her lease’s secret is not on the disk again', async () => {
  const { leases } = blue.guards;
  let isFirst = true;
  const take: typeof leases.take = async (...given) => {
    if (isFirst) await tenthMiss();
    isFirst = false;
    await leases.take(...given);
  };
  await askedAround(async () => undefined, { ...blue.guards, leases: { ...leases, take } });
  expect([(await aminaHere()).wrap, disk.folders.leases.size]).toEqual(['', 2]);
  expect(await blue.guards.attempts.standing('amina')).toEqual({ waits: 0, left: 0 });
});

test('a PIN that was made for her lets her in although the tenth miss came while it was on its way', async () => {
  server.clock.move(1_000);
  const made = await makeNewPin(server, 'amina');
  if (!made.ok) throw new Error(made.trouble);
  const { leases } = blue.guards;
  let isFirst = true;
  const take: typeof leases.take = async (...given) => {
    if (isFirst) await tenthMiss();
    isFirst = false;
    await leases.take(...given);
  };
  await askedAround(async () => undefined, { ...blue.guards, leases: { ...leases, take } });
  expect(await opens(made.value.pin)).toBe(true);
});
