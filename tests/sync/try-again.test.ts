// What the server refused, tried again: the same words under new numbers, nothing lost on the way, nothing there twice.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Http } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import { sharedReflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection, openReflection, sendToMentor, takeBackFromMentor } from '../../src/features/reflections/reflection.store';
import { ok } from '../../src/kernel/result';
import { pushOnce } from '../../src/sync/push.store';
import { readRecords } from '../../src/sync/records.store';
import { mayTryAgain, rootReason, together } from '../../src/sync/saved/refused';
import { readRefused } from '../../src/sync/saved/refused.store';
import { liveWaiting } from '../../src/sync/saved/saved-list.store';
import { fetchBack, putAway, tryAgain } from '../../src/sync/saved/try-again.store';
import type { QuarantineReason } from '../../src/sync/verdict';
import { freshRoom, keptApart, onlyReflection, sync, texts } from '../support/room';
import { type Device, kill, type Server, startServer, unlock } from '../support/world';

const note = { module: null, prompt: null };
let server: Server;
let blue: Device;
let green: Device;
let session: Session;
let room: Awaited<ReturnType<typeof freshRoom>>;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

const begin = async () => {
  room = await freshRoom(server);
  blue = room.blue;
  green = room.green;
  session = await unlock(server, blue, room.first);
};

/** A server that would not take it just now, and never kept it either. */
async function refuse(...reasons: QuarantineReason[]): Promise<void> {
  const verdicts = reasons.map(reason => ({ verdict: 'quarantined', reason }));
  const http: Pick<Http, 'post'> = { post: async () => ok({ v: 1, verdicts }) };
  expect(await pushOnce(session.tablet, http)).toEqual(ok('sent'));
}

const refused = () => readRefused(blue.database, session.person.id);
const onGreen = async () => {
  const other = await unlock(server, green, room.first);
  return sync(green, other).then(() => texts(other));
};

test('words that were refused arrive once she tries again, and stay on her tablet until they have', async () => {
  await begin();
  await beginReflection(session, note).write('refused for no reason');
  await refuse('server-fault');
  expect(await texts(session)).toEqual([]);
  expect(await tryAgain(session, await refused())).toEqual(ok('saved-here'));
  expect(await texts(session)).toEqual(['refused for no reason']);
  expect(await keptApart(blue)).toEqual(['server-fault']);
  expect(await refused()).toEqual([]);
  blue.wire.faults.push('lost-reply', 'cut');
  await sync(blue, session);
  expect(await keptApart(blue)).toEqual(['server-fault']);
  await sync(blue, session);
  expect(await keptApart(blue)).toEqual([]);
  expect(await blue.database.outbox.count()).toBe(0);
  expect(await onGreen()).toEqual(['refused for no reason']);
});

test('a number that was counted twice is no end: under the next one the words are taken', async () => {
  await begin();
  await beginReflection(session, note).write('one');
  await sync(blue, session);
  await blue.database.numbers.clear();
  kill(blue);
  session = await unlock(server, blue, room.first);
  await beginReflection(session, note).write('two');
  await sync(blue, session);
  expect(await keptApart(blue)).toEqual(['number-reused']);
  await tryAgain(session, await refused());
  await sync(blue, session);
  expect(await keptApart(blue)).toEqual([]);
  expect(await onGreen()).toEqual(['one', 'two']);
});

test('trying again twice, from two screens, sends the words once', async () => {
  await begin();
  await beginReflection(session, note).write('once');
  await refuse('server-fault');
  const before = await refused();
  await Promise.all([tryAgain(session, before), tryAgain(session, before)]);
  expect(await tryAgain(session, before)).toEqual(ok('saved-here'));
  expect(await blue.database.outbox.count()).toBe(1);
});

test('what is refused again needs her once, with the new reason', async () => {
  await begin();
  await beginReflection(session, note).write('again and again');
  await refuse('server-fault');
  await tryAgain(session, await refused());
  await refuse('unknown-kind');
  expect(await keptApart(blue)).toEqual(['unknown-kind']);
  await tryAgain(session, await refused());
  await sync(blue, session);
  expect(await onGreen()).toEqual(['again and again']);
});

test('changes that build on each other are tried again in their order, together', async () => {
  await begin();
  const writing = beginReflection(session, note);
  await writing.write('She smiled');
  await pushOnce(session.tablet, { post: async () => ({ ok: false, trouble: 'no-network' }) });
  await writing.write('She smiled at me');
  await refuse('unknown-key', 'missing-field');
  const before = await refused();
  expect(together(before)).toHaveLength(1);
  expect(await tryAgain(session, before)).toEqual(ok('saved-here'));
  expect(await texts(session)).toEqual(['She smiled at me']);
  await sync(blue, session);
  expect(await keptApart(blue)).toEqual([]);
  expect(await onGreen()).toEqual(['She smiled at me']);
});

test('words that grew while the old ones were tried again replace them, and no old ones come back', async () => {
  await begin();
  await beginReflection(session, note).write('She smiled');
  await refuse('server-fault');
  await tryAgain(session, await refused());
  await openReflection(session, await onlyReflection(session)).write('She smiled at me');
  expect(await blue.database.outbox.count()).toBe(1);
  await sync(blue, session);
  expect(await keptApart(blue)).toEqual([]);
  expect(await onGreen()).toEqual(['She smiled at me']);
});

