// Leases: what a tablet keeps opens with the right PIN only while it has met the server lately, whatever its clock says.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchPeople } from '../../src/device/who-is-here';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { days, minutes } from '../../src/kernel/clock';
import { parseJson } from '../../src/kernel/parse';
import { revokeTablet } from '../../src/server/reports';
import { leaseLength } from '../../src/sync/leaving/lease';
import { syncRound } from '../../src/sync/sync-round.store';
import type { TestServer } from '../support/server-parts';
import { quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

const over = { ok: false, trouble: 'lease-over' };
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched

let server: TestServer;
let blue: WholeTablet;

beforeEach(async () => {
  server = await quinceStreet();
  blue = await wholeTablet(server, 'Blue');
});
afterEach(async () => {
  blue.database.close();
  await server.app.close();
});

const leasesHere = async () => (await blue.database.settings.toArray()).filter(({ name }) => name.startsWith('lease:'));
const isOpened = async () => (await blue.tryUnlock('amina')).ok;

test('the right PIN opens what the tablet keeps, a wrong one does not, and the wrap alone opens nothing', async () => {
  expect(await isOpened()).toBe(true);
  expect(await blue.tryUnlock('amina', '111111')).toEqual({ ok: false, trouble: 'wrong-pin' });
  await blue.database.settings.where('name').startsWith('lease:').delete();
  expect(await blue.tryUnlock('amina')).toEqual(over);
});

test('nothing in the database is a wrap that the PIN alone would open, nor a secret beside its tile', async () => {
  const { wrap: inner } = await server.db.selectFrom('people').select('wrap').where('id', '=', 'amina').executeTakeFirstOrThrow();
  const sealed = (parseJson(inner) as { sealed: string }).sealed;
  const people = await blue.database.people.toArray();
  expect(people.map(({ id }) => id)).toEqual(['amina', 'helen', 'kasia']);
  expect(JSON.stringify(people)).not.toContain(sealed);
  expect(people.every(person => !('lease' in person))).toBe(true);
});

test('two weeks without the server, and the right PIN opens nothing; what she wrote still leaves; one contact, and it opens', async () => {
  const amina = await blue.unlock('amina');
  await beginReflection(amina, { module: null, prompt: null }).write('She reached for the spoon');
  amina.keys.drop();
  server.clock.move(leaseLength - minutes(1));
  expect(await isOpened()).toBe(true);
  server.clock.move(minutes(2));
  expect(await blue.tryUnlock('amina')).toEqual(over);
  await blue.leases.dropEnded();
  expect(await leasesHere()).toEqual([]);
  expect((await syncRound({ tablet: blue.tablet, http: blue.http, session: () => null })).ok).toBe(true);
  expect((await server.db.selectFrom('receipts').select('verdict').execute()).map(({ verdict }) => verdict)).toEqual(['applied']);
  await blue.round();
  expect(await isOpened()).toBe(true);
});

test('a clock that is set back revives no lease, before its end was seen or after', async () => {
  server.clock.move(leaseLength + minutes(1));
  expect(await isOpened()).toBe(false);
  blue.time.skew = -days(30);
  expect(await blue.tryUnlock('amina')).toEqual(over);
});

test('a clock that stands still is overtaken by the time that the tablet has been running', async () => {
  expect(await isOpened()).toBe(true);
  blue.time.skew = -days(1);
  blue.time.running += leaseLength + minutes(1);
  expect(await blue.tryUnlock('amina')).toEqual(over);
});

test('a clock that is ten years off takes nothing from anybody', async () => {
  for (const years of [10, -10]) {
    blue.time.skew = days(365 * years);
    await blue.round();
    await blue.askWhoIsHere();
    server.clock.move(days(13));
    expect(await isOpened()).toBe(true);
  }
});

test('every contact renews everybody’s lease, also while nobody is unlocked', async () => {
  for (let week = 0; week < 4; week += 1) {
    server.clock.move(days(7));
    blue.time.running += days(7);
    expect(await blue.round()).toEqual({ ok: true, value: null });
  }
  expect(await isOpened()).toBe(true);
  expect(await leasesHere()).toHaveLength(3);
});

test('a lease is this tablet’s and this person’s alone', async () => {
  const green = await wholeTablet(server, 'Green');
  const [hers, other] = [await blue.database.people.get('amina'), await green.database.people.get('amina')];
  if (!hers || !other) throw new Error('tiles');
  await blue.database.people.put({ ...hers, wrap: other.wrap });
  expect(await blue.tryUnlock('amina')).toEqual(over);
  const leases = await green.database.settings.where('name').startsWith('lease:').toArray();
  await blue.database.settings.bulkPut(leases);
  expect(await blue.tryUnlock('amina')).toEqual({ ok: false, trouble: 'row-damaged' });
  green.database.close();
});

test('a tablet from before there were leases opens as it did, and is sealed at its next contact', async () => {
  await fetchPeople(blue.database, blue.http);
  const before = await blue.database.people.get('amina');
  expect(parseJson(before?.wrap ?? '')).toMatchObject({ v: 1 });
  expect(await isOpened()).toBe(true);
  await blue.round();
  const after = await blue.database.people.get('amina');
  expect(parseJson(after?.wrap ?? '')).toMatchObject({ v: 2 });
  expect(await isOpened()).toBe(true);
});

test('who has left the nursery has no lease, on her tablets or at the server', async () => {
  await server.db.updateTable('memberships').set({ until: server.clock() }).where('person', '=', 'kasia').execute();
  blue.time.running += minutes(6);
  await blue.round();
  blue.time.running += minutes(2);
  await blue.leases.dropEnded();
  expect(await leasesHere()).toHaveLength(2);
  expect((await server.db.selectFrom('leases').select('person').execute()).map(({ person }) => person).sort()).toEqual(['amina', 'helen']);
});

test('a revoked tablet’s leases and their secrets are gone from the server', async () => {
  const secrets = () => server.db.selectFrom('keys').select('id').where('id', 'like', 'lease:%').execute();
  expect(await secrets()).toHaveLength(3);
  expect(await revokeTablet(server, blue.identity.id)).toBe(true);
  expect(await secrets()).toEqual([]);
  expect(await server.db.selectFrom('leases').selectAll().execute()).toEqual([]);
});
