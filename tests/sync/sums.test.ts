// Sums of buckets: a tablet whose storage has secretly lost, altered or gained rows finds out, and is mended; so does one whom the server passed by.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { minutes } from '../../src/kernel/clock';
import { ok } from '../../src/kernel/result';
import { personBucket } from '../../src/sync/bucket';
import { comparePath } from '../../src/sync/compare-protocol';
import { byId, rangesOf, rowsIn, sumOf } from '../../src/sync/sums';
import { freshRoom, sync, texts } from '../support/room';
import { type Device, type Server, startServer, unlock } from '../support/world';

const note = { module: null, prompt: null };
const hour = minutes(60);
let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

const counted = fc.array(fc.record({ id: fc.uuid(), revision: fc.integer({ min: 1, max: 1_000_000 }) }), { maxLength: 40 });

test('a sum knows no order, and tells a missing, another and a changed record', () => {
  fc.assert(
    fc.property(counted, fc.uuid(), (rows, id) => {
      const sum = sumOf(rows);
      expect(sumOf([...rows].reverse())).toBe(sum);
      expect(sumOf([...rows, { id, revision: 1 }])).not.toBe(sum);
      expect(sumOf([...rows, { id, revision: 1 }])).not.toBe(sumOf([...rows, { id, revision: 2 }]));
    }),
    { seed: 20_261_122 },
  );
});

test('ranges hold every row once, and any id that is on one side alone', () => {
  fc.assert(
    fc.property(counted, counted, fc.integer({ min: 1, max: 7 }), (held, others, most) => {
      const ranges = rangesOf([...held].sort(byId), most);
      expect(ranges.flatMap(({ rows }) => rows)).toEqual([...held].sort(byId));
      const there = [...others].sort(byId);
      expect(ranges.flatMap(range => rowsIn(range, there))).toEqual(there);
    }),
    { seed: 20_261_122 },
  );
});

interface Hers {
  readonly session: Session;
  readonly device: Device;
  /** Comparisons row by row, since it was last asked. */
  compared(): number;
  /** A round in which sums are sent, an hour after the last. */
  later(): Promise<void>;
}

/** A tablet that has everything, and is asked now and then whether it does. */
async function settledTablet(...words: string[]): Promise<Hers> {
  const { blue, first, name } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  for (const text of words) await beginReflection(session, note).write(text);
  await sayWord(session, { child: 'c1', room: name, side: 'family', word: 'patient' });
  await sync(blue, session);
  await sync(blue, session);
  let comparisons = 0;
  const { post } = blue.wire;
  blue.wire.post = (path, body) => {
    if (path === comparePath) comparisons += 1;
    return post(path, body);
  };
  return {
    session,
    device: blue,
    compared: () => comparisons,
    later: async () => {
      server.now += hour;
      expect(await sync(blue, session)).toEqual(ok(null));
    },
  };
}

const reflectionsIn = (device: Device) => device.database.rows.filter(({ kind }) => kind === 'reflection').toArray();

test('a tablet that holds what the server has sends its sums once an hour and nothing more', async () => {
  const { session, device, later, compared } = await settledTablet('one', 'two');
  const before = await device.database.contacts.get(session.person.id);
  await sync(device, session);
  expect(await device.database.contacts.get(session.person.id)).toEqual(before);
  await later();
  expect(await device.database.contacts.get(session.person.id)).toMatchObject({ compared: server.now, doubted: [] });
  expect(compared()).toBe(0);
});

