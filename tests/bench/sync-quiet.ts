// Drives the sync bench's timed rounds: asks the pages and otherwise leaves the browser alone, above all its network.
import type { QuietBrowser } from '../support/browser';
import { type Act, begun, type Driver, heapOf } from './sync-driver';

const nothing = async () => ({});

export const quietDriver = ({ browser }: QuietBrowser): Driver => ({
  isCounting: false,
  async open(address, onError) {
    const page = await browser.newPage();
    page.on('pageerror', error => onError(error instanceof Error ? error.message : String(error)));
    await page.goto(address);
    await page.evaluate(begun);
    return {
      evaluate: async <Answer, Given>(act: Act<Given, Answer>, given?: Given): Promise<Awaited<Answer>> =>
        await page.evaluate(act as Act<unknown, Answer>, given),
      sent: nothing,
      heap: async () => heapOf(await page.createCDPSession()),
      close: () => page.close(),
    };
  },
});
