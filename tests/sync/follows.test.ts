// What was said about a baby goes wherever she goes: to another room, to the leaders when she leaves, back when she comes back.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { beginReflection, openReflection } from '../../src/features/reflections/reflection.store';
import { childKind } from '../../src/features/roster/child';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { ok } from '../../src/kernel/result';
import { babyMoves, babyStands } from '../../src/server/babies';
import { fillFollows } from '../../src/sync/follow.server';
import { pushOnce } from '../../src/sync/push.store';
import { readRecords } from '../../src/sync/records.store';
import { enterBaby, inBucket, sayWords, standsIn, wordsInBulk, writeAs } from '../support/children';
import { forgeFor, freshRoom, keptApart, onlyReflection, type Room, sync } from '../support/room';
import { lock, makeNursery, type Server, type Staff, startServer, unlock } from '../support/world';

const refused = { verdict: 'quarantined', reason: 'not-allowed' };
const applied = { verdict: 'applied' };
let server: Server;

beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => {
  server.faults.length = 0;
  server.now += 1_000;
});
afterAll(() => server.db.destroy());

const lead = (person: Staff, room: string | null) =>
  server.db.updateTable('memberships').set({ role: 'leader', room }).where('person', '=', person.id).execute();

/** The third educator leads; a baby of the first room with `count` words. */
async function boardOf(
  count: number,
): Promise<Room & { readonly child: string; readonly words: readonly string[]; readonly other: string }> {
  const room = await freshRoom(server);
  await lead(room.third, null);
  const [, other = ''] = room.nursery.rooms;
  const child = await enterBaby(server, room.first, room.name, 'Zosia');
  const words = await sayWords(server, room.first, child, room.name, count);
  return { ...room, child, words, other };
}

const wordsOn = async (session: Awaited<ReturnType<typeof unlock>>) => (await readRecords(session, strengthWordKind)).items.length;
const roomOf = (nursery: string, room: string) => `room:${room}@${nursery}`;

test('when a baby leaves, she and every word about her leave the room in one transaction and stay with the leaders alone', async () => {
  const { nursery, name, blue, green, first, third, child, words } = await boardOf(3);
  const [hers, leaders] = [await unlock(server, blue, first), await unlock(server, green, third)];
  await sync(blue, hers);
  await sync(green, leaders);
  expect([await wordsOn(hers), await wordsOn(leaders)]).toEqual([3, 3]);
  expect(await babyStands(server, { child, standing: 'left' })).toEqual(ok(null));
  for (const one of [child, ...words]) expect(await standsIn(server, one)).toEqual([`leaders:${nursery.id}`]);
  await sync(blue, hers);
  await sync(green, leaders);
  expect(await inBucket(blue, roomOf(nursery.id, name))).toBe(0);
  expect([await wordsOn(hers), await wordsOn(leaders)]).toEqual([0, 3]);
  expect(await babyStands(server, { child, standing: 'here' })).toEqual(ok(null));
  await sync(blue, hers);
  await sync(green, leaders);
  expect([await wordsOn(hers), await wordsOn(leaders)]).toEqual([3, 3]);
  expect(await inBucket(green, `leaders:${nursery.id}`)).toBe(0);
});

test('when a baby moves to another room, her words move with her, and those who said them lose them with her', async () => {
  const { nursery, blue, green, first, second, child, words, other } = await boardOf(2);
  const [hers, theirs] = [await unlock(server, blue, first), await unlock(server, green, second)];
  await sync(blue, hers);
  await sync(green, theirs);
  expect([await wordsOn(hers), await wordsOn(theirs)]).toEqual([2, 0]);
  expect(await babyMoves(server, { child, room: other })).toEqual(ok(null));
  for (const one of [child, ...words]) expect(await standsIn(server, one)).toEqual([roomOf(nursery.id, other)]);
  await sync(blue, hers);
  await sync(green, theirs);
  expect([await wordsOn(hers), await wordsOn(theirs)]).toEqual([0, 2]);
});

