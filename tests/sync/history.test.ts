// Earlier versions: what each field of a record has said, for who may read the record now and for nobody else.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { keepTry } from '../../src/features/gap-tasks/gap-task.store';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { sharedReflectionId } from '../../src/features/reflections/reflection';
import { beginReflection, openReflection, sendToMentor } from '../../src/features/reflections/reflection.store';
import { sayWord, takeBackWord } from '../../src/features/strengths-boards/saying.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { days } from '../../src/kernel/clock';
import { type FieldVersion, worthShowing } from '../../src/sync/history/history';
import { fetchHistory, sayAgain } from '../../src/sync/history/history.store';
import { writeRecords } from '../../src/sync/outbox.store';
import { readRecords } from '../../src/sync/records.store';
import { nameTablets } from '../support/led-room';
import { forgeFor, freshRoom, onlyReflection, sync, texts } from '../support/room';
import { type Device, lock, type Server, startServer, unlock } from '../support/world';

let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

const syncAs = async (device: Device, session: Session) => expect((await sync(device, session)).ok).toBe(true);

async function historyOf(device: Device, session: Session, record: string): Promise<readonly FieldVersion[]> {
  const fetched = await fetchHistory(session, device.wire, record, 0);
  if (!fetched.ok) throw new Error(fetched.trouble);
  return fetched.value.versions;
}

const said = (versions: readonly FieldVersion[]) => versions.map(({ field, value, standing, tablet }) => [field, value, standing, tablet]);

/** Written on Blue, and then on both tablets in different paragraphs unseen. */
async function mergedReflection() {
  const room = await freshRoom(server);
  await nameTablets(server, room);
  const { blue, green, first } = room;
  const a = await unlock(server, blue, first);
  await beginReflection(a, { module: null, prompt: null }).write('one\ntwo');
  await syncAs(blue, a);
  const b = await unlock(server, green, first);
  await syncAs(green, b);
  server.now += 600_000;
  await openReflection(a, await onlyReflection(a)).write('one on Blue\ntwo');
  server.now += 60_000;
  await openReflection(b, await onlyReflection(b)).write('one\ntwo on Green');
  await syncAs(blue, a);
  await syncAs(green, b);
  await syncAs(blue, a);
  return { ...room, a, b, id: (await onlyReflection(a)).id };
}

test('a reflection’s versions say where each was written, and which one was put together', async () => {
  const { blue, a, id } = await mergedReflection();
  expect(said(await historyOf(blue, a, id))).toEqual([
    ['text', 'one on Blue\ntwo on Green', 'stands', 'Green'],
    ['text', 'one\ntwo on Green', 'earlier', 'Green'],
    ['text', 'one on Blue\ntwo', 'earlier', 'Blue'],
    ['text', 'one\ntwo', 'earlier', 'Blue'],
  ]);
});

test('an earlier version stands again by one tap, as a change of its own, and undoing it brings back what stood', async () => {
  const { blue, a, id } = await mergedReflection();
  const place = { kind: 'reflection', record: id, field: 'text' };
  const outcome = await sayAgain(a, place, 'one\ntwo');
  await syncAs(blue, a);
  expect(await texts(a)).toEqual(['one\ntwo']);
  expect(outcome).toEqual({ ok: true, value: { before: 'one on Blue\ntwo on Green' } });
  await sayAgain(a, place, 'one on Blue\ntwo on Green');
  await syncAs(blue, a);
  expect(await texts(a)).toEqual(['one on Blue\ntwo on Green']);
  expect((await historyOf(blue, a, id)).filter(({ standing }) => standing === 'stands').map(({ value }) => value)).toEqual([
    'one on Blue\ntwo on Green',
  ]);
});

test('who used the id of a colleague’s change first puts no word into her mouth, and takes none of hers', async () => {
  const { blue, green, first, second } = await freshRoom(server);
  const [hers, thief] = [await unlock(server, blue, second), await unlock(server, green, first)];
  await beginReflection(hers, { module: null, prompt: null }).write('her words');
  const [entry] = await blue.database.outbox.toArray(); // its id is in clear on the shared tablet
  const forge = forgeFor(server, green, thief);
  const change = entry?.change ?? '';
  const forged = forge.change({ change, set: { module: null, prompt: null, text: 'forged' } });
  await forge.push(await forge.envelope(forged, { n: 50 }));
  await syncAs(blue, hers);
  const { id } = await onlyReflection(hers);
  const authors = async (session: Session, device: Device, record: string) =>
    (await historyOf(device, session, record)).map(({ author, value }) => [author, value]);
  expect(await authors(hers, blue, id)).toEqual([[second.id, 'her words']]);
  server.now += 600_000;
  await openReflection(hers, await onlyReflection(hers)).write('her later words');
  await syncAs(blue, hers);
  await syncAs(green, thief);
  await openReflection(thief, await onlyReflection(thief)).write('forged again');
  await syncAs(green, thief);
  expect(await authors(hers, blue, id)).toEqual(['her later words', 'her words'].map(value => [second.id, value]));
  expect(await authors(thief, green, forged.id)).toEqual(['forged again', 'forged'].map(value => [first.id, value]));
});

test('every replaced value of a choice is kept, and one that gave way is marked', async () => {
  const { blue, green, first } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  await keepTry(a, { task: 'g1', module: 'm1', child: null, went: 'mixed', note: '' });
  await syncAs(blue, a);
  const b = await unlock(server, green, first);
  await syncAs(green, b);
  const says = async (session: Session, went: string) => {
    const kept = (await readRecords(session, gapTaskTryKind)).items[0]!;
    server.now += 600_000;
    await writeRecords(session, [
      { kind: gapTaskTryKind, id: kept.id, bucket: `person:${first.id}@${first.home}`, set: { went }, seen: kept.seen },
    ]);
    return kept.id;
  };
  await says(a, 'well');
  const id = await says(b, 'not-yet');
  await syncAs(blue, a);
  await syncAs(green, b);
  const went = (await historyOf(blue, a, id)).filter(({ field }) => field === 'went');
  expect(went.map(({ value, standing }) => [value, standing])).toEqual([
    ['not-yet', 'stands'],
    ['well', 'lost'],
    ['mixed', 'earlier'],
  ]);
});

