// Words that would like to be scripts, in every name, board, note, reflection and complaint: on every screen they are words, and nothing runs.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officeWords } from '../../src/ui/words/office';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type HostileWorld, hostileWords, hostileWorld } from '../support/hostile-words';
import { screensOf } from '../support/screens';
import { button, heading, openTablet, unlock } from '../support/tablet-screen';

const profile = newProfile();
let world: HostileWorld;
let browser: OpenBrowser;
/** What must stay empty: scripts that ran, what the policy of the pages stopped, and what was asked of another site. */
const [ran, stopped, asked]: [string[], string[], string[]] = [[], [], []];
/** Which of the words were on a screen, so that none of this is empty talk. */
const shown = new Set<string>();

async function watch(context: BrowserContext): Promise<void> {
  await context.exposeFunction('xss', () => ran.push('xss()'));
  await context.exposeFunction('stopped', (what: string) => stopped.push(what));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      (window as unknown as { stopped(what: string): void }).stopped(`${violatedDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  context.on('dialog', dialog => {
    ran.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', request => {
    const { protocol, port } = new URL(request.url());
    if (/^https?:$/.test(protocol) && port !== String(world.port)) asked.push(request.url());
  });
}

beforeAll(async () => {
  world = await hostileWorld();
  browser = await openChromium(profile);
  browser.context.setDefaultTimeout(20_000);
  await watch(browser.context);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  removeProfile(profile);
});

/** Elements that only somebody's words can have made. */
const hostileElements = [
  'script:not([src]):not([type="application/json"])',
  'iframe, object, embed, base, math, marquee',
  'meta[http-equiv="refresh" i]',
  'img[src="x"], svg[onload], [onerror], [onload], [onfocus], [onclick]',
  'a[href^="javascript:" i], a[href^="data:" i], [srcdoc]',
  'form[action*="evil"], link[href*="evil"], [style*="evil"]',
].join(', ');

/** What hostile words have made of this page; and what of them is to be read on it. */
async function look(page: Page): Promise<readonly string[]> {
  const { made, text, title } = await page.evaluate(selector => {
    const fields = [...document.querySelectorAll<HTMLTextAreaElement>('textarea, input')].map(({ value }) => value);
    const found = [...document.querySelectorAll(selector)].map(({ outerHTML }) => outerHTML.slice(0, 120));
    return { made: found, text: [document.body.textContent, ...fields].join('\n'), title: document.title };
  }, hostileElements);
  for (const word of hostileWords) if (text.includes(word)) shown.add(word);
  return [...made, ...hostileWords.filter(word => title.includes(word)).map(word => `the title says ${word}`)];
}

const nothing = (): void => expect({ ran, stopped, asked }).toEqual({ ran: [], stopped: [], asked: [] });

describe.each([
  ['educator', 'amina', { nursery: 'quince-street' }],
  ['leader', 'helen', { nursery: 'quince-street' }],
  ['mentor', 'ruth', { person: 'ruth' }],
  ['programme-lead', 'denise', { person: 'denise' }],
] as const)('%s', (role, person, owner) => {
  let page: Page;
  beforeAll(async () => {
    page = await openTablet(browser, await world.entrance(role, owner));
  });
  afterAll(() => page?.close());

  test('the tiles and the pad', async () => {
    expect(await look(page)).toEqual([]);
    await unlock(page, person);
    nothing();
  });

  test('every screen', async () => {
    const made: string[] = [];
    for (const { name, open } of screensOf(role)) {
      await open(page);
      made.push(...(await look(page)).map(what => `${name}: ${what}`));
    }
    expect(made).toEqual([]);
    nothing();
  });
});

describe('the office', () => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.context.newPage();
    await page.goto(`http://desk.localhost:${world.port}/office`);
    await page.getByLabel(say(officeWords.signInName), { exact: true }).fill('helen');
    await page.getByLabel(say(officeWords.passphrase), { exact: true }).fill(world.passphrase);
    await page.getByLabel(say(officeWords.code), { exact: true }).fill(world.code());
    await button(page, say(officeWords.signIn)).click();
    await heading(page, say(officeWords.signIn)).waitFor({ state: 'detached' });
  });
  afterAll(() => page?.close());

  test.each(['#nurseries', '#nursery=quince-street', '#list=quince-street', '#tablets', '#account', '#outside'])('%s', async place => {
    await page.evaluate(to => location.assign(to), place);
    await page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('[aria-busy="true"]'));
    await page.waitForTimeout(200);
    expect(await look(page)).toEqual([]);
    nothing();
  });

  test('each thing that opens over a page', async () => {
    for (const place of ['#nursery=quince-street', '#tablets']) {
      await page.evaluate(to => location.assign(to), place);
      await page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('[aria-busy="true"]'));
      const opens = page.getByRole('main').getByRole('button');
      for (let at = 0; at < Math.min(await opens.count(), 8); at += 1) {
        await opens
          .nth(at)
          .click({ timeout: 2_000 })
          .catch(() => undefined);
        expect(await look(page)).toEqual([]);
        await page.keyboard.press('Escape');
      }
    }
    nothing();
  });
});

test('most of these words were to be read on one screen or another, as they were written', () => {
  expect(shown.size).toBeGreaterThan(hostileWords.length * 0.75);
});
