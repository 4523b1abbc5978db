// A tablet whose storage is from an earlier version: what waits there is on the screen and leaves, whatever state it was left in.
import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { markName } from '../../src/device/outbox-mark';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { ok } from '../../src/kernel/result';
import { pushOnce } from '../../src/sync/push.store';
import { answers } from '../support/outbox';
import { freshRoom, keptApart, sync, texts } from '../support/room';
import { type Device, kill, type Server, startServer, unlock } from '../support/world';

const free = { module: null, prompt: null };
let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

/** The tables of the first release. */
const first = {
  rows: '[holder+id], [holder+kind], [holder+kind+about], *buckets',
  outbox: '[author+n], seq, [holder+row], [holder+kind]',
  quarantined: '[author+n]',
  damaged: '[holder+id]',
  cursors: '[holder+bucket]',
  people: 'id',
  numbers: 'author',
  settings: 'name',
};

type Content = Record<string, Record<string, unknown>[]>;

/** How the first release had left the tablet. */
interface Past {
  /** How far each author's changes were counted, and under `*` all of the tablet's. */
  readonly counted: Readonly<Record<string, number>>;
  /** What it had noted in the entry with this place in the order. */
  readonly entryAt: (seq: number) => Record<string, unknown>;
}

/** Puts the tablet's storage back into the form of the first release, and starts the app anew. */
async function asFirstRelease(device: Device, past: Past): Promise<void> {
  const now: Content = {};
  for (const name of Object.keys(first)) now[name] = await device.database.table(name).toArray();
  device.database.close();
  await Dexie.delete(device.id);
  const old = new Dexie(device.id);
  old.version(1).stores(first);
  for (const [name, rows] of Object.entries(asItWas(now, past))) await old.table(name).bulkPut(rows);
  old.close();
  kill(device);
}

/** A waiting record had a row of its own then, and each entry said how far it had come. */
function asItWas({ rows = [], outbox = [], ...others }: Content, { counted, entryAt }: Past): Content {
  const waiting = outbox.map(({ holder, row, kind, about, bucket, key }) => ({
    holder,
    id: row,
    kind,
    about,
    buckets: [bucket],
    revision: 0,
    key,
    bytes: null,
  }));
  return {
    ...others,
    rows: [...rows, ...waiting],
    outbox: outbox.map(entry => ({ ...entry, ...entryAt(Number(entry.seq)) })),
    numbers: Object.entries(counted).map(([author, n]) => ({ author, n })),
  };
}

test('what waits on a tablet of the first release is shown, and reaches the server once', async () => {
  const { blue, green, first: person } = await freshRoom(server);
  const before = await unlock(server, blue, person);
  await beginReflection(before, free).write('sent');
  await sync(blue, before);
  for (const text of ['carried', 'answered', 'growing']) await beginReflection(before, free).write(text);
  await asFirstRelease(blue, { counted: { [person.id]: 4, '*': 4 }, entryAt: seq => ({ claimed: seq === 2 ? 1 : 0 }) });
  const session = await unlock(server, blue, person);
  expect(await texts(session)).toEqual(['answered', 'carried', 'growing', 'sent']);
  expect(await answers(blue.database)).toEqual({ answered: 0, open: 3 });
  await beginReflection(session, free).write('written now');
  expect((await sync(blue, session)).ok).toBe(true);
  const all = ['answered', 'carried', 'growing', 'sent', 'written now'];
  expect([await texts(session), await blue.database.outbox.count(), await keptApart(blue)]).toEqual([all, 0, []]);
  const other = await unlock(server, green, person);
  await sync(green, other);
  expect(await texts(other)).toEqual(all);
});

test('changes that were given the same place in the order leave one after the other', async () => {
  const { blue, first: person } = await freshRoom(server);
  const before = await unlock(server, blue, person);
  for (const text of ['one', 'two', 'three']) await beginReflection(before, free).write(text);
  await asFirstRelease(blue, { counted: { [person.id]: 3, '*': 2 }, entryAt: seq => ({ seq: Math.min(seq, 2) }) });
  const session = await unlock(server, blue, person);
  await beginReflection(session, free).write('four');
  expect((await sync(blue, session)).ok).toBe(true);
  expect([await texts(session), await blue.database.outbox.count(), await keptApart(blue)]).toEqual([
    ['four', 'one', 'three', 'two'],
    0,
    [],
  ]);
});

test('words that an open page of an earlier version puts in the place of sent ones are sent, and kept for her', async () => {
  const { blue, first: person } = await freshRoom(server);
  const session = await unlock(server, blue, person);
  const writing = beginReflection(session, free);
  await writing.write('one');
  expect(await pushOnce(session.tablet, blue.wire)).toEqual(ok('sent'));
  const mark = await blue.database.numbers.get(markName);
  expect((await blue.database.outbox.toArray()).map(({ claimed }) => claimed)).toEqual([2]);
  expect((await blue.database.numbers.get(person.id))?.n).toBe(1);
  // That page came between the mark and its note.
  await blue.database.numbers.delete(markName);
  await blue.database.outbox.toCollection().modify({ claimed: 0 });
  await writing.write('one, and more');
  await blue.database.numbers.put(mark!);
  for (let round = 0; round < 2; round++) await sync(blue, session);
  expect([await blue.database.outbox.count(), await keptApart(blue)]).toEqual([0, ['number-reused']]);
});

test('an open page of an earlier version still finds what it may send, though this version asks another way', async () => {
  const { blue, first: person } = await freshRoom(server);
  const session = await unlock(server, blue, person);
  await beginReflection(session, free).write('one');
  vi.mocked(console.warn).mockImplementation(() => {}); // Dexie says that it finds `seq` declared in another way
  const earlier = new Dexie(blue.id);
  earlier.version(2).stores({ outbox: '[author+n], seq, verdict, [holder+row], [holder+kind]' });
  const outbox = earlier.table('outbox');
  const found = [await outbox.orderBy('seq').primaryKeys(), await outbox.orderBy('verdict').primaryKeys()];
  earlier.close();
  expect(found).toEqual([[[person.id, 1]], []]);
  expect((await sync(blue, session)).ok).toBe(true);
  expect(await texts(session)).toEqual(['one']);
  vi.mocked(console.warn).mockClear();
});
