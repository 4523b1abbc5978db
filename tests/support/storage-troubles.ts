// Takes a real Chromium's storage away from under a tablet's stores: no room while she writes or fetches, databases closed in mid-write.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newProfile, openChromium, removeProfile } from './browser';
import { seededChance } from './seeded-chance';
import { storageServer } from './storage-server';

/** Here she writes; there, on another origin with room of its own, stands her other tablet. */
interface Pages {
  readonly here: Page;
  readonly there: Page;
  /**
   * Both begin anew on origins that nobody has used, and here so many bytes may be stored. It has to be said before anything is:
   * Chromium remembers for half a minute how much room there was, and looks again only when more is asked for than it remembers.
   */
  begin(name: string, bytes: number): Promise<void>;
  /** Here there is room again. */
  makeRoom(): Promise<void>;
  readonly chance: () => number;
}

async function onPages(seed: number, act: (pages: Pages) => Promise<void>): Promise<void> {
  const profile = newProfile();
  const server = await storageServer('tests/support/storage-trouble-page.ts');
  const browser = await openChromium(profile);
  try {
    const [here, there] = [await browser.context.newPage(), await browser.context.newPage()];
    const cdp = await browser.context.newCDPSession(here);
    const originOf = (host: string) => new URL(server.address.replace('blue', host)).origin;
    let origin = '';
    const begin = async (name: string, quotaSize: number) => {
      origin = originOf(name);
      await here.goto(origin);
      await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: Math.round(quotaSize) });
      await there.goto(originOf(other(name)));
    };
    const makeRoom = async () => void (await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: plenty }));
    await act({ here, there, begin, makeRoom, chance: seededChance(seed) });
  } finally {
    await browser.close();
    await server.close();
    removeProfile(profile);
  }
}

/** Bytes. */
const plenty = 500_000_000;
/** Her other tablet is another one for the server as well. */
const other = (name: string): string => `${name}-there`;

const shows = (page: Page, name: string) => page.evaluate(where => window.trouble.shows(where), { name });
const syncs = (page: Page, name: string) => page.evaluate(where => window.trouble.syncs(where), { name });
const writes = (page: Page, order: { name: string; mark: string; count: number; letters: number }) =>
  page.evaluate(what => window.trouble.writes(what), order);

/** Everything that was called saved is there once; nothing that nobody wrote is. */
function once(texts: readonly string[], saved: readonly string[]): void {
  expect(new Set(texts).size).toBe(texts.length);
  expect(saved.filter(text => !texts.includes(text))).toEqual([]);
}

/** Both tablets have talked to the server: each shows the same, and nothing waits. */
async function bothShow({ here, there }: Pages, name: string, saved: readonly string[]): Promise<void> {
  for (const page of [here, there, here]) expect(await syncs(page, page === there ? other(name) : name)).toBe('ok');
  const [one, far] = [await shows(here, name), await shows(there, other(name))];
  expect([one.damaged, one.waiting, one.refused]).toEqual([0, 0, []]);
  once(one.texts, saved);
  expect(far.texts).toEqual(one.texts);
}

/** She writes until there is no room, `times` times, each time with another amount of it; then there is room, and everything is sent. */
export const surviveNoRoomToWrite = (times: number, seed: number): Promise<void> =>
  onPages(seed, async pages => {
    const { here, begin, makeRoom, chance } = pages;
    let count = 0;
    for (let time = 0; time < times; time++) {
      const name = `writer-${time}`;
      await begin(name, 200_000 + chance() * 800_000);
      const letters = Math.floor(1_000 + chance() * 15_000);
      const { saved, fate } = await writes(here, { name, mark: 'w', count: 1_000, letters });
      count += saved.length;
      expect(fate).toBe('storage-full');
      if (chance() < 0.5) expect(['ok', 'storage-full']).toContain(await syncs(here, name));
      await here.reload();
      once((await shows(here, name)).texts, saved);
      await makeRoom();
      await bothShow(pages, name, saved);
    }
    console.info(`seed ${seed}: ${count} reflections were called saved, ${times} times there was no room for the next`);
  });

/** Her other tablet has written more than fits here, `times` times: her own words stay, and with room the rest comes. */
export const surviveNoRoomToFetch = (times: number, seed: number): Promise<void> =>
  onPages(seed, async pages => {
    const { here, there, begin, makeRoom, chance } = pages;
    let stops = 0;
    for (let time = 0; time < times; time++) {
      const name = `reader-${time}`;
      await begin(name, 200_000 + chance() * 500_000);
      const far = await writes(there, { name: other(name), mark: 'far', count: 40, letters: 15_000 });
      expect([far.fate, await syncs(there, other(name))]).toEqual(['ok', 'ok']);
      const near = await writes(here, { name, mark: 'near', count: 3, letters: 20 });
      expect(near.fate).toBe('ok');
      const fate = await syncs(here, name);
      expect(['ok', 'storage-full']).toContain(fate);
      if (fate !== 'ok') stops += 1;
      await here.reload();
      once((await shows(here, name)).texts, near.saved);
      if (chance() < 0.5) expect(['ok', 'storage-full']).toContain(await syncs(here, name));
      await makeRoom();
      await bothShow(pages, name, [...far.saved, ...near.saved]);
    }
    console.info(`seed ${seed}: ${stops} of ${times} fetches had no room`);
    expect(stops).toBeGreaterThan(0);
  });

/** What a closed database may be called; anything else is a bug that nobody would have heard of. */
const known = ['storage-closed', 'locked'];

/** The database is closed in the middle of writes and of a round, `times` times, by the app or under it. */
export const surviveClosing = (times: number, seed: number): Promise<void> =>
  onPages(seed, async pages => {
    const { here, begin, chance } = pages;
    const saved: string[] = [];
    let told = 0;
    await begin('closer', plenty);
    for (let time = 0; time < times; time++) {
      const order = { name: 'closer', mark: `c${time}`, seed: Math.floor(chance() * 2 ** 31) };
      const seen = await here.evaluate(what => window.trouble.closes(what), order);
      saved.push(...seen.saved);
      told += seen.fates.length;
      expect(seen.fates.filter(fate => !known.includes(fate))).toEqual([]);
      const { texts } = await shows(here, 'closer');
      once(texts, saved);
      if (chance() < 0.2) await here.reload();
    }
    await bothShow(pages, 'closer', saved);
    console.info(`seed ${seed}: closed ${times} times, ${saved.length} reflections were called saved, ${told} acts were refused by name`);
  });
