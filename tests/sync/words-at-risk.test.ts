// Words that somebody was told are saved, in the moments in which an engine likes to lose them.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Http } from '../../src/device/http';
import type { Keys } from '../../src/device/session';
import { sharedReflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection, openReflection, sendToMentor, takeBackFromMentor } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { ok } from '../../src/kernel/result';
import { openEntry } from '../../src/sync/outbox-entry.store';
import { pullPath } from '../../src/sync/protocol';
import { pullOnce } from '../../src/sync/pull.store';
import { pushOnce } from '../../src/sync/push.store';
import { readRecords } from '../../src/sync/records.store';
import { syncRound } from '../../src/sync/sync-round.store';
import { answers } from '../support/outbox';
import { freshRoom, keptApart, onlyReflection, sync, texts } from '../support/room';
import { kill, lock, makeDevice, makeNursery, type Server, startServer, unlock } from '../support/world';

const note = { module: null, prompt: null };
let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

test('words written on top of a merge that only this tablet shows undo nothing that the server merged meanwhile', async () => {
  const { blue, green, first } = await freshRoom(server);
  const [a, b] = [await unlock(server, blue, first), await unlock(server, green, first)];
  const stale = beginReflection(a, note);
  await stale.write('start');
  await sync(blue, a);
  await sync(green, b);
  const onGreen = openReflection(b, await onlyReflection(b));
  await onGreen.write('start\ngreen one');
  await sync(green, b);
  await pullOnce(a, blue.wire);
  await stale.write('start\nblue one'); // her screen still shows the words from before
  const merged = await onlyReflection(a);
  expect(merged.row.text).toBe('start\ngreen one\nblue one');
  await onGreen.write('start\ngreen one\ngreen two');
  await sync(green, b);
  await openReflection(a, merged).write(`${merged.row.text}\nblue two`);
  await sync(blue, a);
  await sync(green, b);
  for (const session of [a, b]) expect(await texts(session)).toEqual(['start\ngreen one\ngreen two\nblue one\nblue two']);
});

test('two screens that write on one growing text lose no word of either', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  const one = beginReflection(session, note);
  await one.write('start');
  const other = openReflection(session, await onlyReflection(session));
  await one.write('start\nfrom the first screen');
  await other.write('start\nfrom the second screen');
  const both = ['start\nfrom the first screen\nfrom the second screen'];
  expect(await texts(session)).toEqual(both);
  await sync(blue, session);
  expect(await texts(session)).toEqual(both);
});

test('a screen that opened on earlier words keeps what was written meanwhile, sent or not', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  const one = beginReflection(session, note);
  await one.write('start');
  const [early, late] = [openReflection(session, await onlyReflection(session)), openReflection(session, await onlyReflection(session))];
  await one.write('start, and the last words');
  await early.write('start!');
  expect((await texts(session))[0]).toContain('and the last words');
  await sync(blue, session);
  await late.write('start?');
  await sync(blue, session);
  const [text] = await texts(session);
  for (const words of ['and the last words', 'start!', 'start?']) expect(text).toContain(words);
});

test('after a tablet lost the count of its changes, the words under a used number are kept for her, not taken for sent', async () => {
  const { blue, second } = await freshRoom(server);
  const before = await unlock(server, blue, second);
  await beginReflection(before, note).write('one');
  await sync(blue, before);
  await blue.database.numbers.clear(); // the power failed before the disk had it
  kill(blue);
  const session = await unlock(server, blue, second);
  await beginReflection(session, note).write('two');
  blue.wire.faults.push('cut'); // the push is lost, the pull is not
  await sync(blue, session);
  expect(await texts(session)).toEqual(['one', 'two']);
  await sync(blue, session);
  const [entry] = await blue.database.quarantined.toArray();
  expect(entry?.reason).toBe('number-reused');
  expect(entry && (await openEntry(session, entry))?.set).toMatchObject({ text: 'two' });
  expect(await texts(session)).toEqual(['one']);
});

test('words written on while the first page of an answer is back and the next still waits, stand', async () => {
  const { green, first, nursery } = await freshRoom(server);
  const onePageARow = { ...server, mostRows: 1 };
  const slow = await makeDevice(onePageARow, `slow-of-${nursery.id}`, nursery.staff, { nursery: nursery.id, person: null });
  const [a, b] = [await unlock(server, slow, first), await unlock(server, green, first)];
  const writing = beginReflection(a, note);
  await writing.write('She smiled');
  slow.wire.faults.push('lost-reply', 'cut');
  await sync(slow, a);
  await writing.write('She smiled at me');
  await pushOnce(a.tablet, slow.wire);
  await beginReflection(b, note).write('another');
  await sync(green, b);
  expect(await pullOnce(a, slow.wire)).toEqual(ok('more'));
  expect(await answers(slow.database)).toEqual({ answered: 2, open: 0 });
  const shown = await onlyReflection(a);
  expect(shown.row.text).toBe('She smiled at me');
  const goingOn = openReflection(a, shown);
  expect(await pullOnce(a, slow.wire)).toEqual(ok('done'));
  await goingOn.write('She smiled at me twice');
  await sync(slow, a);
  expect(await texts(a)).toEqual(['She smiled at me twice', 'another']);
});

const moments = ['before the answer is read', 'before a page is opened', 'before a row is sealed'] as const;

