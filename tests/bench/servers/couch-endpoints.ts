// As much of CouchDB's replication protocol as PouchDB speaks when it replicates, over the same SQLite store as the other peers.
//
// https://docs.couchdb.org/en/stable/replication/protocol.html. A document has one line of revisions here and no branches: on
// records that nobody edits on two sides at once, that is what CouchDB would keep as well, and less work than it has.
import { createHash } from 'node:crypto';
import type { RowsStore } from './rows-store';

export interface CouchAsked {
  readonly method: string;
  /** What follows the database's name: '_changes', '_local/x', ''. */
  readonly rest: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

interface CouchAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface CouchDocument {
  readonly _id: string;
  readonly _rev: string;
  readonly _revisions?: { readonly start: number; readonly ids: readonly string[] };
  readonly [field: string]: unknown;
}

const ok = (body: unknown, status = 200): CouchAnswer => ({ status, body });
const revisionsOf = (versions: string): readonly string[] => JSON.parse(versions) as string[];

function keep(store: RowsStore, whose: string, { _id: id, _rev, _revisions, ...fields }: CouchDocument): void {
  const { start = 1, ids = [] } = _revisions ?? {};
  const versions = ids.map((hash, at) => `${start - at}-${hash}`);
  store.put(whose, { id, body: JSON.stringify(fields), versions: JSON.stringify(versions.length > 0 ? versions : [_rev]) });
}

/** A new revision of a document, made at the server. */
export function reviseDocument(store: RowsStore, whose: string, id: string, fields: object): void {
  const before = store.get(whose, id);
  const versions = before ? revisionsOf(before.versions) : [];
  const body = JSON.stringify(fields);
  const next = `${versions.length + 1}-${createHash('md5').update(body).digest('hex')}`;
  store.put(whose, { id, body, versions: JSON.stringify([next, ...versions]) });
}

function changes(store: RowsStore, whose: string, query: URLSearchParams): CouchAnswer {
  const [since, limit] = [Number(query.get('since') ?? 0) || 0, Number(query.get('limit') ?? 100)];
  const rows = store.after(whose, since, limit);
  const results = rows.map(({ id, place, versions }) => ({ seq: place, id, changes: [{ rev: revisionsOf(versions)[0] }] }));
  return ok({ results, last_seq: rows.at(-1)?.place ?? since });
}

function missing(store: RowsStore, whose: string, body: unknown): CouchAnswer {
  const asked = Object.entries(body as Record<string, string[]>).map(([id, revs]) => {
    const row = store.get(whose, id);
    const known = row ? revisionsOf(row.versions) : [];
    return [id, { missing: revs.filter(rev => !known.includes(rev)) }] as const;
  });
  return ok(Object.fromEntries(asked.filter(([, { missing }]) => missing.length > 0)));
}

function bulkGet(store: RowsStore, whose: string, body: unknown): CouchAnswer {
  const { docs } = body as { docs: readonly { id: string; rev: string }[] };
  const results = docs.map(({ id, rev }) => {
    const row = store.get(whose, id);
    if (!row) return { id, docs: [{ error: { id, rev, error: 'not_found', reason: 'missing' } }] };
    const versions = revisionsOf(row.versions);
    const _revisions = { start: versions.length, ids: versions.map(version => version.slice(version.indexOf('-') + 1)) };
    return { id, docs: [{ ok: { ...JSON.parse(row.body), _id: id, _rev: versions[0], _revisions } }] };
  });
  return ok({ results });
}

function bulkDocs(store: RowsStore, whose: string, body: unknown): CouchAnswer {
  const { docs } = body as { docs: readonly CouchDocument[] };
  store.together(() => {
    for (const one of docs) keep(store, whose, one);
  });
  return ok([], 201);
}

/** Checkpoints of replications, which never replicate themselves. */
function checkpoint(store: RowsStore, whose: string, { method, rest, body }: CouchAsked): CouchAnswer {
  const kept = store.get(`local ${whose}`, rest);
  if (method === 'GET') return kept ? ok(JSON.parse(kept.body)) : ok({ error: 'not_found', reason: 'missing' }, 404);
  const rev = `0-${Number(kept?.versions ?? 0) + 1}`;
  const document = { ...(body as object), _id: rest, _rev: rev };
  store.put(`local ${whose}`, { id: rest, body: JSON.stringify(document), versions: rev.slice(2) });
  return ok({ ok: true, id: rest, rev }, 201);
}

export function answerCouch(store: RowsStore, whose: string, asked: CouchAsked): CouchAnswer {
  const { rest, query, body } = asked;
  if (whose === '') return ok({ couchdb: 'Welcome', uuid: 'bench', version: '3.3.3', vendor: { name: 'bench' } });
  if (rest === '') return ok({ db_name: whose, update_seq: store.last(whose), doc_count: 0, instance_start_time: '0' });
  if (rest.startsWith('_local/')) return checkpoint(store, whose, asked);
  if (rest === '_changes') return changes(store, whose, query);
  if (rest === '_revs_diff') return missing(store, whose, body);
  if (rest === '_bulk_get') return bulkGet(store, whose, body);
  if (rest === '_bulk_docs') return bulkDocs(store, whose, body);
  return ok({ error: 'not_found', reason: rest }, 404);
}
