// One tablet open in two tabs of a real browser: what each tab asks of the engine, and how the one that syncs is made to stand still.
import type { Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { pokePath, pullPath, pushPath } from '../../src/sync/protocol';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from './browser';
import { type DemoServer, startDemo } from './demo-server';
import { beginReflection, openTablet, unlock, writeOn } from './tablet-screen';

export interface TwoTabs {
  readonly demo: DemoServer;
  readonly browser: OpenBrowser;
  /** The tab that syncs: Amina is unlocked in it. */
  readonly first: Page;
  /** Opened after it, at its tiles. */
  readonly second: Page;
  /** Every request that this tab has made to the engine since `forget`, in order. */
  askedBy(page: Page): readonly string[];
  forget(): void;
  /** Done when this tab is the one that hears of news from the server. */
  listens(page: Page): Promise<void>;
}

const ofEngine = [pokePath, pullPath, pushPath];

function ear() {
  const asked: { readonly page: Page; readonly path: string }[] = [];
  const askedBy = (page: Page) => asked.filter(one => one.page === page).map(({ path }) => path);
  return {
    note: (request: Request) => {
      const path = new URL(request.url()).pathname;
      if (ofEngine.includes(path) && !request.serviceWorker()) asked.push({ page: request.frame().page(), path });
    },
    askedBy,
    forget: () => void asked.splice(0),
    listens: (page: Page) => expect.poll(() => askedBy(page), { timeout: 20_000 }).toContain(pokePath),
  };
}

export const allSent = (page: Page): Promise<void> => page.getByRole('button', { name: /^All sent/ }).waitFor();

export async function write(page: Page, text: string): Promise<void> {
  await beginReflection(page);
  await writeOn(page, text);
}

/** Stops everything in a tab at its next step, as a system does with a tab that it freezes: no timer, no message, and its locks are kept. Gives how to go on. */
export async function freeze({ browser }: TwoTabs, page: Page): Promise<() => Promise<unknown>> {
  const cdp = await browser.context.newCDPSession(page);
  await cdp.send('Debugger.enable');
  const stopped = new Promise(done => cdp.once('Debugger.paused', done));
  await cdp.send('Debugger.pause');
  await stopped;
  return () => cdp.send('Debugger.resume');
}

async function openBoth(demo: DemoServer, browser: OpenBrowser): Promise<TwoTabs> {
  const { note, ...heard } = ear();
  browser.context.on('request', note);
  const first = await openTablet(browser, demo.address('blue'));
  await unlock(first, 'amina');
  await heard.listens(first);
  await allSent(first);
  const second = await openTablet(browser, demo.address('blue'));
  return { demo, browser, first, second, ...heard };
}

/** Registers the hooks of the file that calls it: one server for all its tests, and for each a tablet that nobody has used before. */
export function twoTabs(): () => TwoTabs {
  let [demo, browser, tabs, profile]: [DemoServer?, OpenBrowser?, TwoTabs?, string?] = [];
  beforeAll(async () => {
    demo = await startDemo();
  });
  beforeEach(async () => {
    await demo?.mend('blue');
    profile = newProfile();
    browser = await openChromium(profile);
    tabs = demo && (await openBoth(demo, browser));
  });
  afterEach(async () => {
    await browser?.kill();
    if (profile) removeProfile(profile);
    [browser, tabs, profile] = [undefined, undefined, undefined];
  });
  afterAll(() => demo?.stop());
  return () => {
    if (!tabs) throw new Error('the two tabs are not open');
    return tabs;
  };
}
