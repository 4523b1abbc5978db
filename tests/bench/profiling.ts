// Where a page's time goes: the browser's own sampling of functions, and every request that is made of IndexedDB and of WebCrypto.
import type { Page } from 'playwright-core';

interface ProfileAnswer {
  readonly profile: {
    readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string }; readonly children?: number[] }[];
    readonly samples?: readonly number[];
    readonly timeDeltas?: readonly number[];
  };
}

declare global {
  interface Window {
    /** How often each request was made since it was last looked at. */
    benchRequests?: Record<string, number>;
  }
}

/** Runs in the page before anything else. */
function countRequests(): void {
  const counts: Record<string, number> = {};
  window.benchRequests = counts;
  const watch = (owner: object, names: readonly string[], called: (self: unknown, words: readonly unknown[]) => string) => {
    for (const name of names) {
      const real: unknown = Reflect.get(owner, name);
      if (typeof real !== 'function') continue;
      Reflect.set(owner, name, function (this: unknown, ...words: unknown[]) {
        const what = `${name}${called(this, words)}`;
        counts[what] = (counts[what] ?? 0) + 1;
        return Reflect.apply(real, this, words) as unknown;
      });
    }
  };
  const reads = ['get', 'getAll', 'getAllKeys', 'getKey', 'count', 'openCursor', 'openKeyCursor', 'getAllRecords'];
  watch(IDBObjectStore.prototype, [...reads, 'put', 'add', 'delete', 'clear'], self => ` ${(self as IDBObjectStore).name}`);
  watch(IDBIndex.prototype, reads, self => ` ${(self as IDBIndex).objectStore.name} by ${(self as IDBIndex).name}`);
  watch(IDBCursor.prototype, ['continue', 'advance'], () => ' a cursor');
  watch(IDBDatabase.prototype, ['transaction'], (_, words) => ` ${String(words[1] ?? 'readonly')}`);
  watch(SubtleCrypto.prototype, ['encrypt', 'decrypt', 'sign', 'verify', 'digest'], () => '');
}

export interface Profiled {
  readonly took: number;
  /** Most first. */
  readonly requests: readonly [string, number][];
  /** Milliseconds in a function itself, and in it with all that it calls. */
  readonly own: readonly [string, number][];
  readonly whole: readonly [string, number][];
}

const mostFirst = (times: ReadonlyMap<string, number>): [string, number][] => [...times].sort(([, a], [, b]) => b - a);

function timesOf({ profile: { nodes, samples = [], timeDeltas = [] } }: ProfileAnswer): Pick<Profiled, 'own' | 'whole'> {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName || '(without a name)']));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map(child => [child, id] as const)));
  const [own, whole] = [new Map<string, number>(), new Map<string, number>()];
  const add = (times: Map<string, number>, name: string, ms: number) => times.set(name, (times.get(name) ?? 0) + ms);
  for (const [at, sample] of samples.entries()) {
    const ms = (timeDeltas[at] ?? 0) / 1_000;
    add(own, names.get(sample) ?? '', ms);
    const stack = new Set<string>();
    for (let node: number | undefined = sample; node !== undefined; node = callers.get(node)) stack.add(names.get(node) ?? '');
    for (const name of stack) add(whole, name, ms);
  }
  return { own: mostFirst(own), whole: mostFirst(whole) };
}

export const beforeProfiling = (page: Page): Promise<unknown> => page.addInitScript(countRequests);

export async function profiled(page: Page, act: () => Promise<number>): Promise<Profiled> {
  const wire = await page.context().newCDPSession(page);
  await wire.send('Profiler.enable');
  await wire.send('Profiler.setSamplingInterval', { interval: 200 });
  const look = () =>
    page.evaluate(() => {
      const counts = { ...window.benchRequests };
      for (const name of Object.keys(counts)) delete window.benchRequests?.[name];
      return counts;
    });
  await look();
  await wire.send('Profiler.start');
  const took = await act();
  const answer: ProfileAnswer = await wire.send('Profiler.stop');
  const requests = mostFirst(new Map(Object.entries(await look())));
  await wire.detach();
  return { took, requests, ...timesOf(answer) };
}
