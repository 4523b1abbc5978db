// One round of the sync bench for one engine: everything that figures.md asks of it, each part on a page and a storage of its own.
import { gzipSync } from 'node:zlib';
import type { Page, Request } from 'playwright-core';
import type { OpenBrowser } from '../support/browser';
import type { Whose } from './engines/engine';
import type { Rival } from './servers/rivals';

export interface Sizes {
  readonly writes: number;
  readonly records: number;
  readonly delta: number;
  readonly shown: number;
}

/** By the name of the figure: milliseconds, bytes or a count. */
export type Measured = Readonly<Record<string, number>>;

/** Told by `page.request`, which hands over what was sent since it was last asked. */
interface Meter {
  read(what: string): Promise<Measured>;
}

const ownFiles = ['/', '/page.js', '/bench.html', '/bench.js', '/favicon.ico'];
const isOfTheEngine = (request: Request): boolean => !ownFiles.includes(new URL(request.url()).pathname);

/** Bodies only: headers are the servers' habits, not the protocols'. `packed`: what gzip would make of each answer. */
function meterOf(page: Page): Meter {
  let seen: Request[] = [];
  page.on('requestfinished', request => void (isOfTheEngine(request) && seen.push(request)));
  return {
    async read(what) {
      await page.waitForTimeout(100); // the last one is told after the page has gone on
      const now = seen;
      seen = [];
      const bodies = await Promise.all(now.map(async request => (await request.response())?.body()));
      const sum = (of: (at: number) => number) => now.reduce((so, _, at) => so + of(at), 0);
      const up = now.map(request => request.postDataBuffer() ?? Buffer.alloc(0));
      return {
        [`${what}, requests`]: now.length,
        [`${what}, bytes`]: sum(at => (up[at]?.length ?? 0) + (bodies[at]?.length ?? 0)),
        [`${what}, bytes up`]: sum(at => up[at]?.length ?? 0),
        [`${what}, bytes up packed`]: sum(at => packedLength(up[at])),
        [`${what}, bytes down`]: sum(at => bodies[at]?.length ?? 0),
        [`${what}, bytes down packed`]: sum(at => packedLength(bodies[at])),
      };
    },
  };
}

const packedLength = (body: Buffer | undefined): number => (body && body.length > 0 ? gzipSync(body).length : 0);

const nothing = async (): Promise<Measured> => ({});
const database = 'tablet';

declare global {
  interface Window {
    /** The stores of writing transactions that did not ask to be durable. */
    notDurable?: string[];
  }
}

/** Runs in the page before anything else. */
function watchDurability(): void {
  const begin = IDBDatabase.prototype.transaction;
  window.notDurable = [];
  IDBDatabase.prototype.transaction = function (...words) {
    const begun = begin.apply(this, words);
    if (begun.mode === 'readwrite' && begun.durability !== 'strict') window.notDurable?.push([...begun.objectStoreNames].join(' '));
    return begun;
  };
}

/** Who promises less than the others is not measured beside them. */
async function checkDurability(page: Page, { rival, isCounted }: Round): Promise<void> {
  const stores = (await page.evaluate(() => window.notDurable)) ?? [];
  if (isCounted && stores.length > 0) throw new Error(`${rival.name}: not durable were transactions on ${stores.join(', ')}`);
}

async function openPage({ browser: { context }, rival, isCounted }: Round, place: string): Promise<Page> {
  const page = await context.newPage();
  if (isCounted) await page.addInitScript(watchDurability);
  page.on('pageerror', error => console.error(`${rival.name}: ${error.message}`));
  await page.goto(rival.address(place));
  await page.waitForFunction(() => 'bench' in window);
  return page;
}

const readyFor = (page: Page, whose: Whose): Promise<void> =>
  page.evaluate(([name, who]) => window.bench.ready(name, who), [database, whose] as const);

async function openFor(page: Page, whose: Whose): Promise<void> {
  await readyFor(page, whose);
  await page.evaluate(
    ([name, who]) => {
      window.notDurable?.splice(0); // what a set-up keeps is no part of what is measured
      return window.bench.open(name, who);
    },
    [database, whose] as const,
  );
}

