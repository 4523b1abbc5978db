// Walls of the engine: what one person, one tablet or one strange value can never do to the others.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchPeople } from '../../src/device/who-is-here';
import { moduleProgressId } from '../../src/features/modules/module-progress';
import { noteProgress } from '../../src/features/modules/note-progress.store';
import { sharedReflectionId, sharedReflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection, sendToMentor } from '../../src/features/reflections/reflection.store';
import { childKind } from '../../src/features/roster/child';
import { colleagueKind } from '../../src/features/roster/colleague';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { dayInWords } from '../../src/kernel/calendar-day';
import { days } from '../../src/kernel/clock';
import { ok, trouble } from '../../src/kernel/result';
import { applyChange, takePlaces } from '../../src/sync/change-log.server';
import type { Facts } from '../../src/sync/policy.server';
import { readRecords } from '../../src/sync/records.store';
import { inTransaction } from '../../src/sync/work.server';
import { forgeFor, freshRoom, keptApart, onlyReflection, sync, texts } from '../support/room';
import { freshId, makeNursery, type Server, type Staff, startServer, unlock } from '../support/world';

const note = { module: null, prompt: null };
const refused = { verdict: 'quarantined', reason: 'not-allowed' };
const applied = { verdict: 'applied' };
let server: Server;

beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => {
  server.faults.length = 0;
});
afterAll(() => server.db.destroy());

const endMembership = (person: Staff, until: number) =>
  server.db.updateTable('memberships').set({ until }).where('person', '=', person.id).execute();

const lead = (...people: Staff[]) =>
  server.db
    .updateTable('memberships')
    .set({ role: 'leader', room: null })
    .where(
      'person',
      'in',
      people.map(({ id }) => id),
    )
    .execute();

test.each(['toString', 'valueOf', 'hasOwnProperty'])('an unknown field called %s is one field like any other and no fault', async name => {
  const { blue, first } = await freshRoom(server);
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  const set = Object.fromEntries([...Object.entries(forge.change().set), [name, 1]]);
  const strange = forge.change({ set });
  const twice = forge.change({ id: strange.id, set: Object.fromEntries([[name, 2]]) });
  const sent = [await forge.envelope(strange), await forge.envelope(twice), await forge.envelope(forge.change())];
  expect((await forge.push(...sent)).map(({ verdict }) => verdict)).not.toContain('quarantined');
  expect(server.faults).toEqual([]);
});

test('a group that carries one change twice is refused, and what follows it is applied', async () => {
  const { blue, first } = await freshRoom(server);
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  const change = forge.change();
  const twice = [await forge.envelope(change, { group: 'g.2' }), await forge.envelope(change, { group: 'g.2' })];
  const incomplete = { verdict: 'quarantined', reason: 'group-incomplete' };
  expect(await forge.push(...twice, await forge.envelope(forge.change()))).toEqual([incomplete, incomplete, applied]);
  expect(server.faults).toEqual([]);
});

test('a group that uses one number twice is refused, and what follows it is applied', async () => {
  const { blue, first } = await freshRoom(server);
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  const numbered = { group: 'g.2', n: 1 };
  const twice = [await forge.envelope(forge.change(), numbered), await forge.envelope(forge.change(), numbered)];
  const follows = forge.change();
  const verdicts = await forge.push(...twice, await forge.envelope(follows));
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['quarantined', 'quarantined', 'applied']);
  expect(await server.db.selectFrom('records').select('id').where('author', '=', first.id).execute()).toEqual([{ id: follows.id }]);
});

test('nobody can use up the numbers of a colleague', async () => {
  const { blue, first, second } = await freshRoom(server);
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  const forged = await Promise.all([1, 2, 3].map(n => forge.envelope(forge.change(), { author: second.id, n })));
  const badSignature = { verdict: 'quarantined', reason: 'bad-signature' };
  expect(await forge.push(...forged)).toEqual([badSignature, badSignature, badSignature]);
  const hers = await unlock(server, blue, second);
  await beginReflection(hers, note).write('her words');
  await sync(blue, hers);
  expect(await texts(hers)).toEqual(['her words']);
  expect(await keptApart(blue)).toEqual([]);
});

