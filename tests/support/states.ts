// What shows on top of a page or instead of it: sheets, dialogs, notices, a page that is not there, a page that broke.
import type { Page } from 'playwright-core';
import { boardWords } from '../../src/ui/words/boards';
import { fetchWords } from '../../src/ui/words/fetching';
import { frameWords } from '../../src/ui/words/frame';
import { kitWords } from '../../src/ui/words/kit';
import { learnWords } from '../../src/ui/words/learn';
import { pillWords } from '../../src/ui/words/pill';
import { reflectionWords } from '../../src/ui/words/reflections';
import { savedWords } from '../../src/ui/words/saved';
import { say } from '../../src/ui/words/say';
import type { DemoServer } from './demo-server';
import { follow, go, goBehind, type Screen } from './screens';
import { beginReflection, button, heading, writeOn } from './tablet-screen';

const dialogIsOpen = (page: Page): Promise<void> => page.getByRole('dialog').waitFor();

/** Closes what is open on top; the page below it stays. */
export async function closeAll(page: Page): Promise<void> {
  for (let open = await page.getByRole('dialog').count(); open > 0; open--) await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

const board = { on: '/babies' };

export const plus: Screen = {
  name: 'plus',
  open: async page => {
    await go(page, '/');
    await button(page, say(frameWords.add)).click();
    await dialogIsOpen(page);
  },
};

export const savedList: Screen = {
  name: 'saved list',
  open: async page => {
    await go(page, '/');
    await page
      .getByRole('banner')
      .getByRole('button', { name: say(pillWords.open) })
      .click();
    await dialogIsOpen(page);
  },
};

/** Leaves the cable cut. */
export const savedListThatWaits = (demo: DemoServer, part: string): Screen => ({
  name: 'saved list that waits',
  open: async page => {
    await demo.cut(part);
    await beginReflection(page);
    await writeOn(page, 'He held the spoon and gave it to me. I had nearly taken it from him.');
    await page.getByText(say(reflectionWords.savedHere), { exact: true }).waitFor();
    await savedList.open(page);
    await page.getByRole('heading', { name: say(savedWords.partWaits) }).waitFor();
  },
});

export const saveCopy: Screen = {
  name: 'saving a copy as a file',
  open: async page => {
    await savedList.open(page);
    await button(page, say(savedWords.saveCopy)).click();
  },
};

/** What the server answers with "not allowed" stays with its author. */
export const savedListThatNeedsHer = (demo: DemoServer, part: string): Screen => ({
  name: 'saved list that needs her',
  open: async page => {
    const refused = { verdict: 'quarantined', reason: 'not-allowed' };
    await page.route('**/api/v1/sync/push', async route => {
      const { envelopes } = route.request().postDataJSON() as { envelopes: unknown[] };
      await route.fulfill({ json: { v: 1, verdicts: envelopes.map(() => refused) } });
    });
    await demo.mend(part);
    await savedList.open(page);
    const [send, needsHer] = [button(page, say(savedWords.sendNow)), heading(page, say(savedWords.partNeedsYou))];
    await send.or(needsHer).first().waitFor();
    // Tapped if it is still there: the tablet notices by itself that the cable is mended.
    await send.evaluateAll(there => there.map(one => (one as HTMLElement).click()));
    await needsHer.waitFor();
    await page.unroute('**/api/v1/sync/push');
  },
});

/** The player, on a module that has come. */
export const watching: Screen = {
  name: 'watching',
  open: async page => {
    await goBehind(page, '/learn/:module', { on: '/learn' });
    const [fetchIt, ready] = [button(page, say(fetchWords.now)), page.getByRole('link', { name: say(learnWords.watch), exact: true })];
    await fetchIt.or(ready).first().waitFor();
    if (await fetchIt.isVisible()) await fetchIt.click();
    await ready.click();
    await page.locator('video').waitFor();
  },
};

export const addWord: Screen = {
  name: 'adding a word',
  open: async page => {
    await goBehind(page, '/babies/:child', board);
    const [waiting, another] = [button(page, say(boardWords.addWord)), button(page, say(boardWords.addAnother))];
    await waiting.or(another).first().click();
    await dialogIsOpen(page);
  },
};

/** The bar that takes it back would leave after ten seconds; looking takes longer. */
export const holdUndo = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const own = window.setTimeout;
    const held = (act: TimerHandler, ms?: number, ...more: unknown[]) => (ms === 10_000 ? 0 : own(act, ms, ...more));
    window.setTimeout = held as typeof setTimeout;
  });

export const takenBack: Screen = {
  name: 'a word just taken back',
  open: async page => {
    await holdUndo(page);
    await go(page, '/babies');
    await page.getByRole('main').getByRole('link', { name: 'Mabel' }).click();
    await page
      .getByRole('button', { name: say(boardWords.takeBackWord, { word: '' }).replace(/\W+$/, '') })
      .first()
      .click();
    await button(page, say(kitWords.undo)).waitFor();
  },
};

export const sendToMentor: Screen = {
  name: 'sending to the mentor',
  open: async page => {
    await beginReflection(page);
    await writeOn(page, 'She looked for me when the door closed. I said her name, and she came.');
    await button(page, say(reflectionWords.send)).click();
    await dialogIsOpen(page);
  },
};

export const nothingHere: Screen = { name: 'nothing here', open: page => go(page, '/nowhere-at-all') };

/** A page whose code throws while it is drawn; only once, so that the way out works. */
export const brokenPage: Screen = {
  name: 'broken page',
  open: async page => {
    await go(page, '/');
    await page.evaluate(() => {
      const own = String.prototype.localeCompare;
      String.prototype.localeCompare = () => {
        String.prototype.localeCompare = own;
        throw new Error('broken on purpose');
      };
    });
    await follow(page, '/babies');
    await heading(page, say(kitWords.pageBroken)).waitFor();
  },
};
