// Puts the tablet together: database, identity, people, sync and modules. Loaded after the first paint; nothing else makes these.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { type Person, TabletDatabase } from '../device/database';
import { type Identity, loadIdentity, withSession } from '../device/enrolment';
import { createHttp, type HttpTrouble } from '../device/http';
import leaseWorker from '../device/lease.worker.ts?worker&url';
import type { Leaving } from '../device/leaving-tabs';
import { live } from '../device/live';
import mediaWorker from '../device/media-download.worker.ts?worker&url';
import pinWorker from '../device/pin.worker.ts?worker&url';
import { stretchInWorker } from '../device/pin-worker';
import type { Session, Tablet } from '../device/session';
import { orStorageTrouble, storageTrouble } from '../device/storage-trouble';
import { withNames } from '../device/tiles';
import { whoIsIn } from '../device/who-is-in';
import { openShelf, type Shelf } from '../features/modules/module.store';
import { beginSetUp } from '../features/set-up/set-up.store';
import { systemClock } from '../kernel/clock';
import { ok, type Result, trouble } from '../kernel/result';
import type { SyncLoop } from '../sync/sync-loop.store';
import type { Errand } from '../sync/sync-round.store';
import { nothingYet } from '../sync/sync-status';
import type { RefusalName, TabletTrouble } from '../sync/verdict';
import type { ContactParts } from './contact-errand.store';
import { leasesHere } from './leases-here.store';
import { recordKinds } from './record-kinds';
import type { SyncingParts } from './syncing.store';

/** An enrolled tablet, at work. */
export interface OpenTablet {
  readonly tablet: Tablet;
  readonly name: string;
  readonly shelf: Shelf;
  readonly loop: SyncLoop;
  /** The server's modules are written for a newer Larkrise than this one. */
  readonly isTooOld: ReadonlySignal<boolean>;
  /** Taken out of use: first what waits is handed over, then nothing is on it any more. */
  readonly standing: ReadonlySignal<'in-use' | Leaving>;
  /** Undefined until they were read. */
  readonly people: ReadonlySignal<readonly Person[] | undefined>;
  unlock(person: string, pin: string): Promise<Result<Session, TabletTrouble | 'tablet-revoked'>>;
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
    await import('../device/fresh-log').then(({ beginFreshLog }) => beginFreshLog()).catch(() => undefined);
    const identity = await loadIdentity(database);
    if (identity) setUp(identity);
  } catch (error) {
    const known = storageTrouble(error);
    if (!known) throw error;
    return trouble(known);
  }
  return ok({ open, enrol: code => enrolHere(database, address, code, setUp) });
}

/** The people are there before the tiles are shown, or the tiles come with the next contact. */
async function enrolHere(
  database: TabletDatabase,
  address: ScriptAddress,
  code: string,
  setUp: (identity: Identity) => void,
): Promise<Result<null, HttpTrouble>> {
  const http = createHttp();
  const parts = await Promise.all([import('../device/enrol'), import('../device/who-is-here')]).catch(() => null);
  if (!parts) return trouble('no-network');
  const [{ enrol }, { fetchPeople }] = parts;
  const enrolled = await enrol(database, http, code);
  if (!enrolled.ok) return enrolled;
  await fetchPeople(database, withSession(http, enrolled.value), leasesHere(database, workerAt(address, leaseWorker)));
  await beginSetUp();
  setUp(enrolled.value);
  return ok(null);
}

const workerAt = (address: ScriptAddress, script: string) => () => new Worker(address(script), { type: 'module' });

/** Reading and writing need nothing of the loop: it is fetched once the tablet is open, and begins with a round. */
function loopSoon(parts: SyncingParts): SyncLoop {
  const status = signal(nothingYet);
  let loop: SyncLoop | null = null;
  let isStopped = false;
  void import('./syncing.store').then(({ startSyncing }) => {
    if (isStopped) return;
    loop = startSyncing(parts);
    loop.status.subscribe(now => {
      status.value = now;
    });
  });
  return {
    status,
    nudge: why => loop?.nudge(why),
    stop: () => {
      isStopped = true;
      loop?.stop();
    },
  };
}

/** What is done at each contact beside syncing; it comes with the first round. */
function contactSoon(parts: ContactParts): Errand {
  let errand: Promise<Errand> | null = null;
  return async () => {
    errand ??= import('./contact-errand.store').then(({ contactErrand }) => contactErrand(parts));
    return (await errand)();
  };
}

interface Unlocking {
  readonly tablet: Tablet;
  readonly leases: ReturnType<typeof leasesHere>;
  readonly stretch: ReturnType<typeof stretchInWorker>;
}

