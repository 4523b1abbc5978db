// Carries every case of tests/hostile/on-tablets out in a real browser, and what only real tabs, reloads, full disks and kills can show.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileCases } from '../hostile/on-tablets/cases';
import { newProfile, openChromium, openFirefox, removeProfile } from './browser';
import { type HostilePageServer, hostilePageServer } from './hostile-page-server';

/** Bytes that a cramped browser may store. */
const cramped = 12 * 1024 * 1024;

type Hostile = Window['hostile'];
type Act = keyof Hostile;

/** What both drivers can do. */
interface Tab {
  act<Name extends Act>(name: Name, ...words: Parameters<Hostile[Name]>): Promise<Awaited<ReturnType<Hostile[Name]>>>;
  reload(): Promise<void>;
  /** From now on there is little room; null where a driver cannot make it so. */
  readonly cramp: (() => Promise<void>) | null;
}

interface Browser {
  tab(): Promise<Tab>;
  kill(): Promise<void>;
  close(): Promise<void>;
}

type Open = (profile: string, address: string) => Promise<Browser>;

/** Runs in the page. */
const carryOut = ([name, words]: readonly [Act, readonly unknown[]]) =>
  (window.hostile[name] as (...words: readonly unknown[]) => unknown)(...words);

export const inChromium: Open = async (profile, address) => {
  const browser = await openChromium(profile);
  const tab = async (): Promise<Tab> => {
    const page = await browser.context.newPage();
    await page.goto(address);
    const session = await browser.context.newCDPSession(page);
    return {
      cramp: async () =>
        void (await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(address).origin, quotaSize: cramped })),
      act: (name, ...words) => page.evaluate(carryOut, [name, words] as const) as never,
      reload: async () => void (await page.reload()),
    };
  };
  return { tab, kill: browser.kill, close: browser.close };
};

export const inFirefox =
  (settings: Record<string, boolean | number> = {}): Open =>
  async (profile, address) => {
    const browser = await openFirefox(profile, settings);
    const tab = async (): Promise<Tab> => {
      const page = await browser.newPage();
      await page.goto(address);
      return {
        cramp: null,
        act: (name, ...words) => page.evaluate(carryOut, [name, words] as const) as never,
        reload: async () => void (await page.reload()),
      };
    };
    const kill = async () => {
      browser.process()?.kill('SIGKILL');
      await new Promise(gone => setTimeout(gone, 300));
    };
    return { tab, kill, close: () => browser.close() };
  };

interface Kind {
  readonly name: string;
  readonly open: Open;
  /** `?folder-refused`: see hostile-page.ts. */
  readonly search?: string;
  /** What it keeps outlives it. */
  readonly isKept?: boolean;
}

/** Registers the hooks and tests of the file that calls it. */
export function hostileHands(kinds: readonly Kind[]): void {
  let server: HostilePageServer;
  beforeAll(async () => {
    server = await hostilePageServer();
  });
  afterAll(() => server?.close());
  for (const kind of kinds) describe(`in ${kind.name}`, () => inBrowser(kind, () => server.address));
}

interface Here {
  browser: Browser;
  tab: Tab;
  /** The same browser again, after it was killed. */
  again(): Promise<void>;
}

function inBrowser(kind: Kind, serverAddress: () => string): void {
  const profile = newProfile();
  const here = {} as Here;
  here.again = async () => {
    here.browser = await kind.open(profile, `${serverAddress()}${kind.search ?? ''}`);
    here.tab = await here.browser.tab();
  };
  beforeAll(here.again);
  afterAll(async () => {
    await here.browser?.close();
    removeProfile(profile);
  });

  test.each(hostileCases.map(one => [one.name, one] as const))('%s', async (name, { sees }) => {
    expect(await here.tab.act('play', name)).toEqual(sees);
  });

  onRealTabs(kind, here);
}

/** In the middle of a guess that will have no answer, and is counted. */
async function guessing({ tab }: Here, name: string): Promise<void> {
  await tab.act('begin', name);
  await tab.act('guessForEver');
  await expect.poll(() => tab.act('misses')).toBe(1);
}

function onRealTabs({ name, search = '', isKept = true }: Kind, here: Here): void {
  test('the small secrets lie where this browser has a place for them', async () => {
    await here.tab.act('begin', 'places');
    const isInFolder = search === '' && isKept;
    expect(await here.tab.act('place')).toBe(isInFolder ? 'folder' : 'database');
  });

  test('two real tabs that guess at once share one count', async () => {
    const { tab, browser } = here;
    await tab.act('begin', 'tabs');
    const other = await browser.tab();
    await other.act('join', 'tabs');
    await Promise.all([tab.act('guess'), other.act('guess'), tab.act('guess'), other.act('guess')]);
    expect([await tab.act('misses'), await other.act('misses')]).toEqual([4, 4]);
    await Promise.all([tab.act('guess'), other.act('guess')]);
    expect([await tab.act('misses'), await other.act('guess')]).toEqual([5, 'pin-waits']);
  });

  test('a page that is loaded again in the middle of a guess has used it up', async () => {
    const { tab } = here;
    await guessing(here, 'reloads');
    await tab.reload();
    await tab.act('join', 'reloads');
    expect([await tab.act('left'), await tab.act('guess'), await tab.act('left')]).toEqual([9, 'wrong-pin', 8]);
  });

  test('a full tablet tries no PIN that it cannot count, and with room it goes on', async ({ skip }) => {
    const { tab } = here;
    if (!tab.cramp) return skip();
    await tab.act('begin', 'full');
    await tab.cramp();
    const { fate, uncounted } = await tab.act('guessWhenFull');
    expect(['wrong-pin', 'storage-full']).toContain(fate);
    expect(uncounted).toBe(0);
    await tab.act('makeRoom');
    expect(await tab.act('guess')).toBe('wrong-pin');
  });

  test.runIf(isKept)(`${name} that is killed in the middle of a guess has used it up`, async () => {
    await guessing(here, 'killed');
    await here.browser.kill();
    await here.again();
    await here.tab.act('join', 'killed');
    expect(await here.tab.act('left')).toBe(9);
  });
}
