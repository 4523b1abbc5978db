// A tablet that sends what nobody has signed, without end: the server keeps so much of it a day and no more, and honest words go on.
import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { revokeTablet } from '../../src/server/reports';
import { mostUnproven, mostUnprovenAtFarewell, receiveFromTablet } from '../../src/sync/unproven.server';
import { type Forge, forgeFor, freshRoom, type Room } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

let server: Server;
let room: Room;
let hers: Forge;
let count = 0;

beforeEach(async () => {
  server = await startServer();
  room = await freshRoom(server);
  hers = forgeFor(server, room.blue, await unlock(server, room.blue, room.first));
  return () => server.db.destroy();
});

/** Another one each time, of so many characters. */
const rubbish = (length = 1_000_000) => {
  count += 1;
  return { nonsense: `${count}${'y'.repeat(length)}` };
};
const push = (envelopes: readonly unknown[], occasion: 'push' | 'farewell' = 'push') =>
  receiveFromTablet(server, room.blue.id, { v: 1, tablet: room.blue.id, envelopes: [...envelopes] }, occasion);
const tooMuch = { ok: false, trouble: 'too-many-requests' };
const keptBytes = async () =>
  (await server.db.selectFrom('quarantine').select('raw').execute()).reduce((sum, { raw }) => sum + raw.length, 0);
async function flood(times: number, occasion: 'push' | 'farewell' = 'push'): Promise<boolean> {
  for (let at = 0; at < times; at += 1) if (!(await push([rubbish()], occasion)).ok) return false;
  return true;
}
const honest = async () => hers.envelope(hers.change());

test('is given no verdict beyond a bound, so that nothing of it is kept, and what was signed is taken as ever', async () => {
  expect(await flood(20)).toBe(false);
  expect(await keptBytes()).toBeLessThanOrEqual(mostUnproven);
  expect(await keptBytes()).toBeGreaterThan(mostUnproven / 2);
  expect(await push([await honest()])).toEqual({ ok: true, value: { v: 1, verdicts: [{ verdict: 'applied' }] } });
  const mixed = await honest();
  expect(await push([mixed, rubbish()])).toEqual(tooMuch);
  expect(await push([mixed])).toMatchObject({ ok: true, value: { verdicts: [{ verdict: 'applied' }] } });
});

test('counts each of a thousand crumbs as what it takes to keep it', async () => {
  let pushes = 0;
  while ((await push(Array.from({ length: 400 }, () => rubbish(1)))).ok) pushes += 1;
  expect(pushes * 400).toBeLessThan(20_000);
}, 60_000);

test('and sends the same again costs nothing, and gets the same verdict', async () => {
  const [one, refused] = [rubbish(), { ok: true, value: { v: 1, verdicts: [{ verdict: 'quarantined', reason: 'malformed' }] } }];
  expect(await push([one])).toEqual(refused);
  expect(await flood(20)).toBe(false);
  for (let times = 0; times < 10; times += 1) expect(await push([one])).toEqual(refused);
});

test('has the same again the next day, many at once are counted like one after the other', async () => {
  expect(await flood(20)).toBe(false);
  server.now += 86_400_000;
  const answers = await Promise.all(Array.from({ length: 20 }, () => push([rubbish()])));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(8);
});

test('after it was taken out of use has one bound for good, and its signed words are still judged', async () => {
  await revokeTablet(server, room.blue.id);
  const words = await honest();
  for (let day = 0; day < 12; day += 1) {
    await flood(9, 'farewell');
    server.now += 86_400_000;
  }
  expect(await keptBytes()).toBeLessThanOrEqual(mostUnprovenAtFarewell);
  expect(await flood(1, 'farewell')).toBe(false);
  expect((await push([words], 'farewell')).ok).toBe(true);
}, 60_000);
