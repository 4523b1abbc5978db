// The trail itself: a chain in which nothing can be changed or taken out unseen, however many write into it at once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serverCounter } from '../../src/features/audit/audit';
import { type AuditLine, auditBeginning, auditHash, noteWhole, writeAudit, writeAuditSeldom } from '../../src/server/audit';
import { verifyAudit } from '../../src/server/audit-check';
import { backUp } from '../../src/server/backup';
import type { Database, Tables } from '../../src/server/database';
import { restore } from '../../src/server/restore';
import { databaseAt, freshDatabase } from '../support/fresh-database';

const hour = 3_600_000;
const at = Date.UTC(2026, 10, 23, 7, 15);
const line: AuditLine = { at, counter: 'quince', who: 'helen', what: 'room-changed', about: 'amina', tablet: null };

let db: Database;
beforeEach(async () => {
  db = await freshDatabase(4);
});
afterEach(() => db.destroy());

const write = (over: Partial<AuditLine> = {}) => db.transaction().execute(tx => writeAudit(tx, { ...line, ...over }));
const lines = () => db.selectFrom('audit').selectAll().orderBy('counter').orderBy('place').execute();
const broken = async () => (await verifyAudit(db)).broken;

async function chainOf(many: number): Promise<void> {
  for (let i = 1; i <= many; i++) await write({ at: at + i });
}

test('each nursery has a chain of its own, and the lines of both prove themselves', async () => {
  await chainOf(3);
  await write({ counter: 'alder' });
  expect((await lines()).map(({ counter, place }) => `${counter} ${place}`)).toEqual(['alder 1', 'quince 1', 'quince 2', 'quince 3']);
  const { broken: breaks, ends } = await verifyAudit(db);
  expect([breaks, ends.map(end => [end.counter, end.lines])]).toEqual([
    [],
    [
      ['alder', 1],
      ['quince', 3],
    ],
  ]);
});

test('what is taken back leaves no line', async () => {
  await write();
  const failing = db.transaction().execute(async tx => {
    await writeAudit(tx, line);
    throw new Error('taken back');
  });
  await expect(failing).rejects.toThrow('taken back');
  await write();
  expect([(await lines()).length, await broken()]).toEqual([2, []]);
});

test('of many who write at the same time none overwrites another', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, i) => write({ who: `p-${i}`, counter: i % 2 ? 'quince' : 'alder' })));
  expect([(await lines()).length, await broken()]).toEqual([30, []]);
  expect(new Set((await lines()).map(({ who }) => who)).size).toBe(30);
});

test('a line takes ids and no words', async () => {
  for (const words of [{ about: 'She laughed today' }, { who: 'Amina of the Wrens' }, { tablet: '' }, { counter: 'a b' }])
    await expect(write(words)).rejects.toThrow('ids alone');
  expect(await lines()).toEqual([]);
});