test('nobody can make the change of a colleague vanish by using its id first', async () => {
  const { blue, first, second } = await freshRoom(server);
  const hers = await unlock(server, blue, second);
  await beginReflection(hers, note).write('her words');
  const [entry] = await blue.database.outbox.toArray(); // its id is in clear on the shared tablet
  if (!entry) throw new Error('entry');
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  expect(await forge.push(await forge.envelope(forge.change({ change: entry.change })))).toEqual([applied]);
  await sync(blue, hers);
  expect(await texts(hers)).toEqual(['her words']);
});

test('nobody can make the progress record of a colleague before she does', async () => {
  const { blue, green, first, second } = await freshRoom(server);
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  expect(await forge.push(await forge.envelope(forge.change({ id: moduleProgressId(second.id, 'm1') })))).toEqual([refused]);
  const hers = await unlock(server, green, second);
  await noteProgress(hers, 'm1', { position: 5, chapters: ['c1'] }, undefined);
  expect(await sync(green, hers)).toEqual(ok(null));
  expect(await keptApart(green)).toEqual([]);
});

test('nobody can make the shared copy of a colleague before she does', async () => {
  const { blue, green, first, second } = await freshRoom(server);
  const hers = await unlock(server, green, second);
  await beginReflection(hers, note).write('hers');
  const kept = await onlyReflection(hers);
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  const set = { reflection: kept.id, module: null, prompt: null, text: 'x', standing: 'withdrawn' };
  const squatted = forge.change({ kind: sharedReflectionKind.name, id: sharedReflectionId(second.id, kept.id), set });
  expect(await forge.push(await forge.envelope(squatted))).toEqual([refused]);
  await sendToMentor(hers, kept);
  await sync(green, hers);
  expect(await keptApart(green)).toEqual([]);
});

test('a leader who was told that she leads no more cannot enter babies', async () => {
  const { blue, first, nursery, name } = await freshRoom(server);
  await lead(first);
  const session = await unlock(server, blue, first);
  const forge = forgeFor(server, blue, session);
  const enter = async () => forge.push(await forge.envelope(forge.change({ kind: childKind.name, set: { room: name, name: 'Zosia' } })));
  await sync(blue, session);
  server.now += 1_000;
  await endMembership(first, server.now);
  const educator = { id: `now-${first.id}`, person: first.id, role: 'educator', nursery: nursery.id, room: null, until: null };
  await server.db.insertInto('memberships').values(educator).execute();
  server.now += 1_000;
  expect(await enter()).toEqual([applied]); // her tablet was not told yet
  await sync(blue, session);
  await sync(blue, session);
  server.now += 1_000;
  expect(await enter()).toEqual([refused]);
});

test('a role that ended more than a month ago counts no more, whether the tablet was told or not', async () => {
  const { blue, first, name } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await sync(blue, session);
  await endMembership(first, server.now + 1);
  server.now += days(31);
  await sayWord(session, { child: 'zosia', room: name, side: 'educator', word: 'brave' });
  await sync(blue, session);
  expect(await keptApart(blue)).toEqual(['not-allowed']);
});

test('what she wrote before her tablet knew that she left is taken, although the answer that told it was lost', async () => {
  const { blue, first, name } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await sync(blue, session);
  server.now += 1_000;
  await endMembership(first, server.now);
  server.now += 1_000;
  await sayWord(session, { child: 'zosia', room: name, side: 'educator', word: 'brave' });
  blue.wire.faults.push('cut', 'lost-reply'); // the push never leaves, the pull arrives and its answer is lost
  expect(await sync(blue, session)).toEqual(trouble('no-network'));
  expect(await sync(blue, session)).toEqual(ok(null));
  expect(await keptApart(blue)).toEqual([]);
  expect(await blue.database.outbox.count()).toBe(0);
});

test('a membership that ends next year counts until then', async () => {
  const { blue, first } = await freshRoom(server);
  await endMembership(first, server.now + days(365));
  const session = await unlock(server, blue, first);
  await sync(blue, session);
  expect((await blue.database.people.get(first.id))?.buckets).not.toEqual([]);
});