test('what she took back meanwhile stays taken back when the sending is tried again', async () => {
  await begin();
  await beginReflection(session, note).write('hers');
  await sync(blue, session);
  const kept = await onlyReflection(session);
  await sendToMentor(session, kept);
  await refuse('server-fault');
  const before = await refused();
  await sendToMentor(session, kept);
  await sync(blue, session);
  await takeBackFromMentor(session, kept.id);
  await sync(blue, session);
  await tryAgain(session, before);
  await sync(blue, session);
  const mentor = await unlock(server, room.own, room.mentor);
  await sync(room.own, mentor);
  expect((await readRecords(mentor, sharedReflectionKind)).items).toEqual([]);
});

test('older words that are tried again do not take the place of newer ones', async () => {
  await begin();
  await beginReflection(session, note).write('first words');
  await sync(blue, session);
  await sendToMentor(session, await onlyReflection(session));
  await refuse('server-fault');
  server.now += 60_000;
  await openReflection(session, await onlyReflection(session)).write('newer words');
  await sendToMentor(session, await onlyReflection(session));
  await sync(blue, session);
  server.now += 60_000;
  await tryAgain(session, await refused());
  await sync(blue, session);
  const mentor = await unlock(server, room.own, room.mentor);
  await sync(room.own, mentor);
  expect((await readRecords(mentor, sharedReflectionKind)).items.map(({ row }) => row.text)).toEqual(['newer words']);
});

test('what cannot be opened, and what nobody is unlocked for, is left as it is', async () => {
  await begin();
  await beginReflection(session, note).write('kept');
  await refuse('server-fault');
  const before = await refused();
  const damaged = before.map(entry => ({ ...entry, bytes: new Uint8Array(60) }));
  expect(await tryAgain(session, damaged)).toEqual({ ok: false, trouble: 'malformed' });
  session.keys.drop();
  expect((await tryAgain(session, before)).ok).toBe(false);
  expect(await keptApart(blue)).toEqual(['server-fault']);
  expect(await blue.database.outbox.count()).toBe(0);
});

test('on a full tablet the words stay as they were, and it is said', async () => {
  await begin();
  await beginReflection(session, note).write('kept');
  await refuse('server-fault');
  const full = vi.spyOn(blue.database.quarantined, 'bulkPut').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
  expect(await tryAgain(session, await refused())).toEqual({ ok: false, trouble: 'storage-full' });
  expect(blue.database.health.trouble.value).toBe('storage-full');
  full.mockRestore();
  expect(await blue.database.outbox.count()).toBe(0);
  expect(await refused()).toHaveLength(1);
  await tryAgain(session, await refused());
  expect(blue.database.health.trouble.value).toBe(null);
});

test('what she is done with is gone from the tablet, and back when she says so', async () => {
  await begin();
  await beginReflection(session, note).write('done with');
  await refuse('not-allowed');
  const before = await refused();
  await putAway(session, before);
  expect(await keptApart(blue)).toEqual([]);
  await fetchBack(session, before);
  await tryAgain(session, await refused());
  await sync(blue, session);
  expect(await onGreen()).toEqual(['done with']);
});

test('the list shows what is tried again as waiting, not as needing her', async () => {
  await begin();
  await beginReflection(session, note).write('tried again');
  await refuse('server-fault');
  const list = liveWaiting(session);
  await vi.waitUntil(() => list.signal.value?.needsYou.length === 1);
  await tryAgain(session, await refused());
  await vi.waitUntil(() => list.signal.value?.waiting.length === 1);
  expect(list.signal.value?.needsYou).toEqual([]);
  list.stop();
});

test.each<[QuarantineReason[], QuarantineReason, boolean]>([
  [['number-reused'], 'number-reused', true],
  [['future-version'], 'future-version', true],
  [['not-allowed'], 'not-allowed', true],
  [['too-large'], 'too-large', false],
  [['outside-limits'], 'outside-limits', false],
  [['missing-field'], 'missing-field', false],
  [['group-refused'], 'group-refused', false],
  [['missing-field', 'server-fault'], 'server-fault', true],
  [['group-refused', 'too-large'], 'too-large', false],
  [['number-reused', 'outside-limits'], 'number-reused', false],
])('%j is told as %s', (reasons, root, again) => {
  const [first, ...others] = reasons;
  expect([rootReason([first!, ...others]), mayTryAgain(reasons)]).toEqual([root, again]);
});

test('changes of one record and of one group stay together, whatever comes between them', () => {
  const entry = (n: number, row: string, group: string | null = null) => ({ n, row, group });
  const entries = [entry(5, 'c', 'g.2'), entry(1, 'a'), entry(2, 'b', 'g.2'), entry(3, 'd'), entry(4, 'a'), entry(6, 'd')];
  expect(together(entries).map(unit => unit.map(({ n }) => n))).toEqual([
    [1, 4],
    [2, 5],
    [3, 6],
  ]);
  const bridged = [entry(1, 'a'), entry(2, 'b', 'g.2'), entry(3, 'a', 'g.2')];
  expect(together(bridged).map(unit => unit.map(({ n }) => n))).toEqual([[1, 2, 3]]);
});