test('a word that was said before her tablet knew that the baby left is taken, and reaches the leaders alone', async () => {
  const { nursery, name, blue, first, child } = await boardOf(0);
  const session = await unlock(server, blue, first);
  await sync(blue, session);
  await sayWord(session, { child, room: name, side: 'educator', word: 'brave' });
  const [entry] = await blue.database.outbox.toArray();
  await babyStands(server, { child, standing: 'left' });
  expect(await sync(blue, session)).toEqual(ok(null));
  expect(await keptApart(blue)).toEqual([]);
  expect(await standsIn(server, entry?.row ?? '')).toEqual([`leaders:${nursery.id}`]);
  expect([await wordsOn(session), await blue.database.outbox.count(), await blue.database.rows.count()]).toEqual([0, 0, 0]);
});

test('a word that was sent and not yet fetched by its author leaves her colleague’s list on the same tablet with the baby', async () => {
  const { name, blue, first, second, child } = await boardOf(0);
  await server.db.updateTable('memberships').set({ room: name }).where('person', '=', second.id).execute();
  const hers = await unlock(server, blue, first);
  await sync(blue, hers);
  await sayWord(hers, { child, room: name, side: 'educator', word: 'brave' });
  expect(await pushOnce(hers.tablet, blue.wire)).toEqual(ok('sent'));
  lock(blue);
  const colleague = await unlock(server, blue, second);
  await sync(blue, colleague);
  expect([await wordsOn(colleague), await blue.database.outbox.count()]).toEqual([1, 1]);
  expect(await babyStands(server, { child, standing: 'left' })).toEqual(ok(null));
  await sync(blue, colleague);
  expect([await wordsOn(colleague), await blue.database.outbox.count()]).toEqual([0, 0]);
});

test('a word that was said before the server knew the baby goes where she goes as soon as it does', async () => {
  const { nursery, first, name, other } = await boardOf(0);
  const [child] = await sayWords(server, first, 'unknown', name, 1);
  const [word] = await sayWords(server, first, child ?? '', name, 1);
  expect(await standsIn(server, word ?? '')).toEqual([roomOf(nursery.id, name)]);
  const born = `b-${child}`;
  const [early] = await sayWords(server, first, born, name, 1);
  await writeAs(server, first, [{ kind: childKind, id: born, set: { room: other, name: 'Zosia' } }]);
  expect(await standsIn(server, early ?? '')).toEqual([roomOf(nursery.id, other)]);
});

test('a word and the leaving of its baby in one push leave nothing behind in the room', async () => {
  const { nursery, name, green, third, child } = await boardOf(0);
  const forge = forgeFor(server, green, await unlock(server, green, third));
  const word = forge.change({ kind: strengthWordKind.name, set: { child, room: name, side: 'educator', word: 'brave', standing: 'said' } });
  const leaves = forge.change({ kind: childKind.name, id: child, set: { standing: 'left' } });
  expect(await forge.push(await forge.envelope(word), await forge.envelope(leaves))).toEqual([applied, applied]);
  for (const one of [child, word.id]) expect(await standsIn(server, one)).toEqual([`leaders:${nursery.id}`]);
});

test('words that are said while the baby leaves are nowhere but with the leaders, whichever came first', async () => {
  const { nursery, name, first, child, words } = await boardOf(2);
  for (const standing of ['left', 'here', 'left'] as const) {
    const said = [sayWords(server, first, child, name, 2), sayWords(server, first, child, name, 1)];
    const [done, ...added] = await Promise.all([babyStands(server, { child, standing }), ...said]);
    expect(done).toEqual(ok(null));
    const stands = standing === 'left' ? `leaders:${nursery.id}` : roomOf(nursery.id, name);
    for (const one of [child, ...words, ...added.flat()]) expect(await standsIn(server, one)).toEqual([stands]);
  }
});

test('a baby who leaves and comes back in one push stands with her words where she stood', async () => {
  const { nursery, name, green, third, child, words } = await boardOf(1);
  const forge = forgeFor(server, green, await unlock(server, green, third));
  const stands = (standing: string, at: number) =>
    forge.envelope(forge.change({ kind: childKind.name, id: child, set: { standing }, at: server.now + at - 10 }));
  expect(await forge.push(await stands('left', 1), await stands('here', 2))).toHaveLength(2);
  for (const one of [child, ...words]) expect(await standsIn(server, one)).toEqual([roomOf(nursery.id, name)]);
});

