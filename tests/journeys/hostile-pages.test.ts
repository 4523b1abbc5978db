// Pages of other sites in a browser that is a tablet and is signed in to the office: whatever they send, open, frame or load, nothing changes and
// nothing is read; and what the tablet's own caches and history hold when somebody has tried to fill them.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeTabletPath, tabletCodePath } from '../../src/features/office/devices-protocol';
import * as office from '../../src/features/office/office-protocol';
import { addPeoplePath, leavePath } from '../../src/features/office/staff-protocol';
import { pokePath, pushPath } from '../../src/sync/protocol';
import { peoplePath } from '../../src/sync/tablet-protocol';
import { reportPath } from '../../src/sync/tablet-report';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type ForeignSite, foreignSite } from '../support/foreign-site';
import { type Act, ways } from '../support/foreign-ways';
import { cacheTricks, frames, reach, topForm } from '../support/foreign-windows';
import { type HostileWorld, hostileWorld } from '../support/hostile-words';
import { isReadyForOffline, openTablet, unlock } from '../support/tablet-screen';

const profile = newProfile();
let world: HostileWorld;
let elsewhere: ForeignSite;
let browser: OpenBrowser;
let ours: string;

/** What another page would like done in her name. */
const acts: readonly Act[] = [
  [office.signOutPath, {}],
  [office.recoveryPath, {}],
  [addPeoplePath, { nursery: 'quince-street', people: [{ name: 'Mallory', role: 'leader', room: null }] }],
  [leavePath, { person: 'amina', nursery: 'quince-street' }],
  [tabletCodePath, { nursery: 'quince-street', name: 'Red' }],
  [revokeTabletPath, { id: 'blue' }],
  [reportPath, { v: 1, app: '0.1.0', waiting: 0, storage: null, erased: [] }],
  [pushPath, { v: 1, tablet: 'blue', envelopes: [] }],
];
/** What it would like to read. */
const reads = [
  '/',
  '/index.html',
  '/office',
  office.mePath,
  peoplePath,
  '/healthz',
  '/metrics',
  '/api/v1/openapi.json',
  '/service-worker.js',
];

const tables = [
  'people',
  'memberships',
  'accounts',
  'office_links',
  'enrolment_codes',
  'office_sessions',
  'audit',
  'tablets',
  'tablet_reports',
];
async function state(): Promise<string> {
  const rows = tables.map(table =>
    world.parts.db
      .selectFrom(table as 'people')
      .selectAll()
      .execute(),
  );
  const records = world.parts.db.selectFrom('records').select(['id', 'version']).execute();
  return JSON.stringify(await Promise.all([...rows, records]), (_, value) => (typeof value === 'bigint' ? String(value) : value));
}

async function signIn(page: Page): Promise<void> {
  const status = await page.evaluate(
    async ([path, body]) => {
      const headers = { 'x-larkrise': '1', 'content-type': 'application/json' };
      const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await answer.json()) as unknown;
    },
    [office.signInPath, { name: 'helen', passphrase: world.passphrase, code: world.code() }] as const,
  );
  expect(status).toMatchObject({ ok: true });
}

let tablet: Page;
beforeAll(async () => {
  [world, elsewhere] = [await hostileWorld(), await foreignSite()];
  browser = await openChromium(profile);
  browser.context.setDefaultTimeout(20_000);
  tablet = await openTablet(browser, await world.entrance('blue', { nursery: 'quince-street' }));
  ours = new URL(tablet.url()).origin;
  await isReadyForOffline(tablet);
  await unlock(tablet, 'amina');
});
afterAll(async () => {
  await browser?.close();
  await elsewhere?.close();
  await world?.close();
  removeProfile(profile);
});

/** All that the tablet and its service worker keep in caches, by address. */
const cached = (): Promise<readonly string[]> =>
  tablet.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
    return found.sort();
  });

