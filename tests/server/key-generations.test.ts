// A new generation of a nursery's key: it reaches everybody who stays, nothing old becomes unreadable, and nothing is half done.
import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HttpTrouble } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import type { Result } from '../../src/kernel/result';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import type { OfficeParts } from '../../src/server/office';
import { makeNursery, makePerson } from '../../src/server/people';
import { revokeTablet } from '../../src/server/reports';
import { joinNursery, leave } from '../../src/server/staffing';
import { erase } from '../../src/sync/erasures/erasure.server';
import { lookWhoIsHere } from '../../src/sync/who-is-here.store';
import { generationsIn, generationsOf, heldBy, quince, say, wholePull, wordsOn } from '../support/generations';
import type { TestServer } from '../support/server-parts';
import { quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched
const done = { ok: true, value: null };

let server: TestServer;
let [blue, green]: [WholeTablet, WholeTablet] = [] as never;
let office: OfficeParts;

beforeEach(async () => {
  server = await quinceStreet();
  const { db, keyring, clock } = server;
  office = { db, keyring, clock, kinds: recordKinds, policies, report: fault => expect(fault).toBe(null) };
  [blue, green] = [await wholeTablet(server, 'Blue'), await wholeTablet(server, 'Green')];
});
afterEach(async () => {
  for (const { database } of [blue, green]) database.close();
  await server.app.close();
});

const revokeGreen = () => revokeTablet(server, green.identity.id);
const again = async (tablet: WholeTablet, session: Session | null) => {
  server.clock.move(6 * 60_000);
  expect(await tablet.round(session)).toEqual(done);
};

test('a tablet that is taken out of use begins one: whoever stays has it after the next contact, with the PIN that she has', async () => {
  await revokeGreen();
  expect(await generationsOf(server)).toEqual([2]);
  expect(generationsIn(await blue.unlock('amina'))).toEqual([1]);
  expect(await blue.askWhoIsHere()).toEqual(done);
  for (const person of ['amina', 'kasia', 'helen'] as const) expect(generationsIn(await blue.unlock(person))).toEqual([1, 2]);
  expect(generationsIn(await blue.unlock('amina'))).toEqual([1, 2]);
});

test('somebody who leaves begins one that she never gets', async () => {
  expect(await leave(office, { person: 'kasia', nursery: quince })).toEqual(done);
  expect([await generationsOf(server), await heldBy(server, 'amina'), await heldBy(server, 'kasia')]).toEqual([[2], [1, 2], []]);
});

test('who begins later, or comes back, reads what was sealed under any of them', async () => {
  await leave(office, { person: 'kasia', nursery: quince });
  await revokeGreen();
  expect((await joinNursery(office, { person: 'kasia', nursery: quince, room: 'wrens', role: 'educator' })).ok).toBe(true);
  expect(await heldBy(server, 'kasia')).toEqual([1, 2, 3]);
});

test('a tablet of her own begins one wherever she works; a mentor’s, who has no nursery’s key, begins none', async () => {
  const [helens, ruths] = [await wholeTablet(server, 'Helen’s', 'helen'), await wholeTablet(server, 'Ruth’s', 'ruth')];
  await revokeTablet(server, ruths.identity.id);
  expect(await generationsOf(server)).toEqual([]);
  await revokeTablet(server, helens.identity.id);
  expect(await generationsOf(server)).toEqual([2]);
  for (const { database } of [helens, ruths]) database.close();
});

test('other nurseries keep theirs', async () => {
  await makeNursery(server, { id: 'elm', name: 'Elm', rooms: [{ id: 'owls', name: 'Owls' }] });
  const memberships = [{ nursery: 'elm', room: 'owls', role: 'educator' as const }];
  await makePerson(server, { id: 'tom', name: 'Tom', hue: 'teal', home: 'elm', pin: '914380', memberships });
  await revokeGreen();
  expect([await generationsOf(server, 'elm'), await heldBy(server, 'tom', 'elm')]).toEqual([[], [1]]);
});

test('what lay on the tablet stays readable and is not fetched again; new words are sealed under the new one', async () => {
  const before = await blue.unlock('amina');
  await say(before, 'patient');
  await again(blue, before);
  const rows = await blue.database.rows.toArray();
  await revokeGreen();
  await blue.askWhoIsHere();
  const after = await blue.unlock('amina');
  await again(blue, after);
  expect(await wordsOn(after)).toEqual(['patient']);
  expect(await blue.database.rows.toArray()).toEqual(rows);
  await say(after, 'curious');
  expect((await blue.database.outbox.toArray()).map(({ key }) => key)).toEqual([`nursery:${quince}:2`]);
  await again(blue, after);
  const kasia = await blue.unlock('kasia');
  await again(blue, kasia);
  expect(await wordsOn(kasia)).toEqual(['curious', 'patient']);
});

test('what was written offline under the old one is taken, whoever is unlocked', async () => {
  const [amina, kasia] = [await blue.unlock('amina'), await blue.unlock('kasia')];
  await say(amina, 'patient');
  await say(kasia, 'curious');
  await revokeGreen();
  await blue.askWhoIsHere();
  const after = await blue.unlock('amina');
  await again(blue, after);
  await again(blue, await blue.unlock('kasia'));
  expect([await blue.database.outbox.count(), await blue.database.quarantined.count()]).toEqual([0, 0]);
  expect(await wordsOn(after)).toEqual(['curious', 'patient']);
});

test('whoever was unlocked when it was made sees what she has, loses nothing, and has the rest once she unlocks again', async () => {
  const [amina, kasia] = [await blue.unlock('amina'), await green.unlock('kasia')];
  await again(blue, amina);
  const red = await wholeTablet(server, 'Red');
  await revokeTablet(server, red.identity.id);
  await green.askWhoIsHere();
  await say(await green.unlock('kasia'), 'curious');
  await again(green, kasia); // she is unlocked with the old one there: it leaves all the same
  await say(amina, 'patient');
  await again(blue, amina);
  await again(blue, amina);
  expect(await wordsOn(amina)).toEqual(['patient']);
  const ask = vi.fn(async () => (await blue.askWhoIsHere()) as Result<null, HttpTrouble>);
  expect(await lookWhoIsHere(blue.tablet, ask)()).toEqual(done);
  expect(ask).toHaveBeenCalledOnce();
  const anew = await blue.unlock('amina');
  await again(blue, anew);
  expect(await wordsOn(anew)).toEqual(['curious', 'patient']);
  expect([await blue.database.staged.count(), await blue.database.outbox.count()]).toEqual([0, 0]);
  red.database.close();
});

test('pages that wait under a key that nobody here has had yet are asked the wraps for at once, and once', async () => {
  const ask = vi.fn(async () => (await blue.askWhoIsHere()) as Result<null, HttpTrouble>);
  const look = lookWhoIsHere(blue.tablet, ask);
  await say(await green.unlock('kasia'), 'curious');
  await again(green, await green.unlock('kasia'));
  await look();
  await revokeGreen();
  await blue.round(null);
  for (const _ of [1, 2, 3]) await look();
  expect(ask).toHaveBeenCalledTimes(2);
  const amina = await blue.unlock('amina');
  await again(blue, amina);
  expect(await wordsOn(amina)).toEqual(['curious']);
});

test('somebody of whom no PIN is kept goes on with what she has', async () => {
  await server.db.deleteFrom('pins').where('person', '=', 'amina').execute();
  await revokeGreen();
  await blue.askWhoIsHere();
  const [amina, kasia] = [await blue.unlock('amina'), await blue.unlock('kasia')];
  expect([generationsIn(amina), generationsIn(kasia)]).toEqual([[1], [1, 2]]);
  await say(kasia, 'curious');
  await again(blue, kasia);
  const { pages } = await wholePull(blue.http, blue.identity.id, 'amina');
  expect(pages.map(({ key }) => key)).toEqual([`nursery:${quince}:1`]);
  await again(blue, amina);
  expect(await wordsOn(amina)).toEqual([]); // its row lies under the newer key: it does not open for her, and is fetched again
  await again(blue, amina);
  expect([await wordsOn(amina), await wordsOn(await blue.unlock('kasia'))]).toEqual([['curious'], ['curious']]);
});

test('where making it fails half-way, nobody has left, no wrap has changed, and it can be done again', async () => {
  const wraps = () => server.db.selectFrom('people').select(['id', 'wrap', 'ring']).orderBy('id').execute();
  const before = await wraps();
  const make = vi.spyOn(server.keyring, 'make').mockRejectedValueOnce(new Error('the disk is full'));
  await expect(leave(office, { person: 'kasia', nursery: quince })).rejects.toThrow('the disk is full');
  await expect(revokeTablet({ ...server, keyring: { ...server.keyring, make } }, 'none')).resolves.toBe(false);
  expect([await wraps(), await generationsOf(server)]).toEqual([before, []]);
  make.mockRestore();
  expect(await leave(office, { person: 'kasia', nursery: quince })).toEqual(done);
  expect(await heldBy(server, 'amina')).toEqual([1, 2]);
});

test('two that are begun at once are two, and everybody who stays has both', async () => {
  await Promise.all([leave(office, { person: 'kasia', nursery: quince }), revokeGreen()]);
  expect([await generationsOf(server), await heldBy(server, 'amina'), await heldBy(server, 'helen')]).toEqual([
    [2, 3],
    [1, 2, 3],
    [1, 2, 3],
  ]);
});

test('a person who is erased while she works there begins one as well', async () => {
  const parts = { ...office, random: () => randomBytes(16), eraseBlobs: async () => undefined, remember: async () => undefined };
  expect((await erase(parts, 'person', 'kasia')).ok).toBe(true);
  expect([await generationsOf(server), await heldBy(server, 'amina')]).toEqual([[2], [1, 2]]);
});
