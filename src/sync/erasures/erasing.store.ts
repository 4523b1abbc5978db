// Erases on this tablet what the server has erased for good: rows, waiting and refused changes, sealed pages, photos and recordings.
// Invariant: an erasure is noted as done in the transaction that has done it, and only after the files are gone.
import type { BlobStore } from '../../device/blob-store';
import type { TabletDatabase } from '../../device/database';
import { dropEntries } from '../../device/outbox-numbers';
import type { ErasureToCarryOut } from '../tablet-report';

/** A name in `settings`: the erasures that were carried out and not yet told to the server. */
const doneSetting = 'erasures-done';

export async function untoldErasures({ settings }: Pick<TabletDatabase, 'settings'>): Promise<readonly string[]> {
  return ((await settings.get(doneSetting))?.value as readonly string[] | undefined) ?? [];
}

/** The server has heard of these. */
export async function forgetTold({ settings }: TabletDatabase, told: readonly string[]): Promise<void> {
  if (told.length === 0) return; // a full tablet has nothing to write then
  const left = (await untoldErasures({ settings })).filter(id => !told.includes(id));
  await settings.put({ name: doneSetting, value: left });
}

/** What is to go: records, and everything of these people. */
interface Gone {
  readonly records: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
}

/** `blobs`: where photos and recordings lie. Doing it again does no harm. */
export async function eraseHere(
  database: TabletDatabase,
  erasures: readonly ErasureToCarryOut[],
  blobs: () => Promise<Pick<BlobStore, 'remove'>>,
): Promise<void> {
  const records = new Set(erasures.flatMap(one => one.records));
  const gone = { records, people: new Set(erasures.flatMap(one => one.people)) };
  const files = await filesOf(database, gone);
  const store = files.length > 0 ? await blobs() : null;
  for (const id of files) await store?.remove(id);
  const { rows, outbox, quarantined, damaged, cursors, contacts, staged, people, numbers, settings } = database;
  const tables = [rows, outbox, quarantined, damaged, cursors, contacts, staged, people, numbers, database.blobs, settings];
  await database.transaction('rw', tables, async () => {
    await database.blobs.bulkDelete([...files]);
    await dropRows(database, gone);
    await dropChanges(database, gone);
    await staged.clear(); // sealed: nobody can say what is in them, and the next pull fetches them again
    await dropPeople(database, [...gone.people]);
    const done = [...(await untoldErasures(database)), ...erasures.map(({ id }) => id)];
    await settings.put({ name: doneSetting, value: [...new Set(done)] });
  });
}

const filesOf = ({ blobs }: TabletDatabase, { records, people }: Gone): Promise<readonly string[]> =>
  blobs.filter(({ id, subject, person }) => records.has(id) || records.has(subject) || people.has(person)).primaryKeys();

async function dropRows({ rows, damaged }: TabletDatabase, { records, people }: Gone): Promise<void> {
  const isGone = ([holder, id]: readonly [string, string]) => people.has(holder) || records.has(id);
  await rows.bulkDelete((await rows.toCollection().primaryKeys()).filter(isGone));
  await damaged.bulkDelete((await damaged.toCollection().primaryKeys()).filter(isGone));
}

/** Changes to what is gone, or about it, whoever made them. */
async function dropChanges(database: TabletDatabase, { records, people }: Gone): Promise<void> {
  const isGone = ({ author, row, about }: { readonly author: string; readonly row: string; readonly about: string }) =>
    people.has(author) || records.has(row) || records.has(about);
  const { outbox, quarantined } = database;
  await dropEntries(database, await outbox.filter(isGone).toArray());
  await quarantined.bulkDelete(await quarantined.filter(isGone).primaryKeys());
}

async function dropPeople({ people, numbers, contacts, cursors, settings }: TabletDatabase, ids: readonly string[]): Promise<void> {
  await people.bulkDelete([...ids]);
  await numbers.bulkDelete([...ids]);
  await contacts.bulkDelete([...ids]);
  await cursors.bulkDelete(await cursors.filter(({ holder }) => ids.includes(holder)).primaryKeys());
  await settings.bulkDelete(await settings.filter(({ name }) => ids.some(id => name.endsWith(`:${id}`))).primaryKeys());
}
