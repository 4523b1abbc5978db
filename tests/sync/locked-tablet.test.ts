// A locked tablet keeps itself up to date and can read nothing: what it fetches, how often, and what becomes of it at the unlock.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { minutes } from '../../src/kernel/clock';
import { ok, trouble } from '../../src/kernel/result';
import { syncRound } from '../../src/sync/sync-round.store';
import { boardWords, counting, lockedSync, writeOn } from '../support/locked-tablet';
import { answers } from '../support/outbox';
import { freshRoom, sync, texts } from '../support/room';
import { type Server, type Staff, startServer, unlock } from '../support/world';

const note = { module: null, prompt: null };
let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

test('what a locked tablet has fetched is there at the next unlock, without a network', async () => {
  const { blue, green, first, second } = await freshRoom(server);
  await writeOn(server, blue, first, 'for another day');
  await writeOn(server, blue, second, 'of a colleague');
  expect(await lockedSync(server, green)).toEqual(ok(null));
  expect(await green.database.rows.count()).toBe(0);
  for (const [person, words] of [
    [first, 'for another day'],
    [second, 'of a colleague'],
  ] as const) {
    const session = await unlock(server, green, person);
    green.wire.faults.push('cut', 'cut');
    expect(await sync(green, session)).toEqual(trouble('no-network'));
    expect(await texts(session)).toEqual([words]);
    green.wire.faults.length = 0;
  }
});

test('nothing that a locked tablet has fetched can be read in its storage', async () => {
  const { blue, green, first } = await freshRoom(server);
  await writeOn(server, blue, first, 'she-said-elderflower');
  await lockedSync(server, green);
  const staged = await green.database.staged.toArray();
  expect(staged.some(({ page }) => page !== null)).toBe(true);
  for (const { page } of staged) if (page) expect(Buffer.from(page.bytes).includes('elderflower')).toBe(false);
  expect(JSON.stringify(staged.map(({ page, ...rest }) => [rest, page?.key]))).not.toContain('elderflower');
});

test('a nursery’s pages are fetched once for everybody, and whoever is unlocked first applies them for all', async () => {
  const { blue, green, first, third, name } = await freshRoom(server);
  const saying = await unlock(server, blue, first);
  await sayWord(saying, { child: 'c1', room: name, side: 'family', word: 'brave' });
  await sync(blue, saying);
  await lockedSync(server, green);
  const shared = (await green.database.staged.toArray()).filter(({ holder, page }) => holder === first.nursery && page !== null);
  expect(shared).toHaveLength(1);
  await syncRound({
    tablet: (await unlock(server, green, third)).tablet,
    http: { post: async () => trouble('no-network') },
    session: () => green.session,
  });
  expect(await boardWords(server, green, third)).toEqual(['brave']);
  expect(await boardWords(server, green, first)).toEqual(['brave']);
  expect((await green.database.staged.toArray()).filter(({ holder }) => holder === first.nursery)).toEqual([]);
});

test('a locked tablet asks for each person once in five minutes, at once when it is poked, and keeps nothing of an empty answer', async () => {
  const { blue, green, first } = await freshRoom(server);
  await lockedSync(server, green);
  const asked = counting(green);
  await writeOn(server, blue, first, 'new');
  const before = await green.database.staged.count();
  await lockedSync(server, green);
  expect(asked.pull).toBe(0);
  await lockedSync(server, green, true);
  expect(asked.pull).toBe(green.people.length);
  const after = await green.database.staged.count();
  expect(after).toBeGreaterThan(before);
  server.now += minutes(5);
  await lockedSync(server, green);
  expect(asked.pull).toBe(2 * green.people.length);
  expect(await green.database.staged.count()).toBe(after);
});

test('what waited when she locked stays on her screen until the rows that it became are there', async () => {
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await beginReflection(session, note).write('saved here');
  await lockedSync(server, blue);
  expect(await answers(blue.database)).toEqual({ answered: 1, open: 0 });
  const again = await unlock(server, blue, first);
  expect(await texts(again)).toEqual(['saved here']);
  blue.wire.faults.push('cut');
  await sync(blue, again);
  expect(await texts(again)).toEqual(['saved here']);
  expect(await blue.database.outbox.count()).toBe(0);
});

test('pages that hold a room she has left are thrown away unread, and the rest is fetched again', async () => {
  const { blue, green, first, third, name, nursery } = await freshRoom(server);
  const saying = await unlock(server, blue, first);
  await sayWord(saying, { child: 'c1', room: name, side: 'family', word: 'secret-of-the-room' });
  await beginReflection(saying, note).write('her own');
  await sync(blue, saying);
  await lockedSync(server, green);
  const move = async (person: Staff) =>
    server.db
      .updateTable('memberships')
      .set({ room: nursery.rooms[1] ?? null })
      .where('person', '=', person.id)
      .execute();
  await move(first);
  await move(third);
  await lockedSync(server, green, true);
  expect((await green.database.staged.toArray()).flatMap(({ cursors }) => Object.keys(cursors))).not.toContain(
    `room:${name}@${nursery.id}`,
  );
  const session = await unlock(server, green, first);
  expect(await sync(green, session)).toEqual(ok(null));
  expect(await texts(session)).toEqual(['her own']);
  expect(await boardWords(server, green, first)).toEqual([]);
});

test('on a full tablet a locked round keeps nothing, says so, and costs no word', async () => {
  const { blue, green, first } = await freshRoom(server);
  await writeOn(server, blue, first, 'later');
  const session = await unlock(server, green, first);
  await beginReflection(session, note).write('waiting');
  const full = () => {
    throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
  };
  green.database.staged.hook('creating', full);
  expect(await lockedSync(server, green)).toEqual(trouble('storage-full'));
  green.database.staged.hook('creating').unsubscribe(full);
  const again = await unlock(server, green, first);
  await sync(green, again);
  expect(await texts(again)).toEqual(['later', 'waiting']);
});
