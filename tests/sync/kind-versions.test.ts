// Old tablets and new servers, and the other way round: what an earlier version of a kind wrote is read by the later one.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { moduleProgressId, moduleProgressKind } from '../../src/features/modules/module-progress';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { recordKinds } from '../../src/main/record-kinds';
import { personBucket } from '../../src/sync/bucket';
import { knownVersions, namesOf, understands, upcastChange, upcastState } from '../../src/sync/kind-versions';
import { writeRecords } from '../../src/sync/outbox.store';
import { latestCount, onceId, onceIdOrNull, prose, type RecordKind, recordKind } from '../../src/sync/record-kind';
import { readRecords } from '../../src/sync/records.store';
import { tryAgain } from '../../src/sync/saved/try-again.store';
import { freshRoom, type Room, sync } from '../support/room';
import { type Device, freshId, type Server, startServer, unlock } from '../support/world';

/** Version 2 calls the text `words`; version 3 numbers prompts from another list. */
const laterReflection = recordKind({
  name: reflectionKind.name,
  version: 3,
  upcasts: [{ words: { from: 'text' } }, { prompt: { from: 'prompt', value: old => (typeof old === 'string' ? `list-2.${old}` : old) } }],
  fields: { module: onceIdOrNull(), prompt: onceIdOrNull(), words: prose(20_000) },
});
/** Version 2 counts in minutes what version 1 counted in seconds. */
const laterProgress = recordKind({
  name: moduleProgressKind.name,
  version: 2,
  naturalId: moduleProgressKind.naturalId as never,
  upcasts: [{ minutes: { from: 'position', value: old => (typeof old === 'number' ? Math.floor(old / 60) : old) } }],
  fields: { module: onceId(), minutes: latestCount(360) },
});
const laterKinds: ReadonlyMap<string, RecordKind> = new Map([
  ...recordKinds,
  [laterReflection.name, laterReflection as RecordKind],
  [laterProgress.name, laterProgress as RecordKind],
]);

let server: Server;
let room: Room;
let old: Session;

beforeEach(async () => {
  server = await startServer();
  room = await freshRoom(server);
  old = await unlock(server, room.blue, room.first);
});
afterEach(async () => {
  expect(server.faults).toEqual([]);
  await server.db.destroy();
});

const updateServer = () => Object.assign(server, { kinds: laterKinds });
/** The app on this tablet is loaded again in its new version. */
const updated = (session: Session): Session => ({ ...session, kinds: laterKinds });
const hers = () => personBucket(room.first.id, room.first.home);
const readNew = async (session: Session) => (await readRecords(session, laterReflection)).items;

async function writeOld(text: string, id = freshId(server)): Promise<string> {
  const set = { module: null, prompt: 'p7', text };
  expect((await writeRecords(old, [{ kind: reflectionKind, id, bucket: hers(), set, seen: {} }])).ok).toBe(true);
  return id;
}

async function secondTablet(): Promise<{ device: Device; session: Session }> {
  return { device: room.green, session: await unlock(server, room.green, room.first) };
}

test('fields are renamed, read anew and left alone as each version says', () => {
  const change = { change: 'c', kind: 'reflection', id: 'r', at: 5, version: 1 };
  const raised = upcastChange(laterReflection, {
    ...change,
    set: { text: 'a', prompt: 'p', mood: 'sunny' },
    base: { text: 'v1', mood: 'v2' },
  });
  expect(raised).toEqual({
    ...change,
    version: 3,
    set: { words: 'a', prompt: 'list-2.p', mood: 'sunny' },
    base: { words: 'v1', mood: 'v2' },
  });
  expect(upcastChange(laterReflection, raised)).toBe(raised);
  expect(upcastChange(undefined, raised)).toBe(raised);
  const state = {
    author: 'p',
    made: 1,
    values: { text: 'a', prompt: null },
    seen: { text: 'v1', prompt: 'v0' },
    at: { text: 3, prompt: 1 },
  };
  expect(upcastState(laterReflection, state)).toEqual({
    ...state,
    version: 3,
    values: { words: 'a', prompt: null },
    seen: { words: 'v1', prompt: 'v0' },
    at: { words: 3, prompt: 1 },
  });
  expect(upcastState(laterReflection, { ...state, version: 2 }).values).toEqual({ text: 'a', prompt: null });
  expect(namesOf(laterReflection, 'words')).toEqual(['words', 'text']);
  expect(namesOf(laterReflection, 'prompt')).toEqual(['prompt']);
});

test('two fields may come from one old one, and an old one may lend its name to another', () => {
  const swapped: RecordKind = {
    name: 'swapped',
    version: 2,
    fields: {},
    upcasts: [{ a: { from: 'b' }, b: { from: 'a' }, c: { from: 'a', value: () => 'made' } }],
  };
  const change = { change: 'c', kind: 'swapped', id: 'r', at: 5, version: 1, base: { a: 'va' } };
  expect(upcastChange(swapped, { ...change, set: { a: 1, b: 2 } })).toMatchObject({
    set: { a: 2, b: 1, c: 'made' },
    base: { b: 'va', c: 'va' },
  });
});

