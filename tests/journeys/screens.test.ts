// Every screen of the skeleton in every role, on a tablet and a phone, light and dark: axe finds nothing, nothing scrolls sideways.
// With PICTURES set to a folder, each is pictured there.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import { isReadyForOffline, openTablet, tapTile, unlock } from '../support/tablet-screen';

const sizes = { tablet: { width: 768, height: 1024 }, phone: { width: 360, height: 740 } } as const;
const folder = process.env.PICTURES;

let demo: DemoServer;
let profile: string;
let browser: OpenBrowser;

beforeAll(async () => {
  demo = await startDemo();
  profile = newProfile();
  browser = await openChromium(profile);
  if (folder) mkdirSync(folder, { recursive: true });
});

afterAll(async () => {
  await browser.close();
  removeProfile(profile);
  await demo.stop();
});

/** Pictures what is on screen and looks for what shuts people out; gives what is wrong in words. */
async function faults(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [device, size] of Object.entries(sizes)) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(size);
      await settled(page);
      const where = `${name}, ${device}, ${colorScheme}`;
      if (folder) await page.screenshot({ path: join(folder, `${where.replaceAll(', ', '-')}.png`) });
      const isSideways = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      if (isSideways) found.push(`${where}: scrolls sideways`);
      found.push(...(await violations(page)).map(violation => `${where}: ${violation}`));
    }
  return found;
}

/** Colours and layout have arrived: what axe sees is what a person sees. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const passing = document.getAnimations().filter(one => one.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(passing.map(one => one.finished));
  });

/** Evaluated, not added as a script: the page's own rules let no other script in. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Follows the address inside the app, as a tap on a link does. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    const link = Object.assign(document.createElement('a'), { href: to });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

async function walk(page: Page, who: string, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await go(page, path);
    found.push(...(await faults(page, `${who}${path.replaceAll('/', '-')}`)));
  }
  return found;
}

test('nobody is shut out of the tiles and the PIN', async () => {
  const page = await openTablet(browser, demo.address('blue'));
  await isReadyForOffline(page);
  const tiles = await faults(page, 'tiles');
  await tapTile(page, 'amina');
  expect([...tiles, ...(await faults(page, 'pin'))]).toEqual([]);
  await page.close();
});

test.each([
  ['amina', 'blue', ['/', '/learn', '/learn/strengths-of-every-baby', '/reflections', '/reflections/new', '/gap-tasks', '/babies', '/me']],
  ['helen', 'green', ['/', '/learn', '/babies', '/me']],
  ['ruth', 'mentor', ['/', '/learn', '/me']],
])('nobody is shut out of the screens of %s', async (person, part, paths) => {
  const page = await openTablet(browser, demo.address(part));
  await unlock(page, person);
  expect(await walk(page, person, paths)).toEqual([]);
  await page.close();
});

test('nobody is shut out of a strengths board', async () => {
  const page = await openTablet(browser, demo.address('blue'));
  await unlock(page, 'amina');
  await go(page, '/babies');
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: /strengths/ }).waitFor();
  expect(await faults(page, 'board')).toEqual([]);
  await page.close();
});
