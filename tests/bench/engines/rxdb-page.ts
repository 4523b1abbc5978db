// RxDB 17 in its page, on its free Dexie storage: one collection, one live replication in each direction over plain endpoints, in the batches that paid.
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { begin, type Whose } from './engine';
import type { BenchRecord } from './records';

const text = (maxLength: number) => ({ type: 'string', maxLength });
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(36),
    kind: text(40),
    author: text(60),
    module: { type: ['string', 'null'] },
    prompt: { type: ['string', 'null'] },
    at: { type: 'number', minimum: 0, maximum: 1e13, multipleOf: 1 },
    text: { type: 'string' },
  },
  required: ['id', 'kind', 'author', 'at', 'text'],
} as const;

let records: RxCollection<BenchRecord>;
let owner: Whose;
let up: RxReplicationState | null = null;
let down: RxReplicationState | null = null;

async function ask<Answer>(body: object): Promise<Answer> {
  const answer = await fetch(`/rxdb/${owner}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`RxDB's server says ${answer.status}`);
  return (await answer.json()) as Answer;
}

const common = () => ({ collection: records, live: true, retryTime: 5_000, waitForLeadership: false });

begin({
  ready: async () => undefined,
  async open(name, whose) {
    owner = whose;
    const storage = getRxStorageDexie({ chromeTransactionDurability: 'strict' });
    const database = await createRxDatabase({ name, storage, multiInstance: false, eventReduce: true });
    ({ records } = await database.addCollections<{ records: BenchRecord }>({ records: { schema } }));
  },
  async write(record) {
    await records.insert(record);
  },
  async push() {
    up ??= replicateRxCollection({
      ...common(),
      replicationIdentifier: 'up',
      push: { batchSize: 1_000, handler: rows => ask({ rows }) },
    });
    await up.awaitInitialReplication();
    await up.awaitInSync();
  },
  async pull() {
    if (down) down.reSync();
    down ??= replicateRxCollection({
      ...common(),
      replicationIdentifier: 'down',
      pull: { batchSize: 5_000, handler: (checkpoint, limit) => ask({ checkpoint: checkpoint ?? null, limit }) },
    });
    await down.awaitInitialReplication();
    await down.awaitInSync();
  },
  newest: async count => (await records.find({ sort: [{ id: 'desc' }], limit: count }).exec()).map(one => one.text),
  texts: async () => (await records.find().exec()).map(one => one.text),
});
