// As much of the peers' types as the bench uses: they are installed by the bench alone, and the project is checked without them.
declare module 'pouchdb-browser' {
  import type { BenchRecord } from '../engines/records';

  type Fields = Omit<BenchRecord, 'id'>;
  interface Batches {
    readonly batch_size: number;
    readonly batches_limit: number;
  }
  interface Wanted {
    readonly include_docs: true;
    readonly descending?: boolean;
    readonly limit?: number;
  }
  export default class PouchDB {
    constructor(name: string, options: Readonly<Record<string, unknown>>);
    readonly replicate: {
      to(remote: PouchDB, options: Batches): Promise<unknown>;
      from(remote: PouchDB, options: Batches): Promise<unknown>;
    };
    info(): Promise<unknown>;
    put(document: { readonly _id: string } & Fields): Promise<unknown>;
    allDocs(wanted: Wanted): Promise<{ readonly rows: readonly { readonly doc?: Fields }[] }>;
  }
}

declare module 'rxdb/plugins/core' {
  interface Query<Document> {
    exec(): Promise<readonly Document[]>;
  }
  export interface RxCollection<Document> {
    insert(document: Document): Promise<unknown>;
    find(query?: { readonly sort: readonly Readonly<Record<string, 'asc' | 'desc'>>[]; readonly limit: number }): Query<Document>;
  }
  interface RxDatabase {
    addCollections<Documents>(
      wanted: {
        readonly [Name in keyof Documents]: { readonly schema: object };
      },
    ): Promise<{ readonly [Name in keyof Documents]: RxCollection<Documents[Name]> }>;
  }
  export function createRxDatabase(wanted: Readonly<Record<string, unknown>>): Promise<RxDatabase>;
}

declare module 'rxdb/plugins/replication' {
  export interface RxReplicationState {
    awaitInitialReplication(): Promise<unknown>;
    awaitInSync(): Promise<unknown>;
    reSync(): void;
  }
  interface Wanted {
    readonly collection: unknown;
    readonly replicationIdentifier: string;
    readonly live: boolean;
    readonly retryTime: number;
    readonly waitForLeadership: boolean;
    readonly push?: { readonly batchSize: number; handler(rows: readonly object[]): Promise<unknown> };
    readonly pull?: { readonly batchSize: number; handler(checkpoint: unknown, limit: number): Promise<unknown> };
  }
  export function replicateRxCollection(wanted: Wanted): RxReplicationState;
}

declare module 'rxdb/plugins/storage-dexie' {
  export function getRxStorageDexie(settings: { readonly chromeTransactionDurability: 'strict' }): unknown;
}
