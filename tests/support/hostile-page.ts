// A bare page under the server's own guarding headers with a tablet's real stores in it: plays hostile cases, and is one tab among others.
import { aloneHere } from '../../src/device/alone';
import type { TabletDatabase } from '../../src/device/database';
import { createHttp } from '../../src/device/http';
import leaseWorker from '../../src/device/lease.worker.ts?worker&url';
import { privateFolder } from '../../src/device/media-store';
import { createScriptAddresses } from '../../src/device/script-address';
import { databaseFiles, openSecretFiles } from '../../src/device/secret-files';
import { storageTrouble } from '../../src/device/storage-trouble';
import { hostileCases } from '../hostile/on-tablets/cases';
import { misses } from '../hostile/on-tablets/hostile-case';
import { type Around, type HostileTablet, hostileTablet, rememberingStretch, tabletAgain } from '../hostile/on-tablets/hostile-tablet';
import type { HostileControl } from './hostile-page-server';

/** As in a browser that forbids the private folder. */
if (location.search === '?folder-refused')
  StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('not in this window', 'SecurityError'));

const address = createScriptAddresses();
const startWorker = () => new Worker(address(leaseWorker), { type: 'module' });

const ask: HostileControl = async (what, body) => {
  const answer = await fetch(`/hostile/${what}`, { method: 'POST', body: JSON.stringify(body ?? null) });
  return answer.json();
};

let open: HostileTablet | null = null;

/** Databases are left: each case has one of its own name. */
async function emptyTablet(): Promise<void> {
  open?.database.close();
  open = null;
  const root = await privateFolder();
  if (!root) return;
  const names: string[] = [];
  for await (const name of root.keys()) names.push(name);
  for (const name of names) await root.removeEntry(name, { recursive: true });
}

/** The first tablet has the browser's private folder, where there is one; another would share it and keeps its secrets in its database. */
async function aroundHere(): Promise<Around> {
  const { pins, now } = await ask('standing');
  let at = now;
  let isTaken = false;
  const files = (database: TabletDatabase) => {
    const isFirst = !isTaken;
    isTaken = true;
    return isFirst ? openSecretFiles(database, startWorker) : Promise.resolve(folderIn(database));
  };
  return {
    ...{ pins, files, http: createHttp(), alone: aloneHere, clock: () => at },
    code: async name => (await ask('code', name)).code,
    passes: async ms => {
      await ask('passes', ms);
      at += ms;
    },
    verdicts: async tablet => (await ask('verdicts', tablet)).verdicts,
  };
}

const folderIn =
  (database: TabletDatabase): Awaited<ReturnType<Around['files']>> =>
  folder =>
    databaseFiles(database, folder);

const here = (): HostileTablet => {
  if (!open) throw new Error('no tablet is open in this page');
  return open;
};

const noise = (bytes: number) => ({ noise: crypto.getRandomValues(new Uint8Array(Math.min(bytes, 65_536))) });

/** Nothing more fits: first in large pieces, then in small ones. */
async function fill({ database: { packs } }: HostileTablet): Promise<void> {
  let number = 0;
  for (const bytes of [65_536, 4_096, 256]) {
    const put = () =>
      packs.put({ id: `${number++}`, manifest: noise(bytes) }).then(
        () => true,
        () => false,
      );
    while (number < 3_000 && (await put()));
  }
}

const acts = {
  /** At a server on which nobody has done anything yet. */
  async play(name: string): Promise<unknown> {
    const found = hostileCases.find(one => one.name === name);
    if (!found) throw new Error(`there is no case ${name}`);
    await ask('fresh');
    await emptyTablet();
    const tablet = await hostileTablet(await aroundHere());
    const seen = (await found.play(tablet)) ?? null;
    tablet.database.close();
    return JSON.parse(JSON.stringify(seen));
  },
  /** A tablet of this name, for several tabs of this browser. */
  async begin(name: string): Promise<void> {
    await ask('fresh');
    await emptyTablet();
    open = await hostileTablet(await aroundHere(), name);
  },
  /** The same tablet in another tab, or after this one was loaded again. */
  async join(name: string): Promise<void> {
    open = await tabletAgain(await aroundHere(), name);
  },
  guess: (pin?: string) => here().guess(pin),
  misses: () => misses(here()),
  left: async () => (await here().guards.attempts.standing('amina')).left,
  /** A guess whose PIN is being stretched when the page goes. */
  guessForEver(): void {
    const page = here().anotherPage({ stretch: () => new Promise(() => undefined) });
    void page.guess();
  },
  /** A guess on a full tablet: what became of it, and how many PINs were tried without having been counted. */
  async guessWhenFull(): Promise<{ readonly fate: string; readonly uncounted: number }> {
    const tablet = here();
    await fill(tablet);
    const before = await misses(tablet);
    let tried = 0;
    const page = tablet.anotherPage({
      stretch: (pin, how) => {
        tried += 1;
        return rememberingStretch(pin, how);
      },
    });
    const fate = await page.guess().catch((fault: unknown) => storageTrouble(fault) ?? String(fault));
    return { fate, uncounted: tried - ((await misses(tablet)) - before) };
  },
  async makeRoom(): Promise<void> {
    await here().database.packs.clear();
  },
  /** Where the small secrets lie in this browser. */
  place: (): string => here().files('attempts').place,
};

declare global {
  interface Window {
    hostile: typeof acts;
  }
}
window.hostile = acts;