test.each([
  [
    'deleted',
    async (device: Device) => {
      const [row] = await reflectionsIn(device);
      if (row) await device.database.rows.delete([row.holder, row.id]);
    },
  ],
  [
    'altered',
    async (device: Device) => {
      const [row] = await reflectionsIn(device);
      if (row) await device.database.rows.put({ ...row, revision: 99, bytes: new Uint8Array(60) });
    },
  ],
  [
    'added',
    async (device: Device) => {
      const [row] = await reflectionsIn(device);
      if (row) await device.database.rows.put({ ...row, id: crypto.randomUUID() });
    },
  ],
])('a row that was secretly %s in the tablet’s storage is put right at the second disagreement', async (_, spoil) => {
  const { session, device, later, compared } = await settledTablet('one', 'two', 'three');
  const before = await reflectionsIn(device);
  await spoil(device);
  await later();
  expect(compared()).toBe(0);
  expect((await device.database.contacts.get(session.person.id))?.doubted).toEqual([personBucket(session.person.id, session.person.home)]);
  expect(await sync(device, session)).toEqual(ok(null));
  expect(compared()).toBeGreaterThan(0);
  expect((await reflectionsIn(device)).map(({ id, revision }) => [id, revision])).toEqual(before.map(({ id, revision }) => [id, revision]));
  expect(await texts({ ...session })).toEqual(['one', 'three', 'two']);
  const asked = compared();
  await later();
  expect(compared()).toBe(asked);
});

test('a row that the server put at a place which the tablet has passed comes all the same', async () => {
  const { session, device, later } = await settledTablet('one', 'two');
  const [row] = await reflectionsIn(device);
  if (!row) throw new Error('row');
  await device.database.rows.delete([row.holder, row.id]);
  await server.db.updateTable('record_buckets').set({ place: 0 }).where('record', '=', row.id).execute();
  await later();
  await sync(device, session);
  expect((await reflectionsIn(device)).map(({ id }) => id)).toContain(row.id);
});

test('three hundred lost rows of four hundred cost a few requests and come back, and what waits is not touched', async () => {
  const { session, device, later, compared } = await settledTablet();
  const words = Array.from({ length: 400 }, (_, at) => `words ${at}`);
  for (const text of words) await beginReflection(session, note).write(text);
  await sync(device, session);
  const rows = await reflectionsIn(device);
  await device.database.rows.bulkDelete(rows.slice(40, 340).map(({ holder, id }): [string, string] => [holder, id]));
  await later();
  await beginReflection(session, note).write('waiting');
  const { post } = device.wire;
  device.wire.post = async (path, body) => (path.endsWith('push') ? { ok: false, trouble: 'no-network' } : post(path, body));
  await sync(device, session);
  expect(await texts(session)).toEqual([...words, 'waiting'].sort());
  expect(await device.database.outbox.count()).toBe(1);
  expect(compared()).toBeLessThanOrEqual(6);
}, 60_000);

test('nobody is told anything of a bucket that is not hers', async () => {
  const { session, device } = await settledTablet('mine');
  const other = await settledTablet('theirs');
  const bucket = personBucket(other.session.person.id, other.session.person.home);
  const ranges = [{ after: '', upTo: null, sum: sumOf([]), rows: [] }];
  const asked = { v: 1, tablet: device.id, person: session.person.id, bucket, ranges };
  expect(await device.wire.post(comparePath, asked)).toEqual(ok({ v: 1, place: 0, differing: [], pages: [] }));
  expect(await device.wire.post(comparePath, { ...asked, person: other.session.person.id })).toEqual(
    ok({ v: 1, place: 0, differing: [], pages: [] }),
  );
});

test('ranges that overlap or hold more rows than one request may are refused: a few bytes never cost many looks at every row', async () => {
  const { session, device } = await settledTablet('mine');
  const bucket = personBucket(session.person.id, session.person.home);
  const everything = { after: '', upTo: null, sum: sumOf([]) };
  const asked = { v: 1, tablet: device.id, person: session.person.id, bucket };
  const refused = { ok: false, trouble: 'bad-request' };
  expect(await device.wire.post(comparePath, { ...asked, ranges: [everything, everything] })).toEqual(refused);
  const halves = [
    { ...everything, upTo: 'm' },
    { ...everything, after: 'k' },
  ];
  expect(await device.wire.post(comparePath, { ...asked, ranges: halves })).toEqual(refused);
  const many = Array.from({ length: 600 }, () => [crypto.randomUUID(), 1]);
  const besides = [
    { ...everything, upTo: 'm', rows: many },
    { ...everything, after: 'm', rows: many },
  ];
  expect(await device.wire.post(comparePath, { ...asked, ranges: besides })).toEqual(refused);
  expect((await device.wire.post(comparePath, { ...asked, ranges: besides.map(one => ({ ...one, rows: [] })) })).ok).toBe(true);
});
