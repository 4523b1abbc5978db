// Drives the sync bench's counted round: listens to the network and to IndexedDB, which takes time, so that its times are no figures.
import { gzipSync } from 'node:zlib';
import type { Page, Request } from 'playwright-core';
import type { OpenBrowser } from '../support/browser';
import { type Act, begun, type DrivenPage, type Driver, heapOf, type Measured } from './sync-driver';

const ownFiles = ['/', '/page.js', '/bench.html', '/bench.js', '/favicon.ico'];
const isOfTheEngine = (request: Request): boolean => !ownFiles.includes(new URL(request.url()).pathname);

const packedLength = (body: Buffer | undefined): number => (body && body.length > 0 ? gzipSync(body).length : 0);

/** Bodies only: headers are the servers' habits, not the protocols'. `packed`: what gzip would make of each answer. */
function meterOf(page: Page): DrivenPage['sent'] {
  let seen: Request[] = [];
  page.on('requestfinished', request => void (isOfTheEngine(request) && seen.push(request)));
  return async what => {
    await page.waitForTimeout(100); // the last one is told after the page has gone on
    const now = seen;
    seen = [];
    const bodies = await Promise.all(now.map(async request => (await request.response())?.body()));
    const sum = (of: (at: number) => number) => now.reduce((so, _, at) => so + of(at), 0);
    const up = now.map(request => request.postDataBuffer() ?? Buffer.alloc(0));
    const counted: Measured = {
      [`${what}, requests`]: now.length,
      [`${what}, bytes`]: sum(at => (up[at]?.length ?? 0) + (bodies[at]?.length ?? 0)),
      [`${what}, bytes up`]: sum(at => up[at]?.length ?? 0),
      [`${what}, bytes up packed`]: sum(at => packedLength(up[at])),
      [`${what}, bytes down`]: sum(at => bodies[at]?.length ?? 0),
      [`${what}, bytes down packed`]: sum(at => packedLength(bodies[at])),
    };
    return counted;
  };
}

declare global {
  interface Window {
    /** The stores of writing transactions that did not ask to be durable; only where somebody watches. */
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

export const countingDriver = ({ context }: OpenBrowser): Driver => ({
  isCounting: true,
  async open(address, onError) {
    const page = await context.newPage();
    await page.addInitScript(watchDurability);
    page.on('pageerror', error => onError(error.message));
    const sent = meterOf(page);
    await page.goto(address);
    await page.evaluate(begun);
    return {
      evaluate: async <Answer, Given>(act: Act<Given, Answer>, given?: Given): Promise<Awaited<Answer>> =>
        await page.evaluate(act as Act<unknown, Answer>, given),
      sent,
      heap: async () => heapOf(await context.newCDPSession(page)),
      close: () => page.close(),
    };
  },
});