test.each([-1e300, -1, 1e300])('a change at the time %d shows a day on every screen', async at => {
  const { blue, own, first, mentor } = await freshRoom(server);
  const [session, reading] = [await unlock(server, blue, first), await unlock(server, own, mentor)];
  const forge = forgeFor(server, blue, session);
  const reflection = freshId(server);
  const set = { reflection, module: null, prompt: null, text: 'x', standing: 'with-mentor' };
  const change = forge.change({ kind: sharedReflectionKind.name, id: sharedReflectionId(first.id, reflection), at, set });
  expect(await forge.push(await forge.envelope(change))).toEqual([applied]);
  await sync(own, reading);
  const [kept] = (await readRecords(reading, sharedReflectionKind)).items;
  expect([kept?.made, kept?.edited]).toEqual(at < 0 ? [0, 0] : [server.now, server.now]);
  expect(dayInWords(kept?.edited ?? Number.NaN)).toMatch(/ (1970|2026)$/);
});

test('who is no longer named on a tablet leaves with all that only she could read, and her waiting words stay', async () => {
  const { blue, first, name } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await sync(blue, session);
  await sayWord(session, { child: 'zosia', room: name, side: 'educator', word: 'brave' });
  await sync(blue, session);
  await beginReflection(session, note).write('not sent yet');
  await blue.database.rows.filter(({ bytes }) => bytes === null).delete();
  expect(await blue.database.rows.count()).toBe(1);
  await fetchPeople(blue.database, { get: async () => ok({ people: [] }), post: blue.wire.post });
  expect([await blue.database.rows.count(), await blue.database.cursors.count()]).toEqual([0, 0]);
  expect(await blue.database.outbox.count()).toBe(1);
});

test('a record that moves to a nursery with fewer changes leaves the tablets of the one before', async () => {
  const { blue, first, second, nursery } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  const other = await makeNursery(server, `younger-than-${nursery.id}`, 1);
  const nobodys = { role: null, memberships: [], mentees: [], nurseryByRoom: new Map(), programmes: [], events: [] };
  const writer: Facts = { ...nobodys, person: second.id, home: nursery.id };
  const setUp = (set: Record<string, string>) =>
    inTransaction(server, async work => {
      const change = forgeFor(server, blue, session).change({ kind: colleagueKind.name, id: second.id, set });
      const outcome = await applyChange(work, { change, writer, tablet: 'set-up', receivedAt: server.now }, true);
      await takePlaces(work);
      return outcome.ok;
    });
  for (const name of ['Ada', 'Bea', 'Cleo', 'Dora']) expect(await setUp({ name, room: 'x', nursery: nursery.id, hue: 'teal' })).toBe(true);
  await sync(blue, session);
  expect(await blue.database.rows.count()).toBe(1);
  server.now += 1_000;
  expect(await setUp({ nursery: other.id })).toBe(true);
  await sync(blue, session);
  expect(await blue.database.rows.count()).toBe(0);
});

test('a value that gave way is kept under the name of whoever wrote it', async () => {
  const { blue, green, first, second, name } = await freshRoom(server);
  await lead(first, second);
  const [one, other] = [await unlock(server, blue, first), await unlock(server, green, second)];
  const [onBlue, onGreen] = [forgeFor(server, blue, one), forgeFor(server, green, other)];
  const change = onBlue.change({ kind: childKind.name, set: { room: name, name: 'From the first' } });
  expect(await onBlue.push(await onBlue.envelope(change))).toEqual([applied]);
  server.now += 1_000;
  const later = onGreen.change({ kind: childKind.name, id: change.id, set: { name: 'From the second' } });
  expect(await onGreen.push(await onGreen.envelope(later))).toEqual([{ verdict: 'merged' }]);
  const lost = server.db.selectFrom('versions').select(['author', 'tablet']).where('record', '=', change.id).where('lost', '=', 1);
  expect(await lost.execute()).toEqual([{ author: first.id, tablet: blue.id }]);
});
