// One round of the sync bench for one engine: everything that figures.md asks of it, each part on a page and a storage of its own.
import type { Whose } from './engines/engine';
import type { Rival } from './servers/rivals';
import type { DrivenPage, Driver, Measured } from './sync-driver';

export interface Sizes {
  readonly writes: number;
  readonly records: number;
  readonly delta: number;
  readonly shown: number;
}

export interface Round {
  readonly driver: Driver;
  readonly rival: Rival;
  /** Never used twice in a run, whatever the browser: places, records and editions at the server follow from it. */
  readonly number: number;
  readonly sizes: Sizes;
}

const database = 'tablet';

/** Who promises less than the others is not measured beside them. */
async function checkDurability(page: DrivenPage, { rival }: Round): Promise<void> {
  const stores = await page.evaluate(() => window.notDurable ?? []);
  if (stores.length > 0) throw new Error(`${rival.name}: not durable were transactions on ${stores.join(', ')}`);
}

const openPage = ({ driver, rival }: Round, place: string): Promise<DrivenPage> =>
  driver.open(rival.address(place), message => console.error(`${rival.name}: ${message}`));

const readyFor = (page: DrivenPage, whose: Whose): Promise<void> =>
  page.evaluate(([name, who]) => window.bench.ready(name, who), [database, whose] as const);

async function openFor(page: DrivenPage, whose: Whose): Promise<void> {
  await readyFor(page, whose);
  await page.evaluate(
    ([name, who]) => {
      window.notDurable?.splice(0); // what a set-up keeps is no part of what is measured
      return window.bench.open(name, who);
    },
    [database, whose] as const,
  );
}

/** 1,000 written offline one after the other, then sent. */
async function writesAndPush(round: Round): Promise<Measured> {
  const { number, sizes } = round;
  const page = await openPage(round, `writer-${number}`);
  await openFor(page, 'writer');
  await page.sent('before');
  const writes = await page.evaluate(([from, count]) => window.bench.writes(from, count), [number * sizes.writes, sizes.writes] as const);
  const push = await page.evaluate(() => window.bench.push());
  const counted = await page.sent('push');
  await checkDurability(page, round);
  await page.close();
  return { writes, push, ...counted };
}

/** Whether what the first tablet has pushed comes out at another, word for word. */
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
  const { driver, rival, number, sizes } = round;
  const page = await openPage(round, `reader-${number}`);
  const pull = () => page.evaluate(() => window.bench.pull());
  await openFor(page, 'reader');
  await page.sent('before');
  const first = await pull();
  const firstCounted = await page.sent('first sync');
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  await rival.change(spread(sizes.delta, sizes.records), number + 1);
  const delta = await pull();
  const deltaCounted = await page.sent('delta');
  const empty = await pull();
  const emptyCounted = await page.sent('empty delta');
  const texts = driver.isCounting ? await page.evaluate(() => window.bench.texts()) : null;
  await checkDurability(page, round);
  await page.close();
  const changed = texts?.filter(text => text.includes(`.${number + 1} `));
  if (changed && changed.length !== sizes.delta) throw new Error(`${rival.name}: ${changed.length} of ${sizes.delta} changes came`);
  return { 'first sync': first, delta, 'empty delta': empty, storage: usage, ...firstCounted, ...deltaCounted, ...emptyCounted };
}

/** The same tablet is taken up again: the newest records are painted, and what they cost in memory. */
async function coldOpen(round: Round): Promise<Measured> {
  const { rival, number, sizes } = round;
  const page = await openPage(round, `reader-${number}`);
  await readyFor(page, 'reader');
  const before = await page.heap();
  const cold = await page.evaluate(([name, count]) => window.bench.coldOpen(name, 'reader', count), [database, sizes.shown] as const);
  const after = await page.heap();
  const shown = await page.evaluate(() => window.bench.shown());
  await page.close();
  const newest = Array.from({ length: sizes.shown }, (_, at) => sizes.records - 1 - at);
  const isRight = shown.length === newest.length && newest.every((one, at) => shown[at]?.startsWith(`${one}.`));
  if (!isRight) throw new Error(`${rival.name}: shows ${shown.length} records, the first is ${shown[0]?.slice(0, 20)}`);
  return { 'cold open': cold, heap: after, 'heap grown': after - before };
}

export async function measureRound(round: Round): Promise<Measured> {
  return { ...(await writesAndPush(round)), ...(await pulls(round)), ...(await coldOpen(round)) };
}
