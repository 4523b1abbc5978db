// One signature for many: what leaves together of somebody who is unlocked is signed once, and nothing else gets her name by it.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pack } from '../../src/device/packed-body';
import type { Session } from '../../src/device/session';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { childKind } from '../../src/features/roster/child';
import { fromBase64Url } from '../../src/kernel/bytes';
import { ok } from '../../src/kernel/result';
import { nurseryBucket, personBucket } from '../../src/sync/bucket';
import type { Envelope } from '../../src/sync/change';
import { nurseryKeyId } from '../../src/sync/key-ids';
import { writeRecords } from '../../src/sync/outbox.store';
import { type PushRequest, pushPath } from '../../src/sync/protocol';
import { pushOnce } from '../../src/sync/push.store';
import { forgeFor, freshRoom, keptApart, type Room, sync, texts } from '../support/room';
import { freshId, lock, type Server, startServer, unlock } from '../support/world';

const free = { module: null, prompt: null };
let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

/** What goes up on this tablet's cable, push by push. */
function pushesOf({ wire }: Room['blue']): readonly (readonly Envelope[])[] {
  const pushes: (readonly Envelope[])[] = [];
  const { post } = wire;
  wire.post = async (path, body) => {
    if (path === pushPath) pushes.push((body as PushRequest).envelopes as readonly Envelope[]);
    return post(path, body);
  };
  return pushes;
}

/** In the order of their numbers. */
const verdictsOf = async ({ id }: Room['blue']): Promise<readonly string[]> =>
  (await server.db.selectFrom('receipts').select('verdict').where('tablet', '=', id).orderBy('author').orderBy('n').execute()).map(
    ({ verdict }) => verdict,
  );

const signed = (envelopes: readonly Envelope[] = []): readonly boolean[] => envelopes.map(({ sig }) => sig !== '');

async function write(session: Session, count: number, words = 'Smiled.'): Promise<void> {
  for (let each = 0; each < count; each++) expect((await beginReflection(session, free).write(`${words}`)).ok).toBe(true);
}

test('a hundred small changes leave under one signature, each in 250 bytes at most', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  const pushes = pushesOf(blue);
  await write(session, 100);
  expect(await pushOnce(session.tablet, blue.wire, session)).toEqual(ok('sent'));
  expect(signed(pushes[0])).toEqual([...Array(99).fill(false), true]);
  const packed = await pack(JSON.stringify({ v: 1, tablet: blue.id, envelopes: pushes[0] }));
  expect((packed?.length ?? Number.POSITIVE_INFINITY) / 100).toBeLessThanOrEqual(250);
  expect(await verdictsOf(blue)).toEqual(Array(100).fill('applied'));
  expect((await blue.database.outbox.toArray()).every(({ sig }) => sig !== '')).toBe(true);
}, 30_000);

test('a locked tablet sends every change with the signature that it was written with, and all of it is taken', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  const pushes = pushesOf(blue);
  await write(session, 3);
  lock(blue);
  expect(await pushOnce(session.tablet, blue.wire)).toEqual(ok('sent'));
  expect(signed(pushes[0])).toEqual([true, true, true]);
  expect(await verdictsOf(blue)).toEqual(['applied', 'applied', 'applied']);
});

test('who locks while a push is being made ready stops nothing: it leaves as it was written', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  const pushes = pushesOf(blue);
  await write(session, 2);
  const { keys } = session;
  const sign = (text: string) => {
    keys.drop();
    return keys.sign(text);
  };
  const locking = { ...keys, sign };
  expect(await pushOnce(session.tablet, blue.wire, { ...session, keys: locking })).toEqual(ok('sent'));
  expect(signed(pushes[0])).toEqual([true, true]);
});

test('what belongs together stays so inside of a longer run, and a colleague’s changes between hers keep their own signature', async () => {
  const { blue, first, third } = await freshRoom(server);
  const colleague = await unlock(server, blue, third);
  await write(colleague, 1, 'of the colleague');
  const session = await unlock(server, blue, first);
  await write(session, 1, 'one');
  const ids = [freshId(server), freshId(server)];
  const orders = ids.map(id => ({
    kind: reflectionKind,
    id,
    bucket: personBucket(first.id, first.home),
    set: { ...free, text: `of ${id}` },
    seen: {},
  }));
  expect((await writeRecords(session, orders)).ok).toBe(true);
  await write(colleague, 1, 'of the colleague again');
  await write(session, 1, 'two');
  const pushes = pushesOf(blue);
  expect(await pushOnce(session.tablet, blue.wire, session)).toEqual(ok('sent'));
  expect(pushes[0]?.map(({ author, sig }) => [author === first.id, sig !== ''])).toEqual([
    [false, true],
    [true, false],
    [true, false],
    [true, false],
    [false, true],
    [true, true],
  ]);
  expect(await verdictsOf(blue)).toEqual(Array(6).fill('applied'));
});

test('what another hand has put into the tablet’s storage in her name is not signed with hers', async () => {
  const { blue, first, third, nursery } = await freshRoom(server);
  const colleague = await unlock(server, blue, third);
  const session = await unlock(server, blue, first);
  await write(session, 3, 'her own');
  const forge = forgeFor(server, blue, colleague);
  const change = forge.change({ kind: 'strength-word', set: { child: 'zosia', room: 'r', side: 'educator', word: 'never said' } });
  const forged = await forge.envelope(change, { author: first.id, n: 2, key: nurseryKeyId(nursery.id) });
  const bytes = fromBase64Url(forged.bytes)!;
  await blue.database.outbox.update([first.id, 2], { key: forged.key, sig: forged.sig, change: change.change, bytes });
  const pushes = pushesOf(blue);
  expect(await pushOnce(session.tablet, blue.wire, session)).toEqual(ok('sent'));
  expect(pushes[0]?.map(({ sig }) => sig === forged.sig)).toEqual([false, true, false]);
  expect(signed(pushes[0])).toEqual([true, true, true]);
  expect(await keptApart(blue)).toEqual(['bad-signature']);
  expect(await verdictsOf(blue)).toEqual(['applied', 'applied']);
});

test.each<['unlocked' | 'locked', 'unlocked' | 'locked']>([
  ['unlocked', 'locked'],
  ['locked', 'unlocked'],
  ['unlocked', 'unlocked'],
])('after a lost answer, sent %s and then %s, nothing is there twice and the refused is kept once', async (before, after) => {
  const { blue, first, nursery } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await write(session, 2, 'taken');
  const set = { name: 'x', room: 'r', standing: 'here' };
  await writeRecords(session, [{ kind: childKind, id: freshId(server), bucket: nurseryBucket(nursery.id), set, seen: {} }]);
  blue.wire.faults.push('lost-reply');
  expect((await pushOnce(session.tablet, blue.wire, before === 'unlocked' ? session : null)).ok).toBe(false);
  expect(await pushOnce(session.tablet, blue.wire, after === 'unlocked' ? session : null)).toEqual(ok('sent'));
  expect(await keptApart(blue)).toEqual(['not-allowed']);
  const kept = await server.db.selectFrom('quarantine').select('n').where('tablet', '=', blue.id).execute();
  expect(kept).toEqual([{ n: 3 }]);
  await sync(blue, session);
  expect(await texts(session)).toEqual(['taken', 'taken']);
  expect(await blue.database.outbox.count()).toBe(0);
});
