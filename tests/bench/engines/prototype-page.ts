// The bare prototype: rows and an outbox in one Dexie database, neither sealed nor signed, nobody asked who may; durable as Larkrise is.
import Dexie, { type EntityTable, type Table } from 'dexie';
import { begin } from './engine';
import type { BenchRecord } from './records';

interface Waiting {
  readonly n?: number;
  readonly record: BenchRecord;
}

class PrototypeDatabase extends Dexie {
  declare readonly rows: EntityTable<BenchRecord, 'id'>;
  declare readonly outbox: Table<Waiting, number>;
  declare readonly cursors: EntityTable<{ name: string; place: number }, 'name'>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ rows: 'id', outbox: '++n', cursors: 'name' });
  }
}

const [pushSize, pageSize] = [100, 1_000];
let database: PrototypeDatabase;
let path: string;

async function ask<Answer>(body: object): Promise<Answer> {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the prototype's server says ${answer.status}`);
  return (await answer.json()) as Answer;
}

begin({
  ready: async () => undefined,
  async open(name, whose) {
    database = new PrototypeDatabase(name);
    path = `/prototype/${whose}`;
    await database.open();
  },
  async write(record) {
    await database.transaction('rw', database.rows, database.outbox, async () => {
      await database.rows.put(record);
      await database.outbox.add({ record });
    });
  },
  async push() {
    for (;;) {
      const waiting = await database.outbox.limit(pushSize).toArray();
      if (waiting.length === 0) return;
      await ask({ push: waiting.map(({ record }) => record) });
      await database.outbox.bulkDelete(waiting.flatMap(({ n }) => n ?? []));
    }
  },
  async pull() {
    for (;;) {
      const after = (await database.cursors.get('server'))?.place ?? 0;
      const { rows, place, more } = await ask<{ rows: BenchRecord[]; place: number; more: boolean }>({ after, limit: pageSize });
      await database.transaction('rw', database.rows, database.cursors, async () => {
        await database.rows.bulkPut(rows);
        if (place > after) await database.cursors.put({ name: 'server', place });
      });
      if (!more) return;
    }
  },
  newest: async count => (await database.rows.orderBy('id').reverse().limit(count).toArray()).map(({ text }) => text),
  texts: async () => (await database.rows.toArray()).map(({ text }) => text),
});
