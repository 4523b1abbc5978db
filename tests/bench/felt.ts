// What a finger feels at the glass: how long each interaction waits for its paint, and how long the page was deaf, on a slowed processor.
//
// The driver's own looking round runs scripts in the page, and four times slower it would be most of what is measured. So things are
// looked up at full speed; slowed down are only the bare touches and keys, and the time in which the page answers them.
import type { CDPSession, Locator, Page } from 'playwright-core';

interface Interaction {
  readonly id: number;
  readonly start: number;
  readonly duration: number;
}

interface Span {
  readonly start: number;
  readonly duration: number;
}

/** Kept in the page from its first script on. */
interface Noted {
  readonly interactions: Interaction[];
  readonly longTasks: Span[];
  readonly shifts: { readonly start: number; readonly value: number }[];
  /** When the screen that is waited for was there, by its heading; null: not yet. */
  shown: { readonly heading: string; at: number | null };
}

declare global {
  interface Window {
    larkriseBench: Noted;
  }
}

/** Shorter ones are not told apart by browsers, in ms. */
const shortest = 16;

/** Runs in the page before anything else. */
function note(shortestNoted: number): void {
  const noted: Noted = { interactions: [], longTasks: [], shifts: [], shown: { heading: '', at: null } };
  window.larkriseBench = noted;
  const watch = (take: (entry: PerformanceEntry) => void, what: PerformanceObserverInit) =>
    new PerformanceObserver(list => list.getEntries().forEach(take)).observe(what);
  watch(
    entry => {
      const { interactionId: id = 0, startTime: start, duration } = entry as PerformanceEventTiming;
      if (id > 0) noted.interactions.push({ id, start, duration });
    },
    { type: 'event', durationThreshold: shortestNoted, buffered: true } as PerformanceObserverInit,
  );
  watch(({ startTime: start, duration }) => noted.longTasks.push({ start, duration }), { type: 'longtask', buffered: true });
  watch(
    entry => {
      const { value, hadRecentInput, startTime: start } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!hadRecentInput) noted.shifts.push({ start, value });
    },
    { type: 'layout-shift', buffered: true },
  );
  const isShown = (heading: string) =>
    document.querySelector('h1')?.textContent?.startsWith(heading) && document.querySelector('main [aria-busy="true"]') === null;
  const look = () => {
    const { shown } = noted;
    if (shown.heading === '' || shown.at !== null || !isShown(shown.heading)) return;
    shown.at = 0; // once, and after its paint
    requestAnimationFrame(() =>
      setTimeout(() => {
        shown.at = performance.now();
      }),
    );
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
}

export interface Felt {
  /** Milliseconds from each touch or key to the paint that follows it. */
  readonly waits: readonly number[];
  /** The longest time in which the page heard nothing, in ms; 0: never longer than 50. */
  readonly longestTask: number;
  /** How far things moved that nobody had touched, as browsers count it. */
  readonly shift: number;
}

export interface Glass {
  readonly page: Page;
  /** One touch in the middle of something. */
  touch(target: Locator, shows: Locator): Promise<Felt>;
  /** Keys one after the other, as quickly as somebody types. */
  type(text: string): Promise<Felt>;
  /** Milliseconds from the touch on `target` until the screen under this heading is painted. */
  timeTo(target: Locator, heading: string): Promise<number>;
}

/** Between two keys, in ms: sixty words a minute would be 200. */
const betweenKeys = 120;
/** How long the page is listened to after an act, in ms: what comes later belongs to nobody's touch. */
const listened = 900;
const longestWait = 15_000;

async function middleOf(page: Page, target: Locator): Promise<{ x: number; y: number }> {
  await target.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const box = await target.boundingBox();
  if (!box) throw new Error(`nothing to touch: ${target}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const spent = (ms: number): Promise<void> => new Promise(over => setTimeout(over, ms));

/** Reads what was noted since `from`; an interaction too short to be noted counts as the shortest. */
const feltSince = (page: Page, from: { now: number; count: number }): Promise<Felt> =>
  page.evaluate(
    ([{ now, count }, least]) => {
      const { interactions, longTasks, shifts } = window.larkriseBench;
      const longest = new Map<number, number>();
      for (const { id, start, duration } of interactions) if (start >= now) longest.set(id, Math.max(duration, longest.get(id) ?? 0));
      const all = performance.interactionCount - count;
      const short = Array.from({ length: Math.max(0, all - longest.size) }, () => least);
      const since = longTasks.filter(({ start }) => start >= now);
      return {
        waits: [...longest.values(), ...short],
        longestTask: Math.max(0, ...since.map(({ duration }) => duration)),
        shift: shifts.filter(({ start }) => start >= now).reduce((sum, { value }) => sum + value, 0),
      };
    },
    [from, shortest] as const,
  );

const moment = (page: Page) => page.evaluate(() => ({ now: performance.now(), count: performance.interactionCount }));

/** `slow`: how many times slower the page's processor is while it answers. */
export async function glassOf(page: Page, slow: number): Promise<Glass> {
  const wire: CDPSession = await page.context().newCDPSession(page);
  const speed = (rate: number) => wire.send('Emulation.setCPUThrottlingRate', { rate });
  const slowly = async (go: () => Promise<void>) => {
    await speed(slow);
    await go();
    await speed(1);
  };
  const answered = async (shows: Locator) => {
    await spent(listened);
    for (let waited = listened; waited < longestWait && !(await shows.isVisible()); waited += listened) await spent(listened);
  };
  return {
    page,
    async touch(target, shows) {
      const { x, y } = await middleOf(page, target);
      const from = await moment(page);
      await slowly(async () => {
        await page.mouse.click(x, y);
        await answered(shows);
      });
      await shows.waitFor();
      return feltSince(page, from);
    },
    async type(text) {
      const from = await moment(page);
      await slowly(async () => {
        for (const key of text) {
          await page.keyboard.type(key);
          await spent(betweenKeys);
        }
        await spent(listened);
      });
      return feltSince(page, from);
    },
    async timeTo(target, heading) {
      const { x, y } = await middleOf(page, target);
      const from = await page.evaluate(wanted => {
        window.larkriseBench.shown = { heading: wanted, at: null };
        return performance.now();
      }, heading);
      await slowly(async () => {
        await page.mouse.click(x, y);
        for (let waited = 0; waited < longestWait && !(await page.evaluate(() => window.larkriseBench.shown.at)); waited += 50)
          await spent(50);
      });
      const at = await page.evaluate(() => window.larkriseBench.shown.at);
      if (!at) throw new Error(`“${heading}” did not come`);
      return at - from;
    },
  };
}

/** Before the page is opened: it notes from its first script on. */
export async function noteEverything(page: Page): Promise<void> {
  await page.addInitScript(note, shortest);
}
