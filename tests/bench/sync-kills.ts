// Kills the browser while every engine writes, again and again, and counts what had been acknowledged and is not there afterwards.
//
// All engines write at the same time, each on its own page: the same kill meets them all. What a SIGKILL does not prove is
// survival of a power cut: what the browser has handed to the system outlives the browser.
import type { Page } from 'playwright-core';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { seededChance } from '../support/seeded-chance';
import type { EngineName } from './servers/built';
import type { Rival } from './servers/rivals';

export interface Lost {
  readonly kills: number;
  readonly acknowledged: number;
  readonly lost: number;
}

/** The same storage lives through so many kills. */
const killsOfOneStorage = 5;
/** More than an engine writes until the next kill. */
const stride = 10_000;

type Heard = Map<EngineName, Set<number>>;

const numberOf = (text: string): number => Number(text.slice(0, text.indexOf('.')));

const openWriter = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await window.bench.ready('tablet', 'writer');
    await window.bench.open('tablet', 'writer');
  });

async function openAll(browser: OpenBrowser, rivals: readonly Rival[], place: string): Promise<Map<EngineName, Page>> {
  const pages = new Map<EngineName, Page>();
  for (const rival of rivals) {
    const page = await browser.context.newPage();
    await page.goto(rival.address(place));
    await page.waitForFunction(() => 'bench' in window);
    await openWriter(page).catch(() => openWriter(page)); // a database that the browser has thrown away opens the second time, empty
    pages.set(rival.name, page);
  }
  return pages;
}

/** Opens the killed profile again. What is heard goes to `heard`, by engine. */
async function reopen(profile: string, heard: Heard): Promise<OpenBrowser> {
  const browser = await openChromium(profile);
  await browser.context.exposeBinding('acknowledged', ({ page }, number: number) => {
    const [, name] = new URL(page.url()).hostname.split('.');
    heard.get(name as EngineName)?.add(number);
  });
  return browser;
}

async function missing(pages: ReadonlyMap<EngineName, Page>, heard: Heard): Promise<Map<EngineName, number>> {
  const lost = new Map<EngineName, number>();
  for (const [name, page] of pages) {
    const there = new Set((await page.evaluate(() => window.bench.texts())).map(numberOf));
    lost.set(name, [...(heard.get(name) ?? [])].filter(number => !there.has(number)).length);
  }
  return lost;
}

/** One storage, so many kills; gives what was lost in the end, by engine, and adds what was acknowledged. */
async function oneStorage(
  rivals: readonly Rival[],
  kills: number,
  chance: () => number,
): Promise<{ heard: Heard; lost: Map<EngineName, number> }> {
  const profile = newProfile();
  const heard: Heard = new Map(rivals.map(({ name }) => [name, new Set<number>()]));
  const lost = new Map<EngineName, number>();
  let browser = await reopen(profile, heard);
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const pages = await openAll(browser, rivals, 'killed');
      for (const page of pages.values()) page.evaluate(from => window.bench.writeForEver(from), kill * stride).catch(() => undefined);
      await new Promise(over => setTimeout(over, 300 + chance() * 900));
      await browser.kill();
      browser = await reopen(profile, heard);
      const again = await openAll(browser, rivals, 'killed');
      for (const [name, count] of await missing(again, heard)) lost.set(name, Math.max(count, lost.get(name) ?? 0));
      for (const page of again.values()) await page.close();
    }
    return { heard, lost };
  } finally {
    await browser.kill();
    removeProfile(profile);
  }
}

export async function surviveKills(rivals: readonly Rival[], kills: number, seed: number): Promise<ReadonlyMap<EngineName, Lost>> {
  const chance = seededChance(seed);
  const all = new Map<EngineName, Lost>(rivals.map(({ name }) => [name, { kills, acknowledged: 0, lost: 0 }]));
  for (let done = 0; done < kills; done += killsOfOneStorage) {
    const { heard, lost } = await oneStorage(rivals, Math.min(killsOfOneStorage, kills - done), chance);
    for (const [name, before] of all) {
      const acknowledged = before.acknowledged + (heard.get(name)?.size ?? 0);
      all.set(name, { kills, acknowledged, lost: before.lost + (lost.get(name) ?? 0) });
    }
  }
  return all;
}
