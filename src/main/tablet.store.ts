// Puts the tablet together: database, identity, people, sync and modules. Loaded after the first paint; nothing else makes these.
import { type ReadonlySignal, signal } from '@preact/signals';
import { type Person, TabletDatabase } from '../device/database';
import { enrol, fetchPeople, type Identity, loadIdentity, withSession } from '../device/enrolment';
import { createHttp, type HttpTrouble } from '../device/http';
import { live } from '../device/live';
import mediaWorker from '../device/media-download.worker.ts?worker&url';
import pinWorker from '../device/pin.worker.ts?worker&url';
import { stretchInWorker } from '../device/pin-worker';
import type { Session, Tablet } from '../device/session';
import { storageTrouble } from '../device/storage-trouble';
import { openWrap } from '../device/vault';
import { fetchProgrammes, openShelf, resumeFetching, type Shelf } from '../features/modules/module.store';
import { systemClock } from '../kernel/clock';
import { ok, type Result, trouble } from '../kernel/result';
import { type SyncLoop, startSyncLoop } from '../sync/sync-loop.store';
import type { RefusalName, TabletTrouble } from '../sync/verdict';
import { nudgeOnWrites } from './nudge-on-writes.store';
import { recordKinds } from './record-kinds';
import { rememberTiles } from './remembered-tiles.store';

/** An enrolled tablet, at work. */
export interface OpenTablet {
  readonly tablet: Tablet;
  readonly name: string;
  readonly shelf: Shelf;
  readonly loop: SyncLoop;
  /** Undefined until they were read. */
  readonly people: ReadonlySignal<readonly Person[] | undefined>;
  unlock(person: string, pin: string): Promise<Result<Session, TabletTrouble>>;
  /** Drops the keys; whoever was unlocked must have handed over before. */
  lock(): void;
}

export interface Larkrise {
  /** Null while the tablet is not set up. */
  readonly open: ReadonlySignal<OpenTablet | null>;
  enrol(code: string): Promise<Result<null, RefusalName>>;
}

/** Makes addresses that Trusted Types let through. */
export type ScriptAddress = (address: string) => string;

/** `storage-closed` or `storage-full`: the database cannot be opened. */
export async function openLarkrise(address: ScriptAddress): Promise<Result<Larkrise, TabletTrouble>> {
  const database = new TabletDatabase();
  const open = signal<OpenTablet | null>(null);
  const setUp = (identity: Identity) => {
    open.value = openTablet(database, identity, address);
  };
  try {
    const identity = await loadIdentity(database);
    if (identity) setUp(identity);
  } catch (error) {
    const known = storageTrouble(error);
    if (!known) throw error;
    return trouble(known);
  }
  return ok({ open, enrol: code => enrolHere(database, code, setUp) });
}

/** The people are there before the tiles are shown, or the tiles come with the next contact. */
async function enrolHere(database: TabletDatabase, code: string, setUp: (identity: Identity) => void): Promise<Result<null, HttpTrouble>> {
  const http = createHttp();
  const enrolled = await enrol(database, http, code);
  if (!enrolled.ok) return enrolled;
  await fetchPeople(database, withSession(http, enrolled.value));
  void navigator.storage?.persist?.(); // some browsers ask her first; nothing waits for the answer
  setUp(enrolled.value);
  return ok(null);
}

const workerAt = (address: ScriptAddress, script: string) => () => new Worker(address(script), { type: 'module' });

/** Rounds of all tabs of this tablet, one at a time. */
const alone = (round: () => Promise<void>): Promise<void> => (navigator.locks ? navigator.locks.request('larkrise-sync', round) : round());

function openTablet(database: TabletDatabase, identity: Identity, address: ScriptAddress): OpenTablet {
  const random = () => crypto.getRandomValues(new Uint8Array(16));
  const tablet: Tablet = { id: identity.tablet.id, database, clock: systemClock, random };
  const http = withSession(createHttp(), identity);
  const shelf = openShelf(tablet, http, workerAt(address, mediaWorker));
  const stretch = stretchInWorker(workerAt(address, pinWorker));
  let session: Session | null = null;
  const loop = startSyncLoop({ tablet, http, session: () => session, alone, chance: Math.random });
  const people = live(
    () => database.people.toArray(),
    async all => {
      void rememberTiles(all);
      return all;
    },
  );
  keepUpToDate({ database, http, shelf, loop });
  return {
    tablet,
    name: identity.tablet.name,
    shelf,
    loop,
    people: people.signal,
    unlock: async (id, pin) => {
      const person = await database.people.get(id);
      if (!person) return trouble('row-damaged');
      const keys = await openWrap(person.id, person.wrap, pin, stretch);
      if (!keys.ok) return keys;
      session = { tablet, person, keys: keys.value, kinds: recordKinds };
      loop.nudge();
      return ok(session);
    },
    lock: () => {
      session?.keys.drop();
      session = null;
    },
  };
}

interface KeptUpToDate {
  readonly database: TabletDatabase;
  readonly http: ReturnType<typeof createHttp>;
  readonly shelf: Shelf;
  readonly loop: SyncLoop;
}

/** At the start, and whenever the network or the screen comes back: who is here, what there is to learn, what waits. */
function keepUpToDate({ database, http, shelf, loop }: KeptUpToDate): void {
  const look = async () => {
    loop.nudge();
    await fetchPeople(database, http);
    await fetchProgrammes(shelf);
  };
  const lookAndFetch = async () => {
    await look();
    await resumeFetching(shelf);
  };
  addEventListener('online', () => void lookAndFetch());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look();
  });
  nudgeOnWrites(database, loop);
  void lookAndFetch();
}
