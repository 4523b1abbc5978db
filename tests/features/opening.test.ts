// That a mentor has opened what was shared with her: written without a network, told to its author once, and written down in the trail.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { noteOpened } from '../../src/features/mentoring/note-opened.store';
import { liveOpenings } from '../../src/features/mentoring/opened.store';
import { openingId, openingKind } from '../../src/features/mentoring/opening';
import { sharedReflectionId, sharedReflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection, sendToMentor, takeBackFromMentor } from '../../src/features/reflections/reflection.store';
import { readRecords } from '../../src/sync/records.store';
import { audited } from '../support/audited';
import { nameTablets } from '../support/led-room';
import { forgeFor, freshRoom, onlyReflection, type Room, sync } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

let server: Server;
let room: Room;
let author: Session;
let mentor: Session;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());
beforeEach(async () => {
  room = await freshRoom(server);
  await nameTablets(server, room);
  author = await unlock(server, room.blue, room.first);
  mentor = await unlock(server, room.own, room.mentor);
  await beginReflection(author, { module: null, prompt: null }).write('She looked first.');
  await send();
});

async function send(): Promise<void> {
  server.now += 60_000;
  await sendToMentor(author, await onlyReflection(author));
  await sync(room.blue, author);
  await sync(room.own, mentor);
}

const shared = async () => {
  const [only] = (await readRecords(mentor, sharedReflectionKind)).items;
  if (!only) throw new Error('nothing was shared');
  return only;
};
const openings = async (session: Session) => (await readRecords(session, openingKind)).items;
/** She opens it without a network, a quarter of an hour later. */
async function open() {
  server.now += 15 * 60_000;
  const one = await shared();
  expect(await noteOpened(mentor, one)).toEqual({ ok: true, value: 'saved-here' });
  return { one, at: server.now };
}
async function bothMeet(): Promise<void> {
  server.now += 3_600_000;
  await sync(room.own, mentor);
  await sync(room.blue, author);
}
const trail = async () => (await audited(server.db, room.nursery.id)).filter(line => line.startsWith('shared-words'));

test('what she opened offline reaches its author with the moment of opening and her name', async () => {
  const { one, at } = await open();
  expect(await openings(author)).toEqual([]);
  await bothMeet();
  const [told] = await openings(author);
  expect(told).toMatchObject({ author: room.mentor.id, edited: at, row: { by: room.mentor.id, words: one.edited, shared: one.id } });
  const live = liveOpenings(author, one.id);
  await new Promise<void>(done => {
    const stop = live.signal.subscribe(value => value && done());
    void stop;
  });
  expect(live.signal.value?.items.length).toBe(1);
  live.stop();
  expect(await trail()).toEqual([`shared-words-opened: ${room.mentor.id} > ${room.first.id} @ ${room.own.id}`]);
});

test('opened again it is the same, and new words that are opened are told anew', async () => {
  await open();
  await bothMeet();
  const reflection = await onlyReflection(author);
  expect((await openings(author)).length).toBe(1);
  server.now += 1_000;
  await sendToMentor(author, { ...reflection, row: { ...reflection.row, text: 'She looked first, at me.' } });
  await bothMeet();
  await sync(room.own, mentor);
  const { one, at } = await open();
  await bothMeet();
  expect((await openings(author)).map(({ edited, row }) => [edited, row.words])).toEqual([[at, one.edited]]);
  expect((await trail()).length).toBe(2);
});

test('words that were taken back before she met the server: their author is told that they were opened', async () => {
  await open();
  const { id } = await onlyReflection(author);
  await takeBackFromMentor(author, id);
  await sync(room.blue, author);
  await bothMeet();
  expect((await openings(author)).length).toBe(1);
  expect(await openings(mentor)).toEqual([]); // with the words it has left her tablet
});

test('nobody but its author and her mentors receives it', async () => {
  await open();
  await bothMeet();
  const colleague = await unlock(server, room.green, room.third);
  await sync(room.green, colleague);
  expect(await openings(colleague)).toEqual([]);
});

test('a mentor who did not open it cannot be made to seem so: not by its author, a colleague or another’s mentor', async () => {
  const { id: reflection } = await onlyReflection(author);
  const sharedId = sharedReflectionId(room.first.id, reflection);
  const set = { shared: sharedId, of: room.first.id, reflection, by: 'Ruth', words: 1 };
  const elsewhere = await freshRoom(server);
  const hands = [
    [room.blue, author],
    [room.green, await unlock(server, room.green, room.third)],
    [elsewhere.own, await unlock(server, elsewhere.own, elsewhere.mentor)],
  ] as const;
  for (const [device, session] of hands) {
    const forge = forgeFor(server, device, session);
    const own = forge.change({ kind: openingKind.name, id: openingId(session.person.id, reflection), set });
    expect(await forge.push(await forge.envelope(own, { n: 500 }))).toEqual([{ verdict: 'quarantined', reason: 'not-allowed' }]);
    const hers = forge.change({ kind: openingKind.name, id: openingId(room.mentor.id, reflection), set });
    expect(await forge.push(await forge.envelope(hers, { n: 501 }))).toEqual([{ verdict: 'quarantined', reason: 'not-allowed' }]);
  }
  expect(await trail()).toEqual([]);
});

test('a mentor cannot write one about words that were not shared, or about those of somebody else than she says', async () => {
  const forge = forgeFor(server, room.own, mentor);
  const { reflection } = (await shared()).row;
  const sharedId = sharedReflectionId(room.first.id, reflection);
  const id = openingId(room.mentor.id, reflection);
  const wrong = [
    { shared: sharedReflectionId(room.first.id, 'never-shared'), of: room.first.id, reflection },
    { shared: sharedId, of: room.third.id, reflection },
    { shared: reflection, of: room.first.id, reflection },
  ];
  for (const [at, set] of wrong.entries()) {
    const change = forge.change({ kind: openingKind.name, id, set: { ...set, by: 'Ruth', words: 1 } });
    expect(await forge.push(await forge.envelope(change, { n: 700 + at }))).toEqual([{ verdict: 'quarantined', reason: 'not-allowed' }]);
  }
  expect(await trail()).toEqual([]);
});
