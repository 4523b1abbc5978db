// The one notice above every page, for each trouble of a tablet that can be brought about from outside.
import type { Page } from 'playwright-core';
import { noticeWords } from '../../src/ui/words/notices';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { go, type Screen } from './screens';
import { beginReflection, writeOn } from './tablet-screen';

/** The screen was in a pocket and is looked at again: the tablet asks the server, and how much room there is. */
const comesBack = (page: Page): Promise<void> => page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));

const sync = '**/api/v1/sync/**';

/** The server goes on refusing, so that the notice stays. */
const refused = (name: string, refusal: string, status: number, said: string): Screen => ({
  name,
  open: async page => {
    await go(page, '/');
    await page.unroute(sync);
    await page.route(sync, route => route.fulfill({ status, json: { refusal } }));
    await comesBack(page);
    await page.getByText(said).waitFor();
  },
});

const nearlyFull: Screen = {
  name: 'a tablet that is nearly full',
  open: async page => {
    await go(page, '/');
    await page.evaluate(() => {
      navigator.storage.estimate = async () => ({ quota: 1_000_000_000, usage: 980_000_000 });
    });
    await comesBack(page);
    await page.getByText(say(noticeWords.roomLow, { size: 20 })).waitFor();
  },
};

const full: Screen = {
  name: 'a tablet that is full',
  open: async page => {
    await page.unroute(sync);
    await comesBack(page);
    await page.evaluate(() => {
      const fail = (): never => {
        throw new DOMException('full for a test', 'QuotaExceededError');
      };
      Object.assign(IDBObjectStore.prototype, { put: fail, add: fail });
    });
    await beginReflection(page);
    await writeOn(page, 'There was no room for this.');
    await page.getByText(say(noticeWords.storageFull)).waitFor();
    await page.getByText(say(reflectionWords.notSaved)).waitFor();
  },
};

/** In this order on one page: each leaves a tablet that the next can trouble further. */
export const notices: readonly Screen[] = [
  nearlyFull,
  refused('a Larkrise that is too old', 'update-needed', 426, say(noticeWords.tooOld)),
  refused('a tablet taken out of use', 'tablet-revoked', 403, say(noticeWords.revoked)),
  full,
];