describe('the caches of the tablet', () => {
  let before: readonly string[] = [];
  const isOfTheServer = (path: string) => /^\/(api|f|office|packs|healthz|metrics)(\/|$)/.test(path);

  test('hold the app and nothing that a server said', async () => {
    before = await cached();
    expect(before.length).toBeGreaterThan(10);
    expect(before.filter(isOfTheServer)).toEqual([]);
  });

  test.each(cacheTricks)('are not made to hold more by asking for %s', async path => {
    await tablet.evaluate(async to => {
      for (const init of [{}, { cache: 'reload' as const }, { headers: { range: 'bytes=0-9' } }, { headers: { 'x-larkrise': '1' } }])
        await fetch(to, init).catch(() => undefined);
    }, path);
    expect(await cached()).toEqual(before);
  });

  test.each(['/api/v1/tablets/people', '/f/AAAAAAAAAAAAAAAAAAAAAA', '/office', '/packs/none', '/healthz'])(
    'are not made to hold %s by opening it',
    async path => {
      const page = await browser.context.newPage();
      await page.goto(ours + path).catch(() => undefined);
      await page.close();
      expect(await cached()).toEqual(before);
    },
  );

  test('are not filled by telling the service worker to', async () => {
    await tablet.evaluate(async paths => {
      const worker = (await navigator.serviceWorker.ready).active;
      worker?.postMessage({ type: 'CACHE_URLS', payload: { urlsToCache: paths } });
      worker?.postMessage({ type: 'PRECACHE', urls: paths });
      worker?.postMessage(paths);
      worker?.postMessage(null);
      await new Promise(later => setTimeout(later, 300));
    }, reads);
    expect(await cached()).toEqual(before);
  });

  test('answer for nothing of the server while the network is away', async () => {
    await browser.context.setOffline(true);
    const answers = await tablet.evaluate(
      paths =>
        Promise.all(
          paths.map(path =>
            fetch(path).then(
              ({ status }) => status,
              () => 'nothing',
            ),
          ),
        ),
      [peoplePath, office.mePath, pokePath, '/f/AAAAAAAAAAAAAAAAAAAAAA', '/healthz', '/metrics'],
    );
    await browser.context.setOffline(false);
    expect([...new Set(answers)]).toEqual(['nothing']);
  });
});

test('the history of the tablet holds no words: neither in addresses nor in titles', async () => {
  const wire = await browser.context.newCDPSession(tablet);
  const { entries } = await wire.send('Page.getNavigationHistory');
  expect(entries.length).toBeGreaterThan(0);
  for (const { url, title } of entries) {
    expect(decodeURIComponent(url)).not.toMatch(/xss|enrol|Amina/);
    expect(title).not.toMatch(/xss|Amina/);
  }
});

describe.each([
  ['of another site', 'evil', false],
  ['of a neighbour, whom the browser sends our cookies from', 'blue', true],
] as const)('a page %s', (_, name, isNeighbour) => {
  let page: Page;
  let before: string;
  beforeAll(async () => {
    if (!tablet.isClosed()) {
      await signIn(tablet);
      await tablet.close();
    }
    page = await browser.context.newPage();
    await page.goto(elsewhere.origin(name));
    before = await state();
  });
  afterAll(async () => {
    for (const one of browser.context.pages()) if (one.url().includes(elsewhere.origin(name))) await one.close();
  });
  const nothingHasChanged = async () => expect(await state()).toBe(before);

  test('is the kind of page that this is about', async () => {
    const names = (await browser.context.cookies(page.url())).map(({ name: cookie }) => cookie);
    expect([names.includes('tablet'), names.includes('office')]).toEqual([isNeighbour, isNeighbour]);
    await nothingHasChanged();
  });

  test.each(Object.entries(ways))('changes nothing and reads nothing by %s', async (_, way) => {
    expect(await page.evaluate(way, { ours, acts, reads })).toEqual([]);
    await nothingHasChanged();
  });

  test('shows no page of ours in a frame of its own', async () => {
    const shown = await page.evaluate(frames, { ours, acts, reads });
    expect(shown).toEqual([]);
    expect(page.frames().filter(frame => frame.url().startsWith(ours))).toEqual([]);
    await nothingHasChanged();
  });

  test('has no hand on a window that it opens', async () => {
    const opened = page.waitForEvent('popup');
    const handle = await page.evaluateHandle(to => window.open(to, 'victim'), `${ours}/office`);
    const popup = await opened;
    await popup.waitForLoadState();
    expect(await popup.evaluate(() => window.opener === null)).toBe(true);
    const learnt = await page.evaluate(reach, handle as never);
    expect(learnt).toEqual([]);
    await popup.close();
    await nothingHasChanged();
  });

  test('changes nothing by a form that takes the whole window', async () => {
    const window = await browser.context.newPage();
    for (const [path, body] of acts.slice(0, 3)) {
      await window.goto(elsewhere.origin(name));
      await Promise.all([window.waitForURL(`${ours}${path}`), window.evaluate(topForm, [`${ours}${path}`, body] as const)]);
      expect(await window.textContent('body')).toContain('bad-request');
    }
    await window.close();
    await nothingHasChanged();
  });
});

test('her own page does what she asks for: she signs out', async () => {
  const page = await browser.context.newPage();
  await page.goto(`${ours}/office`);
  const before = await state();
  const status = await page.evaluate(async path => {
    const headers = { 'x-larkrise': '1', 'content-type': 'application/json' };
    return (await fetch(path, { method: 'POST', headers, body: '{}' })).status;
  }, office.signOutPath);
  expect(status).toBe(200);
  expect(await state()).not.toBe(before);
});