test('a colleague reads the story of a word that her room shares; one in another room does not', async () => {
  const { blue, first, second, third, name } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  await sayWord(a, { child: 'zosia', room: name, side: 'educator', word: 'curious' });
  await syncAs(blue, a);
  const [kept] = (await readRecords(a, strengthWordKind)).items;
  server.now += 600_000;
  await takeBackWord(a, kept!, 'taken-back');
  await syncAs(blue, a);
  lock(blue);
  const colleague = await unlock(server, blue, third);
  expect((await historyOf(blue, colleague, kept!.id)).map(({ value, author }) => [value, author])).toEqual([
    ['taken-back', first.id],
    ['said', first.id],
  ]);
  lock(blue);
  const elsewhere = await unlock(server, blue, second);
  expect(await fetchHistory(elsewhere, blue.wire, kept!.id, 0)).toEqual({ ok: false, trouble: 'not-found' });
});

test('nobody reads the story of another’s reflection, and the answer does not tell that there is one', async () => {
  const { blue, id, third, mentor, own } = await mergedReflection();
  lock(blue);
  const colleague = await unlock(server, blue, third);
  expect(await fetchHistory(colleague, blue.wire, id, 0)).toEqual({ ok: false, trouble: 'not-found' });
  expect(await fetchHistory(colleague, blue.wire, 'no-such-record', 0)).toEqual({ ok: false, trouble: 'not-found' });
  expect(await fetchHistory(await unlock(server, own, mentor), own.wire, id, 0)).toEqual({ ok: false, trouble: 'not-found' });
});

test('a mentor has what was sent to her, not what was sent before it', async () => {
  const { blue, own, first, mentor } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  await beginReflection(a, { module: null, prompt: null }).write('sent first');
  await sendToMentor(a, await onlyReflection(a));
  await openReflection(a, await onlyReflection(a)).write('sent second');
  await sendToMentor(a, await onlyReflection(a));
  await syncAs(blue, a);
  const shared = sharedReflectionId(first.id, (await onlyReflection(a)).id);
  expect(await fetchHistory(await unlock(server, own, mentor), own.wire, shared, 0)).toEqual({ ok: false, trouble: 'not-found' });
  expect((await historyOf(blue, a, shared)).some(({ value }) => value === 'sent second')).toBe(true);
});

test('whoever has left reads no story any more, not even of her own words', async () => {
  const { blue, a, id, first } = await mergedReflection();
  await server.db.updateTable('memberships').set({ until: server.now }).where('person', '=', first.id).execute();
  server.now += days(1);
  expect(await fetchHistory(a, blue.wire, id, 0)).toEqual({ ok: false, trouble: 'not-found' });
});

test('what was written before every version was kept is there all the same: what stands, and what it replaced', async () => {
  const { blue, first } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  await keepTry(a, { task: 'g1', module: 'm1', child: null, went: 'mixed', note: '' });
  await syncAs(blue, a);
  await server.db.deleteFrom('versions').where('field', '=', 'went').execute();
  const [kept] = (await readRecords(a, gapTaskTryKind)).items;
  const went = async () => (await historyOf(blue, a, kept!.id)).filter(({ field }) => field === 'went').map(({ value }) => value);
  expect(await went()).toEqual(['mixed']);
  server.now += 600_000;
  await sayAgain(a, { kind: 'gap-task-try', record: kept!.id, field: 'went' }, 'well');
  await syncAs(blue, a);
  expect(await went()).toEqual(['well', 'mixed']);
});

test('a long story comes in parts, newest first, and none comes twice', { timeout: 60_000 }, async () => {
  const { blue, first } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  const writing = beginReflection(a, { module: null, prompt: null });
  for (let at = 0; at < 45; at++) {
    await writing.write(`version ${at}`);
    await syncAs(blue, a);
    server.now += 600_000;
  }
  const id = (await onlyReflection(a)).id;
  const [one, two] = [await fetchHistory(a, blue.wire, id, 0), await fetchHistory(a, blue.wire, id, 40)];
  if (!one.ok || !two.ok) throw new Error('no history');
  expect([one.value.versions.length, one.value.more, two.value.versions.length, two.value.more]).toEqual([40, true, 5, false]);
  expect([...one.value.versions, ...two.value.versions].map(({ value }) => value)).toEqual(
    Array.from({ length: 45 }, (_, at) => `version ${44 - at}`),
  );
});

const version = (over: Partial<FieldVersion>): FieldVersion => ({
  ...{ field: 'text', version: `v${over.at}`, author: 'amina', tablet: 'blue', at: 0, standing: 'earlier', value: '' },
  ...over,
});

test('of what one hand wrote on one tablet one version in five minutes is shown; what stands, gave way or was put together always', () => {
  const minute = 60_000;
  const all = [
    version({ at: 0 }),
    version({ at: minute }),
    version({ at: 2 * minute, standing: 'lost' }),
    version({ at: 3 * minute, version: 'm-1' }),
    version({ at: 4 * minute, tablet: 'green' }),
    version({ at: 6 * minute }),
    version({ at: 7 * minute, standing: 'stands' }),
  ];
  expect(worthShowing(all).map(({ at }) => at / minute)).toEqual([7, 4, 3, 2]);
});