/** Her keys, for the right PIN. */
async function unlockHere({ tablet, leases, stretch }: Unlocking, id: string, pin: string): Promise<Result<Session, TabletTrouble>> {
  const kept = await tablet.database.people.get(id);
  const [person] = kept ? await withNames([kept]) : [];
  if (!person) return trouble('row-damaged');
  const { openLeasedWrap } = await import('../device/leases');
  const keys = await openLeasedWrap(await leases(), tablet.id, person, pin, stretch);
  return keys.ok ? ok({ tablet, person, keys: keys.value, kinds: recordKinds }) : keys;
}

function openTablet(database: TabletDatabase, identity: Identity, address: ScriptAddress): OpenTablet {
  const random = () => crypto.getRandomValues(new Uint8Array(16));
  const tablet: Tablet = { id: identity.tablet.id, database, clock: systemClock, random };
  let isRevoked = false;
  const http = withSession(createHttp(), identity, revoked => {
    isRevoked = revoked;
  });
  const leases = leasesHere(database, workerAt(address, leaseWorker));
  const shelf = openShelf(tablet, http, workerAt(address, mediaWorker));
  const stretch = stretchInWorker(workerAt(address, pinWorker));
  const askWhoIsHere = async () => {
    const whoIsHere = await import('../device/who-is-here').catch(() => null);
    return whoIsHere ? whoIsHere.fetchPeople(database, http, leases) : trouble('no-network' as const);
  };
  const standing = signal<'in-use' | Leaving>('in-use');
  const stand = (now: Leaving) => {
    if (standing.peek() !== 'emptied') standing.value = now; // nothing comes after that, whatever another tab believes
    if (now === 'emptied') loop.stop();
  };
  const tabs = import('../device/leaving-tabs').then(({ leavingTabsHere }) => leavingTabsHere(stand));
  const inside = whoIsIn(tabs);
  const isTooOld = signal(false);
  const contact = contactSoon({
    ...{ tablet, identity, http, leases, askWhoIsHere },
    isRevoked: () => isRevoked,
    close: () => {
      stand('leaving');
      return inside.allOut(() => standing.peek() === 'emptied');
    },
    emptied: async () => {
      (await tabs).tell('emptied'); // before another tab takes over what this one ends
      stand('emptied');
    },
    setTooOld: () => {
      isTooOld.value = true;
    },
  });
  const loop = loopSoon({ tablet, http, identity, kinds: recordKinds, session: inside.session, askWhoIsHere, errands: [contact] });
  const people = live(() => database.people.toArray(), withNames, database.health);
  keepUpToDate({ database, askWhoIsHere, shelf, loop, isTooOld });
  return {
    tablet,
    name: identity.tablet.name,
    shelf,
    loop,
    isTooOld,
    standing,
    people: people.signal,
    unlock: (id, pin) =>
      orStorageTrouble(async () => {
        const unlocked = await unlockHere({ tablet, leases, stretch }, id, pin);
        if (!unlocked.ok) return unlocked;
        const entered = await inside.enter(unlocked.value);
        loop.nudge();
        return entered;
      }),
    lock: inside.lock,
  };
}

/** Null where it cannot be had just now. */
const programmesPart = () => import('../features/modules/programmes.store').catch(() => null);

interface KeptUpToDate {
  readonly database: TabletDatabase;
  readonly askWhoIsHere: () => Promise<unknown>;
  readonly shelf: Shelf;
  readonly loop: SyncLoop;
  readonly isTooOld: Signal<boolean>;
}

/** At the start, and whenever the network or the screen comes back: who is here, what there is to learn, what waits. */
function keepUpToDate({ database, askWhoIsHere, shelf, loop, isTooOld }: KeptUpToDate): void {
  /** Trouble with the storage is told under a name of its own; it must not end the looking. */
  const tried = async (what: string, work: () => Promise<unknown>) => {
    const outcome = await orStorageTrouble(async () => ok(await work()));
    database.health.note(what, outcome.ok ? null : outcome.trouble);
  };
  const look = async () => {
    loop.nudge();
    await tried('people', askWhoIsHere);
    await tried('programmes', async () => {
      const programmes = await programmesPart();
      const fetched = programmes ? await programmes.fetchProgrammes(shelf) : trouble('no-network' as const);
      if (fetched.ok || fetched.trouble === 'update-needed') isTooOld.value = !fetched.ok;
    });
  };
  const lookAndFetch = async () => {
    await look();
    await tried('media', async () => (await programmesPart())?.resumeFetching(shelf));
  };
  addEventListener('online', () => void lookAndFetch());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look();
  });
  void lookAndFetch();
}