test('what was written before the update reaches the updated server as it means it', async () => {
  await writeOld('first words');
  const set = { module: 'm1', chapters: ['c1'], position: 185 };
  const id = moduleProgressId(room.first.id, 'm1');
  await writeRecords(old, [{ kind: moduleProgressKind, id, bucket: hers(), set, seen: {} }]);
  updateServer();
  expect((await sync(room.blue, updated(old))).ok).toBe(true);
  const { device, session } = await secondTablet();
  expect((await sync(device, updated(session))).ok).toBe(true);
  expect((await readNew(updated(session))).map(({ row }) => row)).toEqual([{ module: null, prompt: 'list-2.p7', words: 'first words' }]);
  const [progress] = (await readRecords(updated(session), laterProgress)).items;
  expect(progress?.row).toEqual({ module: 'm1', minutes: 3, chapters: ['c1'] });
});

test('rows that the server had before the update are read, merged into and sent as the later version means them', async () => {
  const id = await writeOld('one\n\ntwo');
  await sync(room.blue, old);
  const { device, session } = await secondTablet();
  await sync(device, session);
  const [kept] = (await readRecords(session, reflectionKind)).items;
  updateServer();
  const seen = kept?.seen ?? {};
  const blue = [{ kind: reflectionKind, id, bucket: hers(), set: { text: 'one, said blue\n\ntwo' }, seen, saw: { text: 'one\n\ntwo' } }];
  await writeRecords(old, blue);
  const [green] = await readNew(updated(session));
  const set = { words: 'one\n\ntwo, said green' };
  await writeRecords(updated(session), [
    { kind: laterReflection as RecordKind, id, bucket: hers(), set, seen: green?.seen ?? {}, saw: { words: 'one\n\ntwo' } },
  ]);
  await sync(device, updated(session));
  await sync(room.blue, updated(old));
  await sync(device, updated(session));
  for (const one of [updated(old), updated(session)])
    expect((await readNew(one)).map(({ row }) => row)).toEqual([
      { module: null, prompt: 'list-2.p7', words: 'one, said blue\n\ntwo, said green' },
    ]);
});

test('an updated tablet without any network reads what it has, what waits, and goes on writing it', async () => {
  const sent = await writeOld('sent before');
  await sync(room.blue, old);
  const waiting = await writeOld('waits');
  const now = updated(old);
  const before = await readNew(now);
  expect(before.map(({ id, row }) => [id, row.words, row.prompt]).sort()).toEqual(
    [
      [sent, 'sent before', 'list-2.p7'],
      [waiting, 'waits', 'list-2.p7'],
    ].sort(),
  );
  const seen = before.find(({ id }) => id === waiting)?.seen ?? {};
  await writeRecords(now, [{ kind: laterReflection as RecordKind, id: waiting, bucket: hers(), set: { words: 'waits no more' }, seen }]);
  updateServer();
  expect((await sync(room.blue, now)).ok).toBe(true);
  expect(await room.blue.database.outbox.count()).toBe(0);
  expect((await readNew(now)).map(({ row }) => row.words).sort()).toEqual(['sent before', 'waits no more']);
});

test('a tablet that is too old for the next page is asked for the update, keeps what it has and goes on sending', async () => {
  await writeOld('mine');
  await sync(room.blue, old);
  updateServer();
  expect(await sync(room.blue, old)).toEqual({ ok: true, value: null });
  const { device, session } = await secondTablet();
  const fresh = updated(session);
  await sync(device, fresh);
  const set = { module: null, prompt: null, words: 'from the new version' };
  await writeRecords(fresh, [{ kind: laterReflection as RecordKind, id: freshId(server), bucket: hers(), set, seen: {} }]);
  await sync(device, fresh);
  await writeOld('sent by the old one');
  expect(await sync(room.blue, old)).toEqual({ ok: false, trouble: 'update-needed' });
  expect((await readRecords(old, reflectionKind)).items.map(({ row }) => row.text).sort()).toEqual(['mine', 'sent by the old one']);
  await sync(device, fresh);
  const all = ['from the new version', 'mine', 'sent by the old one'];
  expect((await readNew(fresh)).map(({ row }) => row.words).sort()).toEqual(all);
  expect(await sync(room.blue, updated(old))).toEqual({ ok: true, value: null });
  expect((await readNew(updated(old))).map(({ row }) => row.words).sort()).toEqual(all);
  expect(await room.blue.database.outbox.count()).toBe(0);
});

test('a server that was not updated yet keeps what a newer tablet writes, and takes it in later', async () => {
  const fresh = updated(old);
  const set = { module: null, prompt: null, words: 'ahead of its time' };
  await writeRecords(fresh, [{ kind: laterReflection as RecordKind, id: freshId(server), bucket: hers(), set, seen: {} }]);
  await sync(room.blue, fresh);
  const refused = await room.blue.database.quarantined.toArray();
  expect(refused.map(({ reason }) => reason)).toEqual(['future-version']);
  updateServer();
  expect((await tryAgain(fresh, refused)).ok).toBe(true);
  expect(await sync(room.blue, fresh)).toEqual({ ok: true, value: null });
  expect((await readNew(fresh)).map(({ row, saved }) => [row.words, saved])).toEqual([['ahead of its time', 'sent']]);
});

test('a tablet that does not say what it knows knows the first release, and nothing later', () => {
  for (const kind of recordKinds.values()) expect(understands(knownVersions(recordKinds), kind)).toBe(true);
  expect(understands(undefined, { name: 'reflection', version: 1 })).toBe(true);
  expect(understands(undefined, { name: 'reflection', version: 2 })).toBe(false);
  expect(understands(undefined, { name: 'made-later', version: 1 })).toBe(false);
  expect(understands({ reflection: 3 }, { name: 'reflection', version: 2 })).toBe(true);
  expect(understands({ reflection: 3 }, { name: 'toString', version: 1 })).toBe(false);
});