test.each(moments)('a lock in mid-pull, %s, is no trouble, and the next unlock fetches the rest', async moment => {
  const { blue, green, first } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  await beginReflection(a, note).write('fetched later');
  await sync(blue, a);
  const session = await unlock(server, green, first);
  const { seal, open } = session.keys;
  const lockAt = (now: typeof moment) => now === moment && lock(green);
  const keys: Keys = {
    ...session.keys,
    open: async (...given) => {
      lockAt('before a page is opened');
      return open(...given);
    },
    seal: async (...given) => {
      lockAt('before a row is sealed');
      return seal(...given);
    },
  };
  const http: Pick<Http, 'post'> = {
    post: async (path, body) => {
      const answer = await green.wire.post(path, body);
      if (path === pullPath) lockAt('before the answer is read');
      return answer;
    },
  };
  expect(await syncRound({ tablet: session.tablet, http, session: () => ({ ...session, keys }) })).toEqual(ok(null));
  expect(keys.isHeld()).toBe(false);
  expect(await green.database.rows.count()).toBe(0);
  const again = await unlock(server, green, first);
  await sync(green, again);
  expect(await texts(again)).toEqual(['fetched later']);
});

test('a page of a second nursery that she cannot open yet does not hold up her own', async () => {
  const { blue, green, first, nursery } = await freshRoom(server);
  const other = await makeNursery(server, `second-of-${nursery.id}`, 1);
  const [colleague] = other.staff;
  if (!colleague) throw new Error('staff');
  const theirs = await makeDevice(server, `of-${other.id}`, other.staff, { nursery: other.id, person: null });
  const there = await unlock(server, theirs, colleague);
  await sayWord(there, { child: 'zosia', room: colleague.room ?? '', side: 'family', word: 'brave' });
  await sync(theirs, there);
  const a = await unlock(server, blue, first);
  await beginReflection(a, note).write('mine');
  await sync(blue, a);
  const joined = { id: `joined-${first.id}`, person: first.id, role: 'educator', nursery: other.id, room: null, until: null };
  await server.db.insertInto('memberships').values(joined).execute();
  const b = await unlock(server, green, first); // with the keys from before she joined
  expect(await pullOnce(b, green.wire)).toEqual(ok('done')); // the page waits for its key
  expect(await texts(b)).toEqual(['mine']);
  expect(await green.database.cursors.where({ holder: other.id }).count()).toBe(0);
});

test('words refused for a reason that this tablet does not know are kept apart and block nothing', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await beginReflection(session, note).write('mine');
  const newer = { v: 1, verdicts: [{ verdict: 'quarantined', reason: 'of-next-year' }] };
  expect(await pushOnce(session.tablet, { post: async () => ok(newer) })).toEqual(ok('sent'));
  expect(await keptApart(blue)).toEqual(['malformed']);
  expect(await blue.database.outbox.count()).toBe(0);
});

test('words are taken back from the mentor although the own copy is damaged', async () => {
  const { blue, own, first, mentor } = await freshRoom(server);
  const [educator, reading] = [await unlock(server, blue, first), await unlock(server, own, mentor)];
  const shared = async () => (await readRecords(reading, sharedReflectionKind)).items.length;
  await beginReflection(educator, note).write('hers');
  const kept = await onlyReflection(educator);
  await sendToMentor(educator, kept);
  await sync(blue, educator);
  await sync(own, reading);
  expect(await shared()).toBe(1);
  const row = (await blue.database.rows.toArray()).find(({ kind }) => kind === sharedReflectionKind.name);
  if (!row) throw new Error('row');
  await blue.database.rows.put({ ...row, bytes: new Uint8Array(60) });
  expect(await takeBackFromMentor(await unlock(server, blue, first), kept.id)).toEqual(ok('saved-here'));
  await sync(blue, educator);
  await sync(own, reading);
  expect(await shared()).toBe(0);
});

test('a damaged record on the server is reported, keeps what was written to it apart and stops nobody else', async () => {
  const { blue, green, first, second } = await freshRoom(server);
  const a = await unlock(server, blue, first);
  const writing = beginReflection(a, note);
  await writing.write('one');
  await sync(blue, a);
  await server.db
    .updateTable('records')
    .set({ body: Buffer.alloc(80) })
    .where('id', '=', writing.id)
    .execute();
  await writing.write('two');
  const colleague = await unlock(server, blue, second);
  await beginReflection(colleague, note).write('a colleague');
  expect(await sync(blue, colleague)).toEqual(ok(null));
  expect(await keptApart(blue)).toEqual(['server-fault']);
  expect(server.faults).toHaveLength(1);
  expect(await sync(green, await unlock(server, green, first))).toEqual(ok(null)); // her other tablet cannot fetch it
  expect(server.faults).toHaveLength(2);
  const elsewhere = await unlock(server, green, second);
  await sync(green, elsewhere);
  expect(await texts(elsewhere)).toEqual(['a colleague']);
});

test('words that a pull settles are on screen in every look, however often one looks meanwhile', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await beginReflection(session, note).write('just saved');
  await pushOnce(session.tablet, blue.wire);
  const looks: Promise<readonly string[]>[] = [];
  let isPulled = false;
  const pulling = pullOnce(session, blue.wire).finally(() => {
    isPulled = true;
  });
  while (!isPulled) {
    looks.push(texts(session));
    await new Promise(done => setImmediate(done));
  }
  expect(await pulling).toEqual(ok('done'));
  expect(await blue.database.outbox.count()).toBe(0);
  expect(looks.length).toBeGreaterThan(5);
  for (const look of looks) expect(await look).toEqual(['just saved']);
});
