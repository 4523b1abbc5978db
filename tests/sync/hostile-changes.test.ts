// Bad input at the server's door: each gets a named verdict, is kept, and blocks nothing that follows it.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { childKind } from '../../src/features/roster/child';
import { fromBase64Url, toBase64Url } from '../../src/kernel/bytes';
import { runText } from '../../src/sync/change';
import { nurseryKeyId, vaultKeyId } from '../../src/sync/key-ids';
import type { QuarantineReason } from '../../src/sync/verdict';
import { type Forge, forgeFor, freshRoom, onlyReflection, type Room, sync, texts } from '../support/room';
import { makeNursery, type Server, startServer, unlock } from '../support/world';

let server: Server;
let room: Room;
let session: Session;
let change: Forge['change'];
let envelope: Forge['envelope'];
let push: Forge['push'];
let honestNumber = 50;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());
beforeEach(async () => {
  room = await freshRoom(server);
  session = await unlock(server, room.blue, room.first);
  ({ change, envelope, push } = forgeFor(server, room.blue, session));
});

/** The hostile one gets its reason and is kept; an honest one behind it is applied all the same. */
async function refuses(hostile: unknown, reason: QuarantineReason): Promise<void> {
  honestNumber += 1;
  const honest = await envelope(change(), { n: honestNumber });
  const before = await server.db.selectFrom('quarantine').selectAll().execute();
  expect(await push(hostile, honest)).toEqual([{ verdict: 'quarantined', reason }, { verdict: 'applied' }]);
  const after = await server.db.selectFrom('quarantine').selectAll().execute();
  expect(after).toHaveLength(before.length + 1);
  expect(after.at(-1)).toMatchObject({ reason, raw: JSON.stringify(hostile), tablet: room.blue.id });
}

test.each<[string, unknown]>([
  ['nothing', null],
  ['a number', 7],
  ['a text', 'let me in'],
  ['a list', []],
  ['an empty thing', {}],
])('%s instead of an envelope is malformed', async (_, hostile) => refuses(hostile, 'malformed'));

test('an envelope with an unknown field is malformed', async () => refuses({ ...(await envelope(change())), admin: true }, 'malformed'));

test('an envelope with a number of zero, a fraction or beyond exactness is malformed', async () => {
  const whole = await envelope(change());
  await refuses({ ...whole, n: 0 }, 'malformed');
  await refuses({ ...whole, n: 1.5 }, 'malformed');
  await refuses({ ...whole, n: 2 ** 53 }, 'malformed');
});

test('an envelope of a later format is of a future version', async () =>
  refuses({ ...(await envelope(change())), v: 2 }, 'future-version'));

test('a change of a later version of its kind is of a future version', async () =>
  refuses(await envelope(change({ version: 99 })), 'future-version'));

test('an oversized change is too large', async () => refuses({ ...(await envelope(change())), bytes: 'A'.repeat(200_000) }, 'too-large'));

test('a change of another tablet is foreign', async () =>
  refuses(await envelope(change(), { tablet: 't-somebody-else' }), 'foreign-tablet'));

test('a change of an author whom nobody knows is refused', async () =>
  refuses(await envelope(change(), { author: 'p-nobody' }), 'unknown-author'));

test('a change in the name of a colleague carries no true signature', async () =>
  refuses(await envelope(change(), { author: room.second.id }), 'bad-signature'));

test('a change that was altered after signing carries no true signature', async () => {
  const whole = await envelope(change());
  const bytes = fromBase64Url(whole.bytes);
  if (!bytes) throw new Error('bytes');
  bytes[30] = (bytes[30] ?? 0) ^ 1;
  await refuses({ ...whole, bytes: toBase64Url(bytes) }, 'bad-signature');
});

test('a change without any signature is refused', async () => refuses(await envelope(change(), { sig: '' }), 'bad-signature'));

test('a change under the key of somebody else is refused', async () =>
  refuses(await envelope(change(), { key: vaultKeyId(room.second.id) }), 'unknown-key'));

test('a change under the key of another nursery is refused', async () => {
  const other = await makeNursery(server, `beside-${room.nursery.id}`, 1);
  await refuses(await envelope(change(), { key: nurseryKeyId(other.id) }), 'unknown-key');
});

test('a change that its key does not open is refused', async () => {
  const wrong = await session.keys.seal(session.keys.vault, 'another binding', new TextEncoder().encode('{}'));
  await refuses(await envelope(change(), { bytes: toBase64Url(wrong) }), 'cannot-open');
});

test('a seal of an unknown format is refused', async () => {
  const whole = fromBase64Url((await envelope(change())).bytes);
  if (!whole) throw new Error('bytes');
  whole[0] = 9;
  await refuses(await envelope(change(), { bytes: toBase64Url(whole) }), 'cannot-open');
});

