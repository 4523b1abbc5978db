// Says where Larkrise's time goes in each act of the sync bench, and where the bare prototype's goes beside it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import type { Whose } from './engines/engine';
import { isQuick, report } from './figures';
import { beforeProfiling, type Profiled, profiled } from './profiling';
import { type Rival, startRivals } from './servers/rivals';

const [writes, records] = isQuick ? [100, 1_000] : [500, 5_000];

let rivals: readonly Rival[] = [];
let profile: string;
let browser: OpenBrowser;

beforeAll(async () => {
  profile = newProfile();
  rivals = await startRivals(records, false);
  browser = await openChromium(profile);
});

afterAll(async () => {
  await browser?.close();
  removeProfile(profile);
  for (const rival of rivals) await rival.stop();
});

async function acts(rival: Rival): Promise<readonly (readonly [string, Profiled])[]> {
  const page = await browser.context.newPage();
  await beforeProfiling(page);
  await page.goto(rival.address('profile'));
  await page.waitForFunction(() => 'bench' in window);
  const open = (name: string, whose: Whose) =>
    page.evaluate(
      async ([tablet, who]) => {
        await window.bench.ready(tablet, who);
        await window.bench.open(tablet, who);
      },
      [name, whose] as const,
    );
  const pull = () => profiled(page, () => page.evaluate(() => window.bench.pull()));
  await open('tablet', 'writer');
  const written = await profiled(page, () => page.evaluate(count => window.bench.writes(0, count), writes));
  const pushed = await profiled(page, () => page.evaluate(() => window.bench.push()));
  await open('other', 'reader');
  const first = await pull();
  const numbers = Array.from({ length: 100 }, (_, at) => Math.floor((at * records) / 100));
  await rival.change(numbers, 1);
  const delta = await pull();
  await page.reload();
  await page.waitForFunction(() => 'bench' in window);
  await page.evaluate(() => window.bench.ready('other', 'reader'));
  const cold = await profiled(page, () => page.evaluate(() => window.bench.coldOpen('other', 'reader', 50)));
  await page.close();
  return [
    [`${writes} writes`, written],
    [`push ${writes}`, pushed],
    [`first sync of ${records}`, first],
    ['delta of 100', delta],
    [`cold open of ${records}`, cold],
  ];
}

const listed = (some: readonly [string, number][], most: number): string =>
  some
    .filter(([name]) => !['(root)', '(without a name)'].includes(name))
    .slice(0, most)
    .map(([name, value]) => `${Math.round(value)} ${name}`)
    .join(', ');

test('where the time goes', async () => {
  const taking = rivals.filter(({ name }) => name === 'larkrise' || name === 'prototype');
  const all: { engine: string; act: string; profiled: Profiled }[] = [];
  for (const rival of taking) for (const [act, one] of await acts(rival)) all.push({ engine: rival.name, act, profiled: one });
  for (const { engine, act, profiled: one } of all) {
    console.log(`\n${engine}: ${act}, ${Math.round(one.took)} ms`);
    console.log(`  requests   ${listed(one.requests, 24)}`);
    console.log(`  ms itself  ${listed(one.own, 14)}`);
    console.log(`  ms in all  ${listed(one.whole, 24)}`);
  }
  const rows = all.map(({ engine, act, profiled: one }) => ({
    engine,
    act,
    ms: Math.round(one.took),
    'IndexedDB and WebCrypto requests': one.requests.reduce((sum, [, count]) => sum + count, 0),
    'ms waiting': Math.round(one.own.find(([name]) => name === '(idle)')?.[1] ?? 0),
  }));
  report('profile', 'Where the time goes (sampled, functions with their names: slower than the sync bench)', rows, { all });
  expect(rows.length).toBe(taking.length * 5);
});
