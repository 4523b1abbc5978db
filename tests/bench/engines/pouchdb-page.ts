// PouchDB 9 in its page: one document a record, its own replication with the largest batches that paid.
import PouchDB from 'pouchdb-browser';
import { begin } from './engine';

/** PouchDB cannot ask for durable transactions itself; here it gets those that the others ask for. */
const relaxed = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (stores, mode, options) {
  return relaxed.call(this, stores, mode, mode === 'readwrite' ? { ...options, durability: 'strict' } : options);
};

const batches = { batch_size: 1_000, batches_limit: 10 };
let database: PouchDB;
let remote: PouchDB;

begin({
  ready: async () => undefined,
  async open(name, whose) {
    database = new PouchDB(name, { adapter: 'idb', revs_limit: 20 });
    remote = new PouchDB(`${location.origin}/couch/${whose}`, { skip_setup: true });
    await database.info();
  },
  async write({ id, ...fields }) {
    await database.put({ _id: id, ...fields });
  },
  async push() {
    await database.replicate.to(remote, batches);
  },
  async pull() {
    await database.replicate.from(remote, batches);
  },
  async newest(count) {
    const { rows } = await database.allDocs({ include_docs: true, descending: true, limit: count });
    return rows.map(({ doc }) => doc?.text ?? '');
  },
  async texts() {
    const { rows } = await database.allDocs({ include_docs: true });
    return rows.map(({ doc }) => doc?.text ?? '');
  },
});
