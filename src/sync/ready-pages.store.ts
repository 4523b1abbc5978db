// Pages made ready for the tablet's storage: opened, each row sealed again for itself, then put into the database in bulk.
import type { StoredRow, TabletDatabase } from '../device/database';
import { openPage } from '../device/page';
import type { Session } from '../device/session';
import { sealRow } from '../device/stored-row';
import type { Bytes } from '../kernel/bytes';
import type { Bucket } from './bucket';
import { keyOfHolder } from './outbox-entry.store';
import type { PageContent } from './protocol';

/** One holder's page, opened, with its rows sealed one by one; nothing of it needs a key any more. */
export interface ReadyPage {
  readonly rows: readonly (StoredRow & { readonly bucket: Bucket })[];
  readonly removals: readonly { readonly holder: string; readonly bucket: Bucket; readonly id: string }[];
}

/** A page as the server sealed it. */
export interface ClosedPage {
  readonly holder: string;
  readonly key: string;
  readonly bytes: Bytes;
}

/** Null when it does not open with her keys, or is not what it must be. Throws when they are dropped meanwhile. */
export async function readyPage(session: Session, page: ClosedPage): Promise<ReadyPage | null> {
  const content = await openPage(session, page);
  return content && sealRows(session, page.holder, content);
}

async function sealRows(session: Session, holder: string, content: PageContent): Promise<ReadyPage> {
  const key = keyOfHolder(session, holder);
  const rows = await Promise.all(
    content.rows.map(async ({ bucket, state, ...row }) => ({
      ...row,
      holder,
      bucket,
      buckets: [bucket],
      ...aboutOf(session, row.kind, state.values),
      key,
      bytes: await sealRow(session.keys, key, { holder, ...row }, state),
    })),
  );
  return { rows, removals: content.removals.map(removal => ({ holder, ...removal })) };
}

const aboutOf = (session: Session, kind: string, values: Readonly<Record<string, unknown>>): Pick<StoredRow, 'about'> => {
  const about = session.kinds.get(kind)?.about;
  const value = about ? values[about] : undefined;
  return typeof value === 'string' ? { about: value } : {};
};

/** Above every id there can be. */
const lastId = '\uffff';

type Place = [holder: string, id: string];
const nameOf = ({ holder, id }: { readonly holder: string; readonly id: string }): string => `${holder} ${id}`;

/**
 * Puts pages into the database in their order, inside the caller's transaction on rows and damaged. A row stays until it has
 * left its last bucket. `isMending`: the server's row stands whatever revision the tablet believes to have.
 */
export async function putPages(database: TabletDatabase, pages: readonly ReadyPage[], isMending = false): Promise<void> {
  const touched = new Map(pages.flatMap(({ rows, removals }) => [...rows, ...removals].map(one => [nameOf(one), one])));
  if (touched.size === 0) return;
  const places = [...touched.values()].map(({ holder, id }): Place => [holder, id]);
  const [before, damaged] = await Promise.all([database.rows.bulkGet(await mayBeThere(database, places)), database.damaged.toArray()]);
  const standing = new Map(before.flatMap((row): [string, StoredRow][] => (row ? [[nameOf(row), row]] : [])));
  const untrusted = new Set(damaged.map(nameOf));
  const isNewer = (row: StoredRow) => isMending || untrusted.has(nameOf(row)) || row.revision >= (standing.get(nameOf(row))?.revision ?? 0);
  for (const { rows, removals } of pages) {
    for (const row of rows) putRow(standing, row, isNewer(row));
    for (const removal of removals) takeRow(standing, removal);
  }
  const gone = places.filter(([holder, id]) => !standing.has(nameOf({ holder, id })));
  await Promise.all([
    database.rows.bulkPut([...standing.values()]),
    database.rows.bulkDelete(gone),
    damaged.length > 0 ? database.damaged.bulkDelete(places) : null,
  ]);
}

/** So many rows come at once only to a tablet that has none of their holder yet: then none is looked for. */
const many = 500;

async function mayBeThere({ rows }: TabletDatabase, places: readonly Place[]): Promise<Place[]> {
  if (places.length < many) return [...places];
  const holders = [...new Set(places.map(([holder]) => holder))];
  const found = await Promise.all(
    holders.map(holder => rows.where('[holder+id]').between([holder, ''], [holder, lastId]).limit(1).primaryKeys()),
  );
  const known = new Set(holders.filter((_, at) => found[at]?.length === 1));
  return places.filter(([holder]) => known.has(holder));
}

function putRow(standing: Map<string, StoredRow>, { bucket, ...row }: ReadyPage['rows'][number], isNewer: boolean): void {
  const before = standing.get(nameOf(row));
  const buckets = before?.bytes ? [...new Set([...before.buckets, bucket])] : [bucket];
  standing.set(nameOf(row), { ...(isNewer || !before ? row : before), buckets });
}

function takeRow(standing: Map<string, StoredRow>, { bucket, ...place }: ReadyPage['removals'][number]): void {
  const before = standing.get(nameOf(place));
  if (!before) return;
  const buckets = before.buckets.filter(one => one !== bucket);
  if (buckets.length > 0) standing.set(nameOf(place), { ...before, buckets });
  else standing.delete(nameOf(place));
}
