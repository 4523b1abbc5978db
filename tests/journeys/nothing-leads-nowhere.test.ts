// Whatever can be tapped leads somewhere: each role's places and acts by their names, and every link on every page that can be reached.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../src/features/roster/role';
import { routesFor } from '../../src/main/routes';
import { frameWords } from '../../src/ui/words/frame';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { countingHand } from '../support/counting-hand';
import { type DemoServer, startDemo } from '../support/demo-server';
import { heading, openTablet, unlock } from '../support/tablet-screen';

const who: readonly (readonly [person: string, role: Role, part: string])[] = [
  ['amina', 'educator', 'blue'],
  ['helen', 'leader', 'blue'],
  ['ruth', 'mentor', 'mentor'],
  ['denise', 'programme-lead', 'office'],
];

let demo: DemoServer;
let profile: string;
let browser: OpenBrowser;

beforeAll(async () => {
  demo = await startDemo();
  profile = newProfile();
  browser = await openChromium(profile);
});

afterAll(async () => {
  await browser.close();
  removeProfile(profile);
  await demo.stop();
});

/** The page that is open is one of ours, with a heading that says which. */
async function isThere(page: Page, what: string): Promise<void> {
  const main = page.getByRole('main');
  await main.getByRole('heading', { level: 1 }).first().waitFor();
  expect(await heading(page, say(frameWords.notThere)).count(), `${what} leads nowhere`).toBe(0);
}

async function tapEachPlace(page: Page, role: Role): Promise<void> {
  const hand = countingHand(page);
  const bar = page.getByRole('navigation', { name: say(frameWords.places), exact: true });
  for (const { label, path } of routesFor(role).places) {
    await hand.tap('link', say(label), bar);
    await page.waitForURL(url => url.pathname === path);
    await isThere(page, say(label));
    expect(hand.counted().acts).toBe(1);
  }
  for (const { label, path } of routesFor(role).acts) {
    await hand.tap('button', say(frameWords.add), bar);
    await hand.tap('link', say(label), page.getByRole('dialog', { name: say(frameWords.addTitle), exact: true }));
    await page.waitForURL(url => url.pathname.startsWith(path.replace(/\/new$/, '')));
    await isThere(page, say(label));
    expect(hand.counted().acts).toBeLessThanOrEqual(2);
  }
}

/** Every address that the page leads to. A link within the page leads to itself; one that opens a tab of its own leaves the app. */
const linksOn = (page: Page): Promise<string[]> =>
  page.locator('a[href]:not([href^="#"]):not([target="_blank"])').evaluateAll(all => all.map(link => link.getAttribute('href') ?? ''));

const pattern = (path: string): RegExp => new RegExp(`^${path.replace(/:[a-zA-Z]+/g, '[^/]+')}$`);
const withoutQuery = (href: string): string => href.replace(/[?#].*$/, '');

/** So long may a page take to come whose heading does not tell it from the one before, in ms. */
const sameHeading = 500;

/** Follows the address inside the app, as a tap on a link does, and waits until the page that stood there is gone. */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    for (const heading of document.querySelectorAll('h1')) heading.dataset.before = heading.textContent;
    const link = Object.assign(document.createElement('a'), { href: to });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  const since = Date.now();
  const isOpen = () =>
    page.evaluate(
      ([to, isLate]) => {
        const heading = document.querySelector<HTMLElement>('main h1');
        const isAnother = isLate || (heading !== null && heading.dataset.before !== heading.textContent);
        return isAnother && location.pathname === to && document.querySelector('main [aria-busy="true"]') === null;
      },
      [path, Date.now() - since > sameHeading] as const,
    );
  await expect.poll(isOpen, { message: `${path} opens`, timeout: 10_000 }).toBe(true);
}

/** From page to page until nothing new is found; gives what was found, each with the page that links to it. */
async function crawl(page: Page, check: (href: string, from: string) => void): Promise<ReadonlySet<string>> {
  const found = new Set(['/']);
  for (const address of found) {
    await follow(page, address);
    await isThere(page, address);
    for (const href of await linksOn(page)) {
      check(href, address);
      found.add(withoutQuery(href));
    }
  }
  return found;
}

describe.each(who)('for %s, %s', (person, role, part) => {
  let page: Page;
  beforeAll(async () => {
    page = await openTablet(browser, demo.address(part));
    await unlock(page, person);
  });
  afterAll(() => page?.close());

  test('each place is one tap away by its name, and what can be begun is two', () => tapEachPlace(page, role));

  test('no page links to an address that nobody registered for this role, and every link leads somewhere', async () => {
    const patterns = routesFor(role).pages.map(({ path }) => pattern(path));
    const stray: string[] = [];
    const found = await crawl(page, (href, from) => {
      if (!patterns.some(registered => registered.test(withoutQuery(href)))) stray.push(`${href} on ${from}`);
    });
    console.info(`${person}: ${found.size} addresses`);
    expect(stray).toEqual([]);
  });
});