describe('a trail that somebody has changed', () => {
  const hands: readonly (readonly [string, (db: Database) => Promise<unknown>, number])[] = [
    ['a line that names somebody else', db => db.updateTable('audit').set({ who: 'kasia' }).where('place', '=', 3).execute(), 3],
    ['a line moved to another day', db => db.updateTable('audit').set({ at: 0 }).where('place', '=', 2).execute(), 2],
    ['another act in its place', db => db.updateTable('audit').set({ what: 'back-up-made' }).where('place', '=', 1).execute(), 1],
    ['a tablet put in', db => db.updateTable('audit').set({ tablet: 'blue' }).where('place', '=', 5).execute(), 5],
    ['a line written anew with a hash that fits', rewrite, 4],
    ['a line taken out of the middle', db => db.deleteFrom('audit').where('place', '=', 3).execute(), 3],
    ['the first line taken out', db => db.deleteFrom('audit').where('place', '=', 1).execute(), 1],
    ['the last line taken out', db => db.deleteFrom('audit').where('place', '=', 5).execute(), 5],
    ['all of it taken out', db => db.deleteFrom('audit').execute(), 1],
    ['the end set back with the last line gone', setBack, 5],
    ['a line put in at the end', db => db.insertInto('audit').values(forged(6)).execute(), 6],
    ['a line put in before the first', db => db.insertInto('audit').values(forged(0)).execute(), 0],
    ['a chain that no end is known of', db => db.deleteFrom('audit_ends').execute(), 1],
  ];
  const forged = (place: number) => ({ ...line, place, hash: 'A'.repeat(43) });
  async function rewrite(db: Database): Promise<void> {
    const [, second, third] = await db.selectFrom('audit').selectAll().orderBy('place').execute();
    if (!second || !third) throw new Error('too short');
    const hash = auditHash(second.hash, { ...third, who: 'kasia' });
    await db.updateTable('audit').set({ who: 'kasia', hash }).where('place', '=', 3).execute();
  }
  async function setBack(db: Database): Promise<void> {
    await db.deleteFrom('audit').where('place', '=', 5).execute();
    await db.updateTable('audit_ends').set({ last: 4 }).execute();
  }
  test.each(hands)('%s is found', async (_, change, place) => {
    await chainOf(5);
    await change(db);
    expect(await broken()).toEqual([{ counter: 'quince', place }]);
  });

  test.each(hands.filter(([name]) => name !== 'a chain that no end is known of'))(
    'after %s work goes on, and the break stays found',
    async (_, change) => {
      await chainOf(5);
      await change(db);
      await write();
      await write();
      expect(await broken()).toEqual([{ counter: 'quince', place: expect.any(Number) }]);
    },
  );

  test('a chain that was written anew from its beginning ends otherwise than whoever noted its end remembers', async () => {
    await chainOf(3);
    const [noted] = (await verifyAudit(db)).ends;
    await db.deleteFrom('audit').execute();
    await db.deleteFrom('audit_ends').execute();
    for (let i = 1; i <= 3; i++) await write({ at: at + i, who: 'somebody-else' });
    const { broken: breaks, ends } = await verifyAudit(db);
    expect([breaks, ends[0]?.lines, ends[0]?.hash === noted?.hash]).toEqual([[], 3, false]);
  });
});

test('what repeats within the hour is one line; another hand, another tablet or another hour is another', async () => {
  const seldom = (over: Partial<AuditLine>) => db.transaction().execute(tx => writeAuditSeldom(tx, { ...line, ...over }, hour));
  for (let i = 0; i < 50; i++) await seldom({ at: at + i });
  await seldom({ about: null });
  await seldom({ about: null });
  await seldom({ who: 'kasia' });
  await seldom({ tablet: 'blue' });
  await seldom({ at: at + hour });
  expect((await lines()).map(({ who, about, tablet }) => [who, about, tablet])).toEqual([
    ['helen', 'amina', null],
    ['helen', null, null],
    ['kasia', 'amina', null],
    ['helen', 'amina', 'blue'],
    ['helen', 'amina', null],
  ]);
});

test('a long chain is read to its end', async () => {
  const first = auditBeginning(line.counter);
  const rows: Tables['audit'][] = [];
  for (let place = 1; place <= 1_005; place++) {
    const next = { ...line, at: at + place, place };
    rows.push({ ...next, hash: auditHash(rows.at(-1)?.hash ?? first, next) });
  }
  for (let from = 0; from < rows.length; from += 100)
    await db
      .insertInto('audit')
      .values(rows.slice(from, from + 100))
      .execute();
  const hash = rows.at(-1)?.hash ?? '';
  await db.insertInto('audit_ends').values({ counter: line.counter, first: 1, before: first, last: rows.length, hash }).execute();
  await write();
  expect(await broken()).toEqual([]);
  await db.updateTable('audit').set({ who: 'kasia' }).where('place', '=', 1_003).execute();
  expect(await broken()).toEqual([{ counter: 'quince', place: 1_003 }]);
});

test('what an operator does with the whole server stands in a chain of its own; a database from before the trail is left alone', async () => {
  await noteWhole(db, 'back-up-made', at);
  expect((await lines()).map(({ counter, who, what }) => [counter, who, what])).toEqual([[serverCounter, 'operator', 'back-up-made']]);
  const before = await databaseAt('0010-digests');
  await noteWhole(before, 'back-up-made', at);
  await before.destroy();
});

test('a back-up brings the trail with it, and it goes on where it stood', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-test-'));
  await chainOf(3);
  await backUp(db, join(folder, 'larkrise.backup'));
  const after = await freshDatabase();
  expect((await restore(after, join(folder, 'larkrise.backup'))).ok).toBe(true);
  await after.transaction().execute(tx => writeAudit(tx, { ...line, at: at + hour }));
  const { broken: breaks, ends } = await verifyAudit(after);
  expect([breaks, ends.map(end => end.lines)]).toEqual([[], [4]]);
  await after.destroy();
  rmSync(folder, { recursive: true });
});
