// The server sides of the prototype and of RxDB's replication: plain endpoints that take a batch and hand out a page.
import type { RowsStore } from './rows-store';

/** A body and what is answered to it. */
export type Endpoint = (whose: string, body: unknown) => unknown;

interface Identified {
  readonly id: string;
}

const stored = <Record extends Identified>(record: Record) => ({ id: record.id, body: JSON.stringify(record), versions: '' });

/** `{push: [record]}` or `{after, limit}`. */
export const prototypeEndpoint =
  (store: RowsStore): Endpoint =>
  (whose, body) => {
    const asked = body as { push: readonly Identified[] } | { after: number; limit: number };
    if ('push' in asked) {
      store.together(() => {
        for (const record of asked.push) store.put(whose, stored(record));
      });
      return {};
    }
    const rows = store.after(whose, asked.after, asked.limit);
    return {
      rows: rows.map(row => JSON.parse(row.body)),
      place: rows.at(-1)?.place ?? asked.after,
      more: rows.length === asked.limit,
    };
  };

interface RxDocument extends Identified {
  readonly text: string;
}

interface RxRow {
  readonly newDocumentState: RxDocument;
  readonly assumedMasterState?: RxDocument;
}

/** `{rows: [RxRow]}` gives the conflicts, `{checkpoint, limit}` the documents after it: the handlers that RxDB's replication page describes. */
export const rxdbEndpoint =
  (store: RowsStore): Endpoint =>
  (whose, body) => {
    const asked = body as { rows: readonly RxRow[] } | { checkpoint: { place: number } | null; limit: number };
    if ('rows' in asked)
      return store.together(() => {
        const conflicts: unknown[] = [];
        for (const { newDocumentState: fresh, assumedMasterState: assumed } of asked.rows) {
          const standing = store.get(whose, fresh.id);
          const master = standing ? (JSON.parse(standing.body) as RxDocument) : null;
          if (master && master.text !== assumed?.text) conflicts.push(master);
          else store.put(whose, stored(fresh));
        }
        return conflicts;
      });
    const after = asked.checkpoint?.place ?? 0;
    const rows = store.after(whose, after, asked.limit);
    return { documents: rows.map(row => JSON.parse(row.body)), checkpoint: { place: rows.at(-1)?.place ?? after } };
  };
