// The engine's plain promises, one by one, with the real stores and the real server.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveSharedWithMe } from '../../src/features/mentoring/mentoring.store';
import { reflectionKind, sharedReflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection, openReflection, sendToMentor, takeBackFromMentor } from '../../src/features/reflections/reflection.store';
import { sayWord, takeBackWord } from '../../src/features/strengths-boards/saying.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { readRecords } from '../../src/sync/records.store';
import { freshRoom, keptApart, onlyReflection, sync, texts } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.db.destroy();
});

test('a reflection written offline is on her other tablet after both were online', async () => {
  const { blue, green, first } = await freshRoom(server);
  const onBlue = await unlock(server, blue, first);
  blue.wire.faults.push('cut');
  const writing = beginReflection(onBlue, { module: null, prompt: null });
  expect(await writing.write('She reached for the spoon')).toEqual({ ok: true, value: 'saved-here' });
  expect((await sync(blue, onBlue)).ok).toBe(false);
  expect(await texts(onBlue)).toEqual(['She reached for the spoon']);
  expect((await sync(blue, onBlue)).ok).toBe(true);
  const onGreen = await unlock(server, green, first);
  expect((await sync(green, onGreen)).ok).toBe(true);
  expect(await texts(onGreen)).toEqual(['She reached for the spoon']);
});

test('a mentor reads what was sent to her, not what was written afterwards, and loses it when it is taken back', async () => {
  const { blue, own, first, mentor } = await freshRoom(server);
  const educator = await unlock(server, blue, first);
  const reading = await unlock(server, own, mentor);
  const writing = beginReflection(educator, { module: null, prompt: null });
  await writing.write('What I send');
  const kept = await onlyReflection(educator);
  await sendToMentor(educator, kept);
  await writing.write('What I keep to myself');
  await sync(blue, educator);
  await sync(own, reading);
  const seen = await readRecords(reading, sharedReflectionKind);
  expect(seen.items.map(item => item.row.text)).toEqual(['What I send']);
  expect((await readRecords(reading, reflectionKind)).items).toEqual([]);
  await takeBackFromMentor(educator, kept.id);
  await sync(blue, educator);
  await sync(own, reading);
  expect((await readRecords(reading, sharedReflectionKind)).items).toEqual([]);
  expect(await own.database.rows.count()).toBe(0);
});

test('words said on two tablets at once are all on the board', async () => {
  const { blue, green, first, third, name: room } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  const b = await unlock(server, green, third);
  await sync(blue, a);
  await sync(green, b);
  await sayWord(a, { child: 'zosia', room, side: 'educator', word: 'curious' });
  await sayWord(b, { child: 'zosia', room, side: 'family', word: 'odważna' });
  await sync(blue, a);
  await sync(green, b);
  await sync(blue, a);
  for (const session of [a, b])
    expect((await readRecords(session, strengthWordKind)).items.map(item => item.row.word).sort()).toEqual(['curious', 'odważna']);
});

test('a colleague on the same tablet sees a word before any network does', async () => {
  const { blue, first, third, name: room } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  await sync(blue, a);
  const b = await unlock(server, blue, third);
  await sync(blue, b);
  await sayWord(a, { child: 'zosia', room, side: 'educator', word: 'gentle' });
  expect((await readRecords(b, strengthWordKind)).items.map(item => item.row.word)).toEqual(['gentle']);
});

test('a growing text is one waiting entry until a push takes it', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  const writing = beginReflection(session, { module: null, prompt: null });
  await writing.write('He');
  await writing.write('He laughed');
  await writing.write('He laughed at the ball');
  expect(await blue.database.outbox.count()).toBe(1);
  blue.wire.faults.push('lost-reply', 'cut');
  await sync(blue, session);
  await writing.write('He laughed at the ball again');
  expect(await blue.database.outbox.count()).toBe(2);
  await sync(blue, session);
  expect(await blue.database.outbox.count()).toBe(0);
  expect(await texts(session)).toEqual(['He laughed at the ball again']);
});

test('two tablets that changed different paragraphs of one reflection keep both', async () => {
  const { blue, green, first } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  await beginReflection(a, { module: null, prompt: null }).write('one\ntwo\nthree');
  await sync(blue, a);
  const b = await unlock(server, green, first);
  await sync(green, b);
  await openReflection(a, await onlyReflection(a)).write('one on Blue\ntwo\nthree');
  await openReflection(b, await onlyReflection(b)).write('one\ntwo\nthree on Green');
  await sync(blue, a);
  await sync(green, b);
  await sync(blue, a);
  expect(await texts(a)).toEqual(['one on Blue\ntwo\nthree on Green']);
  expect(await texts(b)).toEqual(['one on Blue\ntwo\nthree on Green']);
});

test('a damaged row is counted, leaves the rest alone and is fetched again', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await beginReflection(session, { module: null, prompt: null }).write('whole');
  await beginReflection(session, { module: null, prompt: null }).write('broken');
  await sync(blue, session);
  const again = await unlock(server, blue, first);
  const rows = await blue.database.rows.toArray();
  const [victim] = rows;
  if (!victim?.bytes) throw new Error('row');
  const bytes = new Uint8Array(victim.bytes);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  await blue.database.rows.put({ ...victim, bytes });
  const listing = await readRecords(again, reflectionKind);
  expect(listing.damaged).toBe(1);
  expect(listing.items).toHaveLength(1);
  await sync(blue, again);
  expect(await texts(again)).toEqual(['broken', 'whole']);
  expect(await blue.database.damaged.count()).toBe(0);
});

test('live lists tell of a change without being asked', async () => {
  const { blue, own, first, mentor } = await freshRoom(server);
  const educator = await unlock(server, blue, first);
  const reading = await unlock(server, own, mentor);
  const live = liveSharedWithMe(reading);
  await beginReflection(educator, { module: null, prompt: null }).write('for you');
  const kept = await onlyReflection(educator);
  await sendToMentor(educator, kept);
  await sync(blue, educator);
  await sync(own, reading);
  await expect.poll(() => live.signal.value?.items.map(item => item.row.text)).toEqual(['for you']);
  live.stop();
});

test('a damaged waiting change is sent, refused by name, and holds up nothing', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await beginReflection(session, { module: null, prompt: null }).write('damaged');
  await beginReflection(session, { module: null, prompt: null }).write('whole');
  const [entry] = await blue.database.outbox.orderBy('seq').toArray();
  if (!entry) throw new Error('entry');
  await blue.database.outbox.put({ ...entry, bytes: new Uint8Array(entry.bytes).fill(7, 20) });
  const again = await unlock(server, blue, first);
  expect(await texts(again)).toEqual(['whole']);
  expect((await sync(blue, again)).ok).toBe(true);
  expect(await blue.database.outbox.count()).toBe(0);
  expect(await keptApart(blue)).toEqual(['bad-signature']);
  expect(await texts(again)).toEqual(['whole']);
});

test('a word that was taken back and said again in one breath stands', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await sync(blue, session);
  for (let round = 0; round < 20; round++) {
    const child = `child-${round}`;
    await sayWord(session, { child, room: first.room ?? '', side: 'educator', word: 'giggly' });
    const [kept] = (await readRecords(session, strengthWordKind, child)).items;
    if (!kept) throw new Error('kept');
    await takeBackWord(session, kept, 'taken-back');
    await takeBackWord(session, kept, 'said');
    expect((await readRecords(session, strengthWordKind, child)).items.map(({ row }) => row.standing)).toEqual(['said']);
  }
});
