// What a finger feels on the built app: how soon each touch shows, how long the page is deaf, and how long a change of people takes.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entranceWords } from '../../src/ui/words/entrance';
import { frameWords } from '../../src/ui/words/frame';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { button, isCutOff, isReadyForOffline, lookAgain, openMyReflections, openTablet, tilesShow, unlock } from '../support/tablet-screen';
import { type CrowdedDemo, crowdedDemo } from './crowded-demo';
import { type Felt, type Glass, glassOf, noteEverything } from './felt';
import { isQuick, median, quantile, report } from './figures';
import { personCalled, tileOf, walkOnce } from './journeys';

const reflections = 200;
const rounds = isQuick ? 1 : 5;
/** In ms, as they are promised. */
const goals = { paint: 100, task: 50 };

let demo: CrowdedDemo;
let profile: string;
let browser: OpenBrowser;
let page: Page;

/** Both have been here before, and everything that a day without a network needs has come; then the cable is cut. */
beforeAll(async () => {
  demo = await crowdedDemo(['amina', 'kasia'], reflections);
  profile = newProfile();
  browser = await openChromium(profile);
  const evening = await openTablet(browser, demo.address('blue'));
  await isReadyForOffline(evening);
  for (const person of ['amina', 'kasia']) {
    await unlock(evening, person);
    await lookAgain(evening, person);
    await button(evening, say(frameWords.lock)).click();
    await tilesShow(evening);
  }
  await evening.close();
  await demo.cut('blue');
  page = await browser.context.newPage();
  await noteEverything(page);
  await page.setViewportSize({ width: 768, height: 1024 });
  await page.goto(demo.address('blue'));
  await tilesShow(page);
  expect(await isCutOff(page)).toBe(true);
});

afterAll(async () => {
  await browser.close();
  removeProfile(profile);
  await demo.stop();
});

const rounded = (value: number): number => Math.round(value);
const over = (value: number, goal: number): string => (value > goal ? `over ${goal}` : '');

function rowOf(act: string, felt: readonly Felt[]) {
  const waits = felt.flatMap(one => one.waits);
  const [p95, task] = [quantile(waits, 0.95), Math.max(...felt.map(({ longestTask }) => longestTask))];
  return {
    act,
    touches: waits.length,
    'to paint, median': rounded(median(waits)),
    p95: rounded(p95),
    worst: rounded(Math.max(...waits)),
    ' ': over(p95, goals.paint),
    'longest task, median': rounded(median(felt.map(({ longestTask }) => longestTask))),
    'worst task': rounded(task),
    '  ': over(task, goals.task),
    moved: Number(Math.max(...felt.map(({ shift }) => shift)).toFixed(3)),
  };
}

test('a morning at a processor four times slower', async () => {
  const glass = await glassOf(page, 4);
  const acts = new Map<string, Felt[]>();
  const takeDown = (act: string, felt: Felt) => void acts.set(act, [...(acts.get(act) ?? []), felt]);
  for (let round = 0; round < rounds; round++) await walkOnce(glass, 'amina', takeDown);
  const all = rowOf('all of them', [...acts.values()].flat());
  report(
    'page-interactions',
    `A morning, ${rounds} times, processor slowed 4 times; milliseconds from touch to paint, and without an ear for anything`,
    [...[...acts].map(([act, felt]) => rowOf(act, felt)), all],
  );
  expect(all.touches).toBeGreaterThan(rounds * acts.size);
});

/** What the tablet needs, not what fingers do: from each touch that changes the screen until the screen is painted. */
async function change(glass: Glass, person: string, shows: string): Promise<number> {
  const { firstName, pin } = personCalled(person);
  const names = await glass.timeTo(button(page, say(frameWords.lock)), say(entranceWords.whoIsHere));
  const pad = await glass.timeTo(tileOf(page, person), say(entranceWords.hello, { name: firstName }));
  for (const digit of pin.slice(0, -1)) await button(page, digit).click();
  return names + pad + (await glass.timeTo(button(page, pin.slice(-1)), shows));
}

const greeting = 'Good ';

function rowOfChange(what: string, slow: number, took: readonly number[], goal: number) {
  const worst = Math.max(...took);
  return {
    what,
    processor: slow === 1 ? 'as it is' : `${slow} times slower`,
    times: took.length,
    median: rounded(median(took)),
    least: rounded(Math.min(...took)),
    worst: rounded(worst),
    goal,
    ' ': over(worst, goal),
  };
}

test('a change of people, with the cable out', async () => {
  const rows = [];
  for (const [slow, goal] of [
    [1, 1_000],
    [4, 3_000],
  ] as const) {
    const glass = await glassOf(page, slow);
    await unlock(page, 'amina');
    const [toOther, backToList]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      toOther.push(await change(glass, 'kasia', greeting), await change(glass, 'amina', greeting));
      await openMyReflections(page);
      backToList.push(await change(glass, 'amina', say(reflectionWords.title)));
    }
    rows.push(rowOfChange(`to a colleague's Today, each with ${reflections} reflections`, slow, toOther, goal));
    rows.push(rowOfChange(`back to her own ${reflections} reflections, where she had left`, slow, backToList, goal));
    await button(page, say(frameWords.lock)).click();
    await tilesShow(page);
  }
  report(
    'page-change',
    'A change of people without a network: from Lock to the names, from tile to pad, from the last digit to her screen (ms)',
    rows,
  );
  expect(rows.length).toBe(4);
});
