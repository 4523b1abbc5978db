// What gives way in a true tie: its author is told on every tablet of hers, sees what she wrote, and puts it right or leaves it.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { keepTry } from '../../src/features/gap-tasks/gap-task.store';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { moduleProgressId } from '../../src/features/modules/module-progress';
import { noteProgress } from '../../src/features/modules/note-progress.store';
import { sharedReflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection, sendToMentor, takeBackFromMentor } from '../../src/features/reflections/reflection.store';
import { setAsideKind } from '../../src/sync/history/set-aside';
import { leaveAside, putRight, undoAside } from '../../src/sync/history/set-aside.store';
import { writeRecords } from '../../src/sync/outbox.store';
import { readRecords } from '../../src/sync/records.store';
import { nameTablets } from '../support/led-room';
import { forgeFor, freshRoom, onlyReflection, sync } from '../support/room';
import { type Device, lock, type Server, startServer, unlock } from '../support/world';

let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

const asides = async (session: Session) => (await readRecords(session, setAsideKind)).items;
const tries = async (session: Session) => (await readRecords(session, gapTaskTryKind)).items;
const wentOf = async (session: Session) => (await tries(session)).map(({ row }) => row.went);

async function says(session: Session, went: string): Promise<void> {
  const [kept] = await tries(session);
  if (!kept) throw new Error('no try');
  const order = {
    kind: gapTaskTryKind,
    id: kept.id,
    bucket: `person:${session.person.id}@${session.person.home}`,
    set: { went },
    seen: kept.seen,
  };
  expect((await writeRecords(session, [order])).ok).toBe(true);
}

const syncAs = async (device: Device, session: Session) => expect((await sync(device, session)).ok).toBe(true);

/** One try, known on both tablets; "well" on Blue and later "not yet" on Green, neither having seen the other. */
async function tie() {
  const room = await freshRoom(server);
  await nameTablets(server, room);
  const { blue, green, first } = room;
  const onBlue = await unlock(server, blue, first);
  await keepTry(onBlue, { task: 'g1', module: 'm1', child: null, went: 'mixed', note: '' });
  await syncAs(blue, onBlue);
  const onGreen = await unlock(server, green, first);
  await syncAs(green, onGreen);
  const wrote = server.now;
  await says(onBlue, 'well');
  server.now += 60_000;
  await says(onGreen, 'not-yet');
  await syncAs(blue, onBlue);
  await syncAs(green, onGreen);
  await syncAs(blue, onBlue);
  return { ...room, onBlue, onGreen, wrote };
}

test('what lost is told to its author on both tablets, with where and when she wrote it and what stands', async () => {
  const { onBlue, onGreen, wrote, first } = await tie();
  expect(await wentOf(onBlue)).toEqual(['not-yet']);
  for (const session of [onBlue, onGreen]) {
    const [aside, ...others] = await asides(session);
    expect(others).toEqual([]);
    const said = { kind: 'gap-task-try', field: 'went', value: 'well', wrote, tablet: 'Blue', winner: first.id, winnerTablet: 'Green' };
    expect(aside?.row).toMatchObject({ ...said, standing: 'open' });
  }
});

test('one tap puts it right on top of what stands, and it is dealt with everywhere', async () => {
  const { onBlue, onGreen, blue, green } = await tie();
  const [aside] = await asides(onBlue);
  expect((await putRight(onBlue, aside!)).ok).toBe(true);
  expect(await wentOf(onBlue)).toEqual(['well']);
  await syncAs(blue, onBlue);
  await syncAs(green, onGreen);
  expect(await wentOf(onGreen)).toEqual(['well']);
  for (const session of [onBlue, onGreen]) expect((await asides(session)).map(({ row }) => row.standing)).toEqual(['dealt']);
});

test('putting it right can be undone: what stood stands again, and it waits for her as before', async () => {
  const { onBlue, blue } = await tie();
  const [aside] = await asides(onBlue);
  const done = await putRight(onBlue, aside!);
  await syncAs(blue, onBlue);
  expect((await undoAside(onBlue, done.ok ? done.value : null!)).ok).toBe(true);
  await syncAs(blue, onBlue);
  expect(await wentOf(onBlue)).toEqual(['not-yet']);
  expect((await asides(onBlue)).map(({ row }) => row.standing)).toEqual(['open']);
});

test('leaving it changes nothing but that it is dealt with', async () => {
  const { onBlue, blue } = await tie();
  const [aside] = await asides(onBlue);
  const done = await leaveAside(onBlue, aside!);
  await syncAs(blue, onBlue);
  expect(await wentOf(onBlue)).toEqual(['not-yet']);
  expect((await asides(onBlue)).map(({ row }) => row.standing)).toEqual(['dealt']);
  await undoAside(onBlue, done.ok ? done.value : null!);
  expect((await asides(onBlue)).map(({ row }) => row.standing)).toEqual(['open']);
});

test('a sharing that gave way to a withdrawal is told as well', async () => {
  const { blue, green, first } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  await beginReflection(a, { module: null, prompt: null }).write('words');
  const kept = await onlyReflection(a);
  await sendToMentor(a, kept);
  await takeBackFromMentor(a, kept.id);
  await syncAs(blue, a);
  const b = await unlock(server, green, first);
  await syncAs(green, b);
  await sendToMentor(a, kept);
  server.now += 1_000;
  await takeBackFromMentor(b, kept.id);
  await sendToMentor(b, kept);
  await takeBackFromMentor(b, kept.id);
  await syncAs(blue, a);
  await syncAs(green, b);
  expect((await readRecords(b, sharedReflectionKind)).items.map(({ row }) => row.standing)).toEqual(['withdrawn']);
  const told = (await asides(b)).map(({ row }) => [row.kind, row.field, row.value]);
  expect(told).toContainEqual(['shared-reflection', 'standing', 'with-mentor']);
});

test('where a film stopped is written by the tablet: nobody is told that it gave way, and no version of it is kept', async () => {
  const { blue, green, first } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  const b = await unlock(server, green, first);
  await noteProgress(a, 'm1', { position: 10, chapters: [] }, undefined);
  await noteProgress(b, 'm1', { position: 20, chapters: [] }, undefined);
  await syncAs(blue, a);
  await syncAs(green, b);
  expect(await asides(b)).toEqual([]);
  const kept = await server.db.selectFrom('versions').select('field').where('record', '=', moduleProgressId(first.id, 'm1')).execute();
  expect(kept).toEqual([]);
});

test('nobody can make one, move one or deal with another’s', async () => {
  const { onBlue, blue, third } = await tie();
  const [aside] = await asides(onBlue);
  const own = forgeFor(server, blue, onBlue);
  const set = { ...aside!.row, standing: 'open' };
  const made = own.change({ kind: 'set-aside', set });
  const numbered = { n: 1_001 };
  expect(await own.push(await own.envelope(made, numbered))).toEqual([{ verdict: 'quarantined', reason: 'not-allowed' }]);
  lock(blue);
  const other = await unlock(server, blue, third);
  const forge = forgeFor(server, blue, other);
  const dealt = forge.change({ kind: 'set-aside', id: aside!.id, set: { standing: 'dealt' }, base: aside!.seen });
  expect(await forge.push(await forge.envelope(dealt))).toEqual([{ verdict: 'quarantined', reason: 'not-allowed' }]);
});

test('a colleague learns nothing of what another set aside', async () => {
  const { green, third } = await tie();
  lock(green);
  const other = await unlock(server, green, third);
  await syncAs(green, other);
  expect(await asides(other)).toEqual([]);
});
