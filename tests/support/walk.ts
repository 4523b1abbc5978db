// One browser and one demo for the tests that walk its screens: each part is opened and unlocked once, when it is first asked for.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from './browser';
import { type DemoServer, startDemo } from './demo-server';
import { isReadyForOffline, openTablet, unlock } from './tablet-screen';

/** As tablets and phones have them: they take no room. */
const overlaidScrollBars = ['--hide-scrollbars'];

/** How long a walk waits for what should be there, in ms: long for a busy machine, short beside a test's own time. */
const patience = 20_000;

export const tabletSize = { width: 768, height: 1024 };

/** A browser whose pages are looked at. */
export const openForLooking = async (profile: string, extra: readonly string[] = []): Promise<OpenBrowser> => {
  const browser = await openChromium(profile, [...overlaidScrollBars, ...extra]);
  browser.context.setDefaultTimeout(patience);
  return browser;
};

export interface Walk {
  readonly demo: DemoServer;
  readonly browser: OpenBrowser;
  /** The tablet of this part of the demo, with this person unlocked on it; null leaves it at its tiles. */
  page(part: string, person: string | null): Promise<Page>;
}

async function begin(root: string | undefined, profile: string): Promise<Walk> {
  const [demo, browser] = [await startDemo(root), await openForLooking(profile)];
  const pages = new Map<string, Page>();
  const open = async (part: string, person: string | null) => {
    const page = await openTablet(browser, demo.address(part));
    await page.setViewportSize(tabletSize);
    await isReadyForOffline(page);
    if (person) await unlock(page, person);
    return page;
  };
  return {
    demo,
    browser,
    page: async (part, person) => {
      const page = pages.get(part) ?? (await open(part, person));
      pages.set(part, page);
      await page.bringToFront();
      return page;
    },
  };
}

/** Registers the hooks of the file that calls it. `root`: another build than the repository's, see startDemo. */
export function walkScreens(root?: () => string): () => Walk {
  let [walk, profile]: [Walk | undefined, string] = [undefined, ''];
  beforeAll(async () => {
    profile = newProfile();
    walk = await begin(root?.(), profile);
  });
  afterAll(async () => {
    await walk?.browser.close();
    await walk?.demo.stop();
    removeProfile(profile);
  });
  return () => {
    if (!walk) throw new Error('the walk has not begun');
    return walk;
  };
}