export interface Round {
  readonly browser: OpenBrowser;
  readonly rival: Rival;
  readonly number: number;
  readonly sizes: Sizes;
  /** In this round bytes are counted and results checked; its times are a warm-up. */
  readonly isCounted: boolean;
}

/** 1,000 written offline one after the other, then sent. */
async function writesAndPush(round: Round): Promise<Measured> {
  const { number, sizes, isCounted } = round;
  const page = await openPage(round, `writer-${number}`);
  const meter = meterOf(page);
  const read = isCounted ? meter.read : nothing;
  await openFor(page, 'writer');
  await read('before');
  const writes = await page.evaluate(([from, count]) => window.bench.writes(from, count), [number * sizes.writes, sizes.writes] as const);
  const push = await page.evaluate(() => window.bench.push());
  const counted = await read('push');
  await checkDurability(page, round);
  await page.close();
  return { writes, push, ...counted };
}

/** Whether what one tablet has pushed comes out at another, word for word. */
export async function checkPushed(round: Round): Promise<void> {
  const { rival, sizes } = round;
  const page = await openPage(round, 'checker');
  await openFor(page, 'writer');
  await page.evaluate(() => window.bench.pull());
  const texts = await page.evaluate(() => window.bench.texts());
  await page.close();
  if (new Set(texts).size !== sizes.writes) throw new Error(`${rival.name}: of ${sizes.writes} records ${texts.length} came out again`);
}

/** So many numbers, spread over all. */
const spread = (count: number, all: number): number[] => Array.from({ length: count }, (_, at) => Math.floor((at * all) / count));

/** An empty tablet fetches everything, then what changed, then nothing. */
async function pulls(round: Round): Promise<Measured> {
  const { rival, number, sizes, isCounted } = round;
  const page = await openPage(round, `reader-${number}`);
  const meter = meterOf(page);
  const read = isCounted ? meter.read : nothing;
  const pull = () => page.evaluate(() => window.bench.pull());
  await openFor(page, 'reader');
  await read('before');
  const first = await pull();
  const firstCounted = await read('first sync');
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  await rival.change(spread(sizes.delta, sizes.records), number + 1);
  const delta = await pull();
  const deltaCounted = await read('delta');
  const empty = await pull();
  const emptyCounted = await read('empty delta');
  const changed = isCounted ? (await page.evaluate(() => window.bench.texts())).filter(text => text.includes(`.${number + 1} `)) : null;
  await checkDurability(page, round);
  await page.close();
  if (changed && changed.length !== sizes.delta) throw new Error(`${rival.name}: ${changed.length} of ${sizes.delta} changes came`);
  return { 'first sync': first, delta, 'empty delta': empty, storage: usage, ...firstCounted, ...deltaCounted, ...emptyCounted };
}

/** The same tablet is taken up again: the newest records are painted, and what they cost in memory. */
async function coldOpen(round: Round): Promise<Measured> {
  const { rival, number, sizes } = round;
  const page = await openPage(round, `reader-${number}`);
  await readyFor(page, 'reader');
  const wire = await page.context().newCDPSession(page);
  await wire.send('HeapProfiler.collectGarbage');
  const before = await wire.send('Runtime.getHeapUsage');
  const cold = await page.evaluate(([name, count]) => window.bench.coldOpen(name, 'reader', count), [database, sizes.shown] as const);
  await wire.send('HeapProfiler.collectGarbage');
  const after = await wire.send('Runtime.getHeapUsage');
  const shown = await page.evaluate(() => window.bench.shown());
  await page.close();
  const newest = Array.from({ length: sizes.shown }, (_, at) => sizes.records - 1 - at);
  const isRight = shown.length === newest.length && newest.every((one, at) => shown[at]?.startsWith(`${one}.`));
  if (!isRight) throw new Error(`${rival.name}: shows ${shown.length} records, the first is ${shown[0]?.slice(0, 20)}`);
  return { 'cold open': cold, heap: after.usedSize, 'heap grown': after.usedSize - before.usedSize };
}

export async function measureRound(round: Round): Promise<Measured> {
  return { ...(await writesAndPush(round)), ...(await pulls(round)), ...(await coldOpen(round)) };
}
