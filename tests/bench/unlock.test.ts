// How long an unlock takes on the built app: from the last digit of her PIN until her screen is painted, as people feel it, fifty times each.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entranceWords } from '../../src/ui/words/entrance';
import { frameWords } from '../../src/ui/words/frame';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import {
  button,
  heading,
  isCutOff,
  isReadyForOffline,
  lookAgain,
  openMyReflections,
  openTablet,
  tilesShow,
  unlock,
} from '../support/tablet-screen';
import { type CrowdedDemo, crowdedDemo } from './crowded-demo';
import { type Glass, glassOf, noteEverything } from './felt';
import { isQuick, median, quantile, report } from './figures';
import { personCalled, tileOf } from './journeys';

const reflections = 200;
const times = isQuick ? 3 : 50;
const person = 'amina';
/** In ms, for 95 of 100. */
const goals = { 1: 600, 4: 1_500 } as const;
type Slow = keyof typeof goals;

declare global {
  interface Window {
    /** How long each PIN was being stretched, with its worker's start, in ms. */
    larkriseStretched: number[];
  }
}

/** Runs in the page before anything else. */
function noteStretching(): void {
  const took: number[] = [];
  const RealWorker = Worker;
  window.larkriseStretched = took;
  window.Worker = class extends RealWorker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      const began = performance.now();
      if (String(address).includes('pin')) this.addEventListener('message', () => took.push(performance.now() - began), { once: true });
    }
  };
}

let demo: CrowdedDemo;
let profile: string;
let browser: OpenBrowser;
let page: Page;

/** She has been here before with a network, and everything has come; then the cable is cut. */
beforeAll(async () => {
  demo = await crowdedDemo([person], reflections);
  profile = newProfile();
  browser = await openChromium(profile);
  const evening = await openTablet(browser, demo.address('blue'));
  await isReadyForOffline(evening);
  await unlock(evening, person);
  await lookAgain(evening, person);
  await evening.close();
  await demo.cut('blue');
  page = await browser.context.newPage();
  await noteEverything(page);
  await page.addInitScript(noteStretching);
  await page.setViewportSize({ width: 768, height: 1024 });
  await page.goto(demo.address('blue'));
  await tilesShow(page);
  expect(await isCutOff(page)).toBe(true);
});

afterAll(async () => {
  await browser?.close();
  removeProfile(profile);
  await demo?.stop();
});

interface Took {
  /** From the last digit to her screen, painted; in ms. */
  readonly all: number;
  /** Of it in the worker. */
  readonly stretching: number;
}

async function unlockOnce(glass: Glass, shows: string): Promise<Took> {
  const { firstName, pin } = personCalled(person);
  await button(page, say(frameWords.lock)).click();
  await tilesShow(page);
  await tileOf(page, person).click();
  await heading(page, say(entranceWords.hello, { name: firstName })).waitFor();
  for (const digit of pin.slice(0, -1)) await button(page, digit).click();
  const before = await page.evaluate(() => window.larkriseStretched.length);
  const all = await glass.timeTo(button(page, pin.slice(-1)), shows);
  const stretching = await page.evaluate(from => window.larkriseStretched[from], before);
  if (stretching === undefined) throw new Error('no PIN was stretched');
  return { all, stretching };
}

async function measure(slow: Slow, shows: string): Promise<readonly Took[]> {
  const glass = await glassOf(page, slow);
  const took: Took[] = [];
  for (let time = 0; time < times; time += 1) took.push(await unlockOnce(glass, shows));
  return took;
}

function rowOf(screen: string, processor: string, took: readonly number[], goal: number) {
  const p95 = Math.round(quantile(took, 0.95));
  const [p50, least, worst] = [median(took), Math.min(...took), Math.max(...took)].map(Math.round);
  return {
    screen,
    processor,
    times: took.length,
    least: least ?? 0,
    p50: p50 ?? 0,
    p95,
    worst: worst ?? 0,
    goal,
    ' ': p95 > goal ? `over ${goal}` : '',
  };
}

/** Browsers slow down pages alone: what a worker four times slower would add is added. */
const withSlowWorker = ({ all, stretching }: Took): number => all + 3 * stretching;

function rowsOf(screen: string, slow: Slow, took: readonly Took[]) {
  const all = took.map(one => one.all);
  if (slow === 1) return [rowOf(screen, 'as it is', all, goals[1])];
  return [
    rowOf(screen, 'page 4 times slower', all, goals[4]),
    rowOf(screen, 'page and worker 4 times slower', took.map(withSlowWorker), goals[4]),
  ];
}

test('an unlock by PIN, with the cable out', async () => {
  const rows = [];
  const stretching: number[] = [];
  await unlock(page, person);
  for (const [screen, shows] of [
    ['her Today', 'Good '],
    [`her ${reflections} reflections, where she had left`, say(reflectionWords.title)],
  ] as const) {
    if (shows !== 'Good ') await openMyReflections(page);
    for (const slow of [1, 4] as const) {
      const took = await measure(slow, shows);
      stretching.push(...took.map(one => one.stretching));
      rows.push(...rowsOf(screen, slow, took));
    }
  }
  const worker = `of it the PIN in its worker: ${Math.round(median(stretching))} at the median`;
  report(
    'unlock',
    `From the last digit to her screen, painted, with ${reflections} reflections of hers on the tablet (ms; ${worker})`,
    rows,
  );
  expect(rows.length).toBe(6);
});
