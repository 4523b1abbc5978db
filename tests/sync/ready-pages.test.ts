// Pages put into the database: many rows at once stand as they would have one by one.
import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { type StoredRow, TabletDatabase } from '../../src/device/database';
import { putPages, type ReadyPage, standingWhere } from '../../src/sync/ready-pages.store';

const databases: TabletDatabase[] = [];
afterEach(() => {
  for (const database of databases.splice(0)) database.close();
});

function freshDatabase(): TabletDatabase {
  const database = new TabletDatabase(`ready-pages-${databases.length}-${crypto.randomUUID()}`);
  databases.push(database);
  return database;
}

const idOf = (number: number): string => `row-${String(number).padStart(4, '0')}`;
const row = (number: number, over: Partial<StoredRow> = {}): StoredRow => ({
  holder: 'amina',
  id: idOf(number),
  kind: 'reflection',
  buckets: ['person:amina@n'],
  revision: 2,
  key: 'vault:amina:1',
  bytes: new Uint8Array([number % 250]),
  ...over,
});
const page = (rows: readonly StoredRow[], gone: readonly number[] = []): ReadyPage => ({
  rows,
  removals: gone.map(number => ({ holder: 'amina', bucket: 'person:amina@n', id: idOf(number) })),
});

const put = (database: TabletDatabase, ...pages: ReadyPage[]): Promise<void> =>
  database.transaction('rw', database.rows, database.damaged, database.outbox, database.numbers, async () =>
    putPages(database, pages, await standingWhere(database, pages)),
  );

/** What a row is without its words. */
const facts = async ({ rows }: TabletDatabase, number: number) => {
  const found = await rows.get(['amina', idOf(number)]);
  return found ? { revision: found.revision, buckets: found.buckets } : null;
};

/** Few are looked for one by one, many by their range. */
for (const count of [40, 700]) {
  const numbers = Array.from({ length: count }, (_, at) => at);

  test(`of ${count} rows at once none takes the place of a later one, or a bucket from one that is in another as well`, async () => {
    const database = freshDatabase();
    await database.rows.bulkPut([
      row(3, { revision: 9 }),
      row(4, { buckets: ['mentoring:amina@n'] }),
      row(9, { revision: 9 }),
      row(9, { holder: 'ruth' }),
    ]);
    await database.damaged.put({ holder: 'amina', id: idOf(9) });
    await put(database, page(numbers.map(number => row(number))));
    expect(await database.rows.count()).toBe(count + 1);
    const mine = ['person:amina@n'];
    expect(await facts(database, 3)).toEqual({ revision: 9, buckets: mine });
    expect(await facts(database, 4)).toEqual({ revision: 2, buckets: ['mentoring:amina@n', ...mine] });
    expect(await facts(database, 9)).toEqual({ revision: 2, buckets: mine }); // what stood there did not open
    expect(await database.damaged.count()).toBe(0);
  });

  test(`of ${count} removals at once each takes its row from one bucket, and from the tablet with the last`, async () => {
    const database = freshDatabase();
    await put(database, page(numbers.map(number => row(number))), page([row(1, { buckets: ['mentoring:amina@n'] })]));
    await put(database, page([row(2, { revision: 3 })], numbers.slice(1)), page([row(6, { revision: 4 })]));
    expect(await facts(database, 0)).toEqual({ revision: 2, buckets: ['person:amina@n'] });
    expect(await facts(database, 1)).toEqual({ revision: 2, buckets: ['mentoring:amina@n'] });
    expect(await facts(database, 2)).toBeNull();
    expect(await facts(database, 6)).toEqual({ revision: 4, buckets: ['person:amina@n'] });
    expect(await database.rows.count()).toBe(3);
  });
}
