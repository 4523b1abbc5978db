// Puts the tablet together: database, identity, people, sync and modules. Loaded after the first paint; nothing else makes these.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { type Person, TabletDatabase } from '../device/database';
import type { Comparing } from '../device/enrol';
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
import { orBrokenDown } from '../ui/broken-down';
import type { ContactParts } from './contact-errand.store';
import { guardsHere } from './leases-here.store';
import { type PinsHere, pinsHere } from './pins-here.store';
import { recordKinds } from './record-kinds';
import type { SyncingParts } from './syncing.store';

/** An enrolled tablet, at work. */
export interface OpenTablet extends PinsHere {
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
  /** Drops the keys, with `only` hers alone; whoever was unlocked must have handed over before. */
  lock(only?: Session): void;
}

export interface Larkrise {
  /** Null while the tablet is not set up. */
  readonly open: ReadonlySignal<OpenTablet | null>;
  enrol(code: string, comparing: Comparing): Promise<Result<null, RefusalName>>;
}

export type Started = Result<Larkrise, TabletTrouble>;

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
  return ok({ open, enrol: (code, comparing) => enrolHere({ database, address, code, comparing, setUp }) });
}

interface Enrolling {
  readonly database: TabletDatabase;
  readonly address: ScriptAddress;
  readonly code: string;
  readonly comparing: Comparing;
  setUp(identity: Identity): void;
}

/** The people are there before the tiles are shown, or the tiles come with the next contact. */
async function enrolHere({ database, address, code, comparing, setUp }: Enrolling): Promise<Result<null, HttpTrouble>> {
  const http = createHttp();
  const parts = await Promise.all([import('../device/enrol'), import('../device/who-is-here')]).catch(() => null);
  if (!parts) return trouble('no-network');
  const [{ enrol }, { fetchPeople }] = parts;
  const enrolled = await enrol(database, http, code, comparing);
  if (!enrolled.ok) return enrolled;
  const guards = guardsHere({ database, tablet: enrolled.value.tablet.id, start: workerAt(address, leaseWorker) });
  await orBrokenDown(fetchPeople(database, withSession(http, enrolled.value), guards)); // it was let in, whatever breaks now
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

function openTablet(database: TabletDatabase, identity: Identity, address: ScriptAddress): OpenTablet {
  const random = () => crypto.getRandomValues(new Uint8Array(16));
  const tablet: Tablet = { id: identity.tablet.id, database, clock: systemClock, random };
  let isRevoked = false;
  const http = withSession(createHttp(), identity, revoked => {
    isRevoked = revoked;
  });
  const guards = guardsHere({ database, tablet: tablet.id, start: workerAt(address, leaseWorker) });
  const shelf = openShelf(tablet, http, workerAt(address, mediaWorker));
  const unlocking = { tablet, guards, stretch: stretchInWorker(workerAt(address, pinWorker)) };
  const askWhoIsHere = async () => {
    const whoIsHere = await import('../device/who-is-here').catch(() => null);
    return whoIsHere ? whoIsHere.fetchPeople(database, http, guards) : trouble('no-network' as const);
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
    ...{ tablet, identity, http, askWhoIsHere, guards },
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
  const leases = async () => (await guards()).leases;
  const loop = loopSoon({ tablet, http, identity, kinds: recordKinds, session: inside.session, askWhoIsHere, leases, errands: [contact] });
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
    ...pinsHere(unlocking, inside, loop, { http, askWhoIsHere }),
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
