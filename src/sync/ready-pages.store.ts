// Pages made ready for the tablet's storage: opened, each row sealed again for itself, then put into the database in bulk.
import type { StoredRow, TabletDatabase } from '../device/database';
import { isUnanswered, readMark } from '../device/outbox-mark';
import { dropEntries } from '../device/outbox-numbers';
import { openPage } from '../device/page';
import type { Session } from '../device/session';
import { sealRow } from '../device/stored-row';
import type { Bytes } from '../kernel/bytes';
import type { Bucket } from './bucket';
import { keyOfHolder } from './outbox-entry.store';
import type { PageContent } from './protocol';

/** One holder's page, opened, with its rows sealed one by one; nothing of it needs a key any more. */
export interface ReadyPage {
  /** Each in the one bucket that it came in. */
  readonly rows: readonly StoredRow[];
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
  // All are handed over before the first is waited for, and none has a promise of its own beside the sealing.
  const sealed = await Promise.all(
    content.rows.map(({ id, kind, revision, state }) => sealRow(session.keys, key, { holder, id, kind, revision }, state)),
  );
  const rows = content.rows.flatMap(({ bucket, id, kind, revision, state }, at): StoredRow[] => {
    const bytes = sealed[at];
    return bytes ? [{ holder, id, kind, ...aboutOf(session, kind, state.values), buckets: [bucket], revision, key, bytes }] : [];
  });
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
type Placed = { readonly holder: string; readonly id: string };
const nameOf = ({ holder, id }: Placed): string => `${holder} ${id}`;

/** What stands where pages will be put. */
export interface Standing {
  readonly places: readonly Place[];
  readonly rows: Map<string, StoredRow>;
  /** Rows that did not open, whatever revision they say they are of. */
  readonly damaged: ReadonlySet<string>;
}

/** Reads it inside the caller's transaction on rows and damaged. */
export async function standingWhere(database: TabletDatabase, pages: readonly ReadyPage[]): Promise<Standing> {
  const touched = new Map<string, Placed>();
  for (const { rows, removals } of pages) for (const one of [...rows, ...removals]) touched.set(nameOf(one), one);
  const places = Array.from(touched.values(), ({ holder, id }): Place => [holder, id]);
  if (places.length === 0) return { places, rows: new Map(), damaged: new Set() };
  const [before, damaged] = await Promise.all([rowsAt(database, places), database.damaged.toCollection().primaryKeys()]);
  const rows = new Map(before.flatMap((row): [string, StoredRow][] => (row ? [[nameOf(row), row]] : [])));
  return { places, rows, damaged: new Set(damaged.map(([holder, id]) => nameOf({ holder, id }))) };
}

/**
 * Puts pages into the database in their order, inside the caller's transaction on rows, damaged, outbox and numbers in which it was read what
 * stands there. A row stays until it has left its last bucket. `isMending`: the server's row stands whatever revision the tablet believes to have.
 */
export async function putPages(
  database: TabletDatabase,
  pages: readonly ReadyPage[],
  { places, rows: standing, damaged }: Standing,
  isMending = false,
): Promise<void> {
  if (places.length === 0) return;
  const before = [...standing.values()];
  for (const { rows, removals } of pages) {
    for (const row of rows) putRow(standing, row, isMending || damaged.has(nameOf(row)));
    for (const removal of removals) takeRow(standing, removal);
  }
  const gone = before.flatMap(({ holder, id }): Place[] => (standing.has(nameOf({ holder, id })) ? [] : [[holder, id]]));
  await Promise.all([
    standing.size > 0 ? database.rows.bulkPut([...standing.values()]) : null,
    gone.length > 0 ? database.rows.bulkDelete(gone) : null,
    damaged.size > 0 ? database.damaged.bulkDelete([...places]) : null,
  ]);
  await dropWhatLeft(database, gone);
}

/** A colleague's change that the server has, whose row has been here and has left, would bring it back to whoever reads her list. */
async function dropWhatLeft(database: TabletDatabase, gone: readonly Place[]): Promise<void> {
  if (gone.length === 0) return;
  const waiting = await database.outbox
    .where('[holder+row]')
    .anyOf([...gone])
    .toArray();
  if (waiting.length === 0) return;
  const mark = await readMark(database);
  await dropEntries(
    database,
    waiting.filter(entry => !isUnanswered(entry, mark)),
  );
}

/** Of so many rows few are there, when they come at once: they are looked for in one request instead of one each. */
const many = 500;

async function rowsAt({ rows }: TabletDatabase, places: readonly Place[]): Promise<readonly (StoredRow | undefined)[]> {
  if (places.length < many) return rows.bulkGet([...places]);
  const holders = [...new Set(places.map(([holder]) => holder))];
  const keys = await Promise.all(
    holders.map(holder => {
      const ids = places.flatMap(([name, id]) => (name === holder ? [id] : [])).sort();
      const [first, last] = [ids[0] ?? '', ids.at(-1) ?? lastId];
      return rows.where('[holder+id]').between([holder, first], [holder, last], true, true).primaryKeys();
    }),
  );
  const wanted = new Set(places.map(([holder, id]) => nameOf({ holder, id })));
  const there = keys.flat().filter(([holder, id]) => wanted.has(nameOf({ holder, id })));
  return there.length === 0 ? [] : rows.bulkGet(there);
}

function putRow(standing: Map<string, StoredRow>, row: StoredRow, isTrusted: boolean): void {
  const name = nameOf(row);
  const before = standing.get(name);
  if (!before?.bytes)
    standing.set(name, row); // none, or what an open page of an earlier version had made room for
  else {
    const isNewer = isTrusted || row.revision >= before.revision;
    standing.set(name, { ...(isNewer ? row : before), buckets: [...new Set([...before.buckets, ...row.buckets])] });
  }
}

function takeRow(standing: Map<string, StoredRow>, { bucket, ...place }: ReadyPage['removals'][number]): void {
  const before = standing.get(nameOf(place));
  if (!before) return;
  const buckets = before.buckets.filter(one => one !== bucket);
  if (buckets.length > 0) standing.set(nameOf(place), { ...before, buckets });
  else standing.delete(nameOf(place));
}