test('only a leader of her nursery says that a baby has left or moved, and to no other nursery', async () => {
  const { blue, green, first, third, child, other, nursery } = await boardOf(1);
  const [hers, leads] = [
    forgeFor(server, blue, await unlock(server, blue, first)),
    forgeFor(server, green, await unlock(server, green, third)),
  ];
  const says = (forge: typeof hers, set: Record<string, unknown>) => forge.envelope(forge.change({ kind: childKind.name, id: child, set }));
  expect(await hers.push(await says(hers, { standing: 'left' }), await says(hers, { room: other }))).toEqual([refused, refused]);
  server.now += 1_000;
  const elsewhere = await makeNursery(server, `beside-${nursery.id}`, 1);
  const both = { person: third.id, role: 'leader', nursery: elsewhere.id, room: null, until: null };
  await server.db
    .insertInto('memberships')
    .values({ ...both, id: `both-${third.id}` })
    .execute();
  expect(await leads.push(await says(leads, { room: elsewhere.rooms[0] }))).toEqual([refused]);
  expect(await leads.push(await says(leads, { room: other }))).toEqual([{ verdict: 'merged' }]); // it did not see what stood
});

test('nobody ties a word to a baby of another nursery', async () => {
  const { blue, first, name, child } = await boardOf(0);
  const stranger = await freshRoom(server);
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  const about = (id: string) =>
    forge.envelope(
      forge.change({ kind: strengthWordKind.name, set: { child: id, room: name, side: 'educator', word: 'x', standing: 'said' } }),
    );
  const theirs = await enterBaby(server, stranger.first, stranger.name, 'Olive');
  expect(await forge.push(await about(theirs), await about(child))).toEqual([refused, applied]);
});

test('a word that was said before its baby is known follows no baby of another nursery', async () => {
  const { first, name, nursery } = await boardOf(0);
  const stranger = await freshRoom(server);
  const [word] = await sayWords(server, first, 'not-born-yet', name, 1);
  await writeAs(server, stranger.first, [{ kind: childKind, id: 'not-born-yet', set: { room: stranger.name, name: 'Olive' } }]);
  expect(await standsIn(server, word ?? '')).toEqual([roomOf(nursery.id, name)]);
});

test('a word that names a record of another kind is in its own room, whatever becomes of that record', async () => {
  const { nursery, name, blue, first, third } = await boardOf(0);
  const session = await unlock(server, blue, third);
  await beginReflection(session, { module: null, prompt: null }).write('private');
  await sync(blue, session);
  const [reflection] = await server.db.selectFrom('records').select('id').where('author', '=', third.id).execute();
  const [word] = await sayWords(server, first, reflection?.id ?? '', name, 1);
  expect(await standsIn(server, word ?? '')).toEqual([roomOf(nursery.id, name)]);
  await openReflection(session, await onlyReflection(session)).write('private still');
  await sync(blue, session);
  expect(await standsIn(server, word ?? '')).toEqual([roomOf(nursery.id, name)]);
});

test('words from before it was kept what follows what go with their baby after the next start', async () => {
  const { nursery, child, words } = await boardOf(3);
  await server.db.updateTable('records').set({ follows: null }).execute();
  expect(await fillFollows(server)).toBeGreaterThanOrEqual(3);
  expect(await fillFollows(server)).toBe(0);
  await babyStands(server, { child, standing: 'left' });
  for (const one of words) expect(await standsIn(server, one)).toEqual([`leaders:${nursery.id}`]);
});

test('ten thousand words move in one transaction, each with a place of its own, in bearable time', async () => {
  const { nursery, name, child, other } = await boardOf(0);
  const many = 10_000;
  await wordsInBulk(server, { child, bucket: roomOf(nursery.id, name), counter: nursery.id, many });
  const began = performance.now();
  expect(await babyMoves(server, { child, room: other })).toEqual(ok(null)); // not one of them could be opened
  console.info(`10,000 words moved in ${Math.round(performance.now() - began)} ms`);
  const places = await server.db.selectFrom('record_buckets').select('place').where('bucket', '=', roomOf(nursery.id, other)).execute();
  expect(new Set(places.map(({ place }) => place)).size).toBe(many + 1);
  const { place } = await server.db.selectFrom('counters').select('place').where('id', '=', nursery.id).executeTakeFirstOrThrow();
  expect(Math.max(...places.map(one => one.place))).toBe(place);
}, 120_000);