test('sealed content that is no change is malformed', async () => {
  await refuses(await envelope('not even JSON'), 'malformed');
  await refuses(await envelope({ change: 'x' }), 'malformed');
  await refuses(await envelope({ ...change(), id: '../../etc/passwd' }), 'malformed');
});

test('a value nested a thousand deep is malformed', async () => {
  const deep = `${'['.repeat(1_000)}${']'.repeat(1_000)}`;
  const text = JSON.stringify(change({ set: { deep: 'HERE' } })).replace('"HERE"', deep);
  await refuses(await envelope(text), 'malformed');
});

test('a kind that nobody declared is unknown', async () => refuses(await envelope(change({ kind: 'grudge' })), 'unknown-kind'));

test('text beyond its limit is outside limits', async () =>
  refuses(await envelope(change({ set: { module: null, prompt: null, text: 'a'.repeat(20_001) } })), 'outside-limits'));

test('a value of the wrong sort is outside limits', async () =>
  refuses(await envelope(change({ set: { module: 7, prompt: null, text: 'x' } })), 'outside-limits'));

test('a new record without what it must have is missing a field', async () =>
  refuses(await envelope(change({ kind: gapTaskTryKind.name, set: { note: 'no task' } })), 'missing-field'));

test('a number that was used for another change is refused, and the first stays', async () => {
  const first = change({ set: { module: null, prompt: null, text: 'first' } });
  await push(await envelope(first));
  await refuses(await envelope(change(), { n: 1 }), 'number-reused');
  await sync(room.blue, session);
  expect(await texts(session)).toEqual(['first', 'words']);
});

test('writing to the private record of a colleague is not allowed, and tells nothing of it', async () => {
  const own = change();
  await push(await envelope(own));
  ({ envelope } = forgeFor(server, room.blue, await unlock(server, room.blue, room.second)));
  await refuses(await envelope(change({ id: own.id, set: { text: 'mine now' } })), 'not-allowed');
});

test('a group that is not whole is refused as a whole', async () => {
  const group = 'g1.3';
  const two = [await envelope(change(), { group }), await envelope(change(), { group })];
  expect(await push(...two)).toEqual(two.map(() => ({ verdict: 'quarantined', reason: 'group-incomplete' })));
});

test('when one of a group is refused, nothing of the group is applied', async () => {
  const [good, bad] = [change(), change({ kind: 'grudge' })];
  const group = 'g2.2';
  expect(await push(await envelope(good, { group }), await envelope(bad, { group }))).toEqual([
    { verdict: 'quarantined', reason: 'group-refused' },
    { verdict: 'quarantined', reason: 'unknown-kind' },
  ]);
  expect(await server.db.selectFrom('records').select('id').where('id', '=', good.id).execute()).toEqual([]);
});

test('a refusal is answered the same again, and a known change is not applied twice', async () => {
  const [good, bad] = [await envelope(change()), await envelope(change({ kind: 'grudge' }))];
  await push(good, bad);
  expect(await push(good, bad)).toEqual([{ verdict: 'already-have' }, { verdict: 'quarantined', reason: 'unknown-kind' }]);
});

test('a refused change is refused again under another number', async () => {
  const refused = change({ kind: childKind.name, set: { room: room.name, name: 'Zosia' } });
  for (const _ of ['once', 'again']) await refuses(await envelope(refused), 'not-allowed');
});

test('a known change is known under another number too, each time it is asked', async () => {
  const known = change();
  await push(await envelope(known));
  const again = await envelope(known);
  for (const _ of ['once', 'again']) expect(await push(again)).toEqual([{ verdict: 'already-have' }]);
  expect(await server.db.selectFrom('records').select('version').where('id', '=', known.id).execute()).toEqual([{ version: 1 }]);
  const receipts = server.db.selectFrom('receipts').select(['n', 'verdict']).where('change', '=', known.change);
  expect(await receipts.orderBy('n').execute()).toEqual([
    { n: 1, verdict: 'applied' },
    { n: 2, verdict: 'already-have' },
  ]);
});

test('a clock ten years off refuses nothing', async () => {
  const [past, future] = [change({ at: server.now - 10 * 365 * 86_400_000 }), change({ at: server.now + 10 * 365 * 86_400_000 })];
  expect(await push(await envelope(past), await envelope(future))).toEqual([{ verdict: 'applied' }, { verdict: 'applied' }]);
});

test('fields that this version does not know are kept', async () => {
  await push(await envelope(change({ set: { module: null, prompt: null, text: 'x', mood: 'sunny' } })));
  await sync(room.blue, session);
  expect((await onlyReflection(session)).row).toMatchObject({ mood: 'sunny' });
});

test('a run is signed once, at its end', async () => {
  const [a, b] = [await envelope(change()), await envelope(change())];
  const run = [
    { ...a, sig: '' },
    { ...b, sig: '' },
  ];
  const sig = await session.keys.sign(runText(run));
  expect(await push(run[0], { ...run[1], sig })).toEqual([{ verdict: 'applied' }, { verdict: 'applied' }]);
});
