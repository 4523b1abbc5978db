// Takes from the tablet what belonged to people who have left it. Runs inside the caller's transaction on all of its tables.
//
// What of theirs waits is still sent, signed and sealed as it is, and judged by what held when it was written; once the server
// has answered, it has the words, refused or not, and they go from here as well. Their numbers stay, as bare counts: a person who
// comes back goes on counting where she stopped.
import type { TabletDatabase } from './database';
import { isUnanswered, readMark } from './outbox-mark';
import { dropEntries } from './outbox-numbers';

/** The tables that are worked on. */
export const tablesOfLeaving = ({
  people,
  rows,
  outbox,
  numbers,
  quarantined,
  cursors,
  damaged,
  staged,
  contacts,
  settings,
}: TabletDatabase) => [people, rows, outbox, numbers, quarantined, cursors, damaged, staged, contacts, settings];

/** `here`: the ids of everybody whose tile stays. Safe to run at every contact: what was left for later goes when its time has come. */
export async function dropWhoLeft(database: TabletDatabase, here: ReadonlySet<string>): Promise<void> {
  const { people, outbox, quarantined, contacts } = database;
  const authors = [...(await outbox.toArray()), ...(await quarantined.toArray())].map(({ author }) => author);
  const known = [...(await people.toCollection().primaryKeys()), ...(await contacts.toCollection().primaryKeys()), ...authors];
  const left = [...new Set(known)].filter(id => !here.has(id));
  await people.bulkDelete(left);
  for (const id of left) await dropPerson(database, id);
}

async function dropPerson(database: TabletDatabase, id: string): Promise<void> {
  const { rows, outbox, quarantined, cursors, damaged, contacts } = database;
  const hers: [[string, string], [string, string]] = [
    [id, ''],
    [id, '\uffff'],
  ];
  await rows
    .where('[holder+id]')
    .between(...hers)
    .delete();
  await cursors
    .where('[holder+bucket]')
    .between(...hers)
    .delete();
  await damaged
    .where('[holder+id]')
    .between(...hers)
    .delete();
  await quarantined.where('[author+n]').between([id, 0], [id, Number.MAX_SAFE_INTEGER]).delete();
  await contacts.delete(id);
  const mark = await readMark(database);
  const waiting = await outbox.where('[author+n]').between([id, 0], [id, Number.MAX_SAFE_INTEGER]).toArray();
  await dropEntries(
    database,
    waiting.filter(entry => !isUnanswered(entry, mark)),
  );
  await dropSettings(database, id);
}

/** A setting of one person's is called `<what>:<person>`; one of everybody's has a value for each under her id. */
async function dropSettings({ settings }: TabletDatabase, id: string): Promise<void> {
  for (const { name, value } of await settings.toArray()) {
    if (name.endsWith(`:${id}`)) await settings.delete(name);
    else if (isByPerson(value) && Object.hasOwn(value, id)) await settings.put({ name, value: without(value, id) });
  }
}

const isByPerson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const without = (value: Readonly<Record<string, unknown>>, id: string) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== id));
