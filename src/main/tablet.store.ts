// Puts the tablet together: database, identity, people, sync and modules. Loaded after the first paint; nothing else makes these.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { type Person, TabletDatabase } from '../device/database';
import { enrol, fetchPeople, type Identity, loadIdentity, withSession } from '../device/enrolment';
import { createHttp, type HttpTrouble } from '../device/http';
import { live } from '../device/live';
import mediaWorker from '../device/media-download.worker.ts?worker&url';
import pinWorker from '../device/pin.worker.ts?worker&url';
import { stretchInWorker } from '../device/pin-worker';
import type { Session, Tablet } from '../device/session';
import { orStorageTrouble, storageTrouble } from '../device/storage-trouble';
import { openWrap } from '../device/vault';
import { fetchProgrammes, openShelf, resumeFetching, type Shelf } from '../features/modules/module.store';
import { beginSetUp } from '../features/set-up/set-up.store';
import { systemClock } from '../kernel/clock';
import { ok, type Result, trouble } from '../kernel/result';
import type { SyncLoop, SyncParts, SyncStatus } from '../sync/sync-loop.store';
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
  /** The server's modules are written for a newer Larkrise than this one. */
  readonly isTooOld: ReadonlySignal<boolean>;
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
  await beginSetUp();
  setUp(enrolled.value);
  return ok(null);
}

const workerAt = (address: ScriptAddress, script: string) => () => new Worker(address(script), { type: 'module' });

/** Rounds of all tabs of this tablet, one at a time. */
const alone = (round: () => Promise<void>): Promise<void> => (navigator.locks ? navigator.locks.request('larkrise-sync', round) : round());

/** Reading and writing need nothing of the loop: it is fetched once the tablet is open, and begins with a round. */
function loopSoon(parts: SyncParts): SyncLoop {
  const status = signal<SyncStatus>({ state: 'idle', lastSent: null, trouble: null });
  let loop: SyncLoop | null = null;
  let isStopped = false;
  void import('../sync/sync-loop.store').then(({ startSyncLoop }) => {
    if (isStopped) return;
    loop = startSyncLoop(parts);
    loop.status.subscribe(now => {
      status.value = now;
    });
    loop.nudge();
  });
  return {
    status,
    nudge: () => loop?.nudge(),
    stop: () => {
      isStopped = true;
      loop?.stop();
    },
  };
}

function openTablet(database: TabletDatabase, identity: Identity, address: ScriptAddress): OpenTablet {
  const random = () => crypto.getRandomValues(new Uint8Array(16));
  const tablet: Tablet = { id: identity.tablet.id, database, clock: systemClock, random };
  const http = withSession(createHttp(), identity);
  const shelf = openShelf(tablet, http, workerAt(address, mediaWorker));
  const stretch = stretchInWorker(workerAt(address, pinWorker));
  let session: Session | null = null;
  const loop = loopSoon({ tablet, http, session: () => session, alone, chance: Math.random });
  const people = live(
    () => database.people.toArray(),
    async all => {
      void rememberTiles(all);
      return all;
    },
    database.health,
  );
  const isTooOld = signal(false);
  keepUpToDate({ database, http, shelf, loop, isTooOld });
  return {
    tablet,
    name: identity.tablet.name,
    shelf,
    loop,
    isTooOld,
    people: people.signal,
    unlock: (id, pin) =>
      orStorageTrouble(async () => {
        const person = await database.people.get(id);
        if (!person) return trouble('row-damaged');
        const keys = await openWrap(person.id, person.wrap, pin, stretch);
        if (!keys.ok) return keys;
        session = { tablet, person, keys: keys.value, kinds: recordKinds };
        loop.nudge();
        return ok(session);
      }),
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
  readonly isTooOld: Signal<boolean>;
}

/** At the start, and whenever the network or the screen comes back: who is here, what there is to learn, what waits. */
function keepUpToDate({ database, http, shelf, loop, isTooOld }: KeptUpToDate): void {
  /** Trouble with the storage is told under a name of its own; it must not end the looking. */
  const tried = async (what: string, work: () => Promise<unknown>) => {
    const outcome = await orStorageTrouble(async () => ok(await work()));
    database.health.note(what, outcome.ok ? null : outcome.trouble);
  };
  const look = async () => {
    loop.nudge();
    await tried('people', () => fetchPeople(database, http));
    await tried('programmes', async () => {
      const fetched = await fetchProgrammes(shelf);
      if (fetched.ok || fetched.trouble === 'update-needed') isTooOld.value = !fetched.ok;
    });
  };
  const lookAndFetch = async () => {
    await look();
    await tried('media', () => resumeFetching(shelf));
  };
  addEventListener('online', () => void lookAndFetch());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look();
  });
  nudgeOnWrites(database, loop);
  void lookAndFetch();
}
