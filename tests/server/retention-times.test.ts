// When retention runs: at night, once a day, by one of several servers, and not where the clock may be wrong.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { isTimeFor, usualPeriods, yearsBefore } from '../../src/features/rights/retention';
import { clearUpIfDue } from '../../src/features/rights/retention-run.server';
import { days } from '../../src/kernel/clock';
import { babyStands } from '../../src/server/babies';
import { enterBaby, standsIn } from '../support/children';
import { baby, beginsWithRoom, leave, parts, pass, plan, room, server } from '../support/retention-room';

beginsWithRoom();

test('the server clears up once a day by itself, one of several does it, and the trail says so', async () => {
  await leave();
  server.now = Date.UTC(2027, 0, 10, 21, 0);
  expect(await clearUpIfDue(parts(), usualPeriods)).toBe('clock-in-doubt'); // nobody was heard for two months before
  expect(await standsIn(server, baby)).toHaveLength(1);
  const heard = { tablet: 'blue', author: room.first.id, n: 7, change: null, verdict: 'applied', reason: null };
  await server.db
    .insertInto('receipts')
    .values({ ...heard, received_at: server.now - days(8) })
    .execute();
  const both = await Promise.all([clearUpIfDue(parts(), usualPeriods), clearUpIfDue(parts(), usualPeriods)]);
  expect(both.filter(done => done !== null)).toHaveLength(1);
  expect(await standsIn(server, baby)).toEqual([]);
  const runs = await server.db.selectFrom('retention_runs').selectAll().execute();
  expect(runs).toEqual([{ day: '2027-01-10', begun_at: server.now, ended_at: server.now, erased: 1 }]);
  expect(await server.db.selectFrom('audit').select('who').where('what', '=', 'retention-done').execute()).toEqual([{ who: 'operator' }]);
  server.now += days(0.1);
  expect(await clearUpIfDue(parts(), usualPeriods)).toBeNull();
});

test('it is time at night once a day, and by day only where the server is off at night', () => {
  const evening = Date.UTC(2027, 0, 10, 21, 0);
  const morning = Date.UTC(2027, 0, 11, 7, 15);
  expect([isTimeFor(null, morning), isTimeFor(null, evening)]).toEqual([false, true]);
  expect(isTimeFor(evening - days(1), evening)).toBe(true);
  expect(isTimeFor(evening - days(0.5), evening)).toBe(false);
  expect(isTimeFor(morning - days(1), morning)).toBe(false);
  expect(isTimeFor(morning - days(2), morning)).toBe(true);
});

test('years before a leap day end on a day that there was', () => {
  expect(new Date(yearsBefore(Date.UTC(2028, 1, 29, 12), 6)).toISOString()).toBe('2022-03-01T12:00:00.000Z');
});

test('a server that is off at night begins after two days, and a plan leaves everybody their turn', async () => {
  server.now = Date.UTC(2027, 0, 10, 10, 0);
  expect(await clearUpIfDue(parts(), usualPeriods)).toBeNull();
  server.now += days(2);
  expect(await clearUpIfDue(parts(), usualPeriods)).toMatchObject({ now: server.now });
  for (let at = 0; at < 20; at += 1) await enterBaby(server, room.first, room.name, `Baby${at}`);
  for (const { id } of await server.db.selectFrom('records').select('id').where('kind', '=', 'child').execute())
    await babyStands(server, { child: id, standing: 'left' });
  pass(40);
  let ticks = 0;
  const ticking = setInterval(() => {
    ticks += 1;
  }, 0);
  expect((await plan()).children.due).toHaveLength(21);
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(5);
});
