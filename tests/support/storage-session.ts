// Stands behind storage-page.ts in a browser: an educator's session on a tablet's real stores, and eyes for what the database does.
import { TabletDatabase } from '../../src/device/database';
import { createHttp } from '../../src/device/http';
import type { Keys, Session } from '../../src/device/session';
import { stretchPin } from '../../src/device/stretch';
import { openWrap } from '../../src/device/vault';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { systemClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/id';
import { recordKinds } from '../../src/main/record-kinds';
import { personBucket } from '../../src/sync/bucket';
import { writeRecords } from '../../src/sync/outbox.store';
import { countsOf } from '../../src/sync/outbox-storing.store';
import { readRecords } from '../../src/sync/records.store';
import { syncRound } from '../../src/sync/sync-round.store';
import type { PersonHere } from './storage-server';

export const http = createHttp();
export const free = { module: null, prompt: null };
const random = () => crypto.getRandomValues(new Uint8Array(16));
let person: PersonHere;
let held: Promise<Keys> | null = null;

async function unlocked(): Promise<Keys> {
  const opened = await openWrap(person.id, person.wrap, person.pin, stretchPin);
  if (!opened.ok) throw new Error(opened.trouble);
  return opened.value;
}

/** Her session on a tablet; the same name again is another connection to the same database, as another tab has. */
export async function on(name: string): Promise<Session> {
  const answer = await http.get('/person');
  if (!answer.ok) throw new Error(answer.trouble);
  person = answer.value as PersonHere;
  held ??= unlocked();
  const keys = await held;
  const database = new TabletDatabase(name);
  const row = { ...person, name: person.id, role: 'educator', hue: 'teal', buckets: [], told: null };
  if (!(await database.people.get(person.id))) await database.people.put(row);
  return { tablet: { id: `tablet-${name}`, database, clock: systemClock, random }, person: row, keys, kinds: recordKinds };
}

export const write = (session: Session, text: string) => beginReflection(session, free).write(text);
/** Reflections that are written together or not at all. */
export const writeTogether = (session: Session, all: readonly string[]) =>
  writeRecords(
    session,
    all.map(text => ({
      kind: reflectionKind,
      id: newId(Date.now(), random()),
      bucket: personBucket(session.person.id, session.person.home),
      set: { ...free, text },
      seen: {},
    })),
  );
export const sync = (session: Session) => syncRound({ tablet: session.tablet, http, session: () => session });
export const texts = async (session: Session) => (await readRecords(session, reflectionKind)).items.map(({ row }) => row.text).sort();
export const entries = ({ tablet }: Session) => tablet.database.outbox.orderBy('seq').toArray();
export const counts = async ({ tablet: { database } }: Session) => ({
  outbox: await database.outbox.count(),
  n: (await countsOf(database, person.id)).n,
});

/** Looks at a room's words and at the cursors together, again and again, on a connection of its own; tells every different sight. */
export async function watching(name: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const { rows, cursors } = (await on(name)).tablet.database;
  const look = () =>
    rows.db.transaction('r', rows, cursors, async () => {
      const words = await rows.filter(({ kind }) => kind === strengthWordKind.name).count();
      const buckets = (await cursors.toArray()).map(({ bucket }) => bucket).sort();
      return `${words} words; ${buckets.join(', ')}`;
    });
  const seen = new Set<string>();
  let goesOn = true;
  const looking = (async () => {
    while (goesOn) seen.add(await look());
    seen.add(await look());
  })();
  await act();
  goesOn = false;
  await looking;
  return [...seen];
}

/** How many transactions that write are open in this page. */
export function countOpenTransactions(): { open: () => number; stop: () => void } {
  const real = IDBDatabase.prototype.transaction;
  let open = 0;
  IDBDatabase.prototype.transaction = function (...words) {
    const begun = real.apply(this, words);
    if (words[1] !== 'readwrite') return begun;
    open += 1;
    for (const end of ['complete', 'abort']) begun.addEventListener(end, () => (open -= 1));
    return begun;
  };
  return {
    open: () => open,
    stop: () => {
      IDBDatabase.prototype.transaction = real;
    },
  };
}
