// What a bad morning makes of the screens: earlier versions, two tablets that met in one word, what was kept apart, what waits too long.
import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { systemClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/id';
import { applyChange, takePlaces } from '../../src/sync/change-log.server';
import { type KeptApart, keptApartKind } from '../../src/sync/kept-apart/kept-apart';
import { inTransaction } from '../../src/sync/work.server';
import { boardWords } from '../../src/ui/words/boards';
import { frameWords } from '../../src/ui/words/frame';
import { historyWords } from '../../src/ui/words/history';
import { kitWords } from '../../src/ui/words/kit';
import { noticeWords } from '../../src/ui/words/notices';
import { pillWords } from '../../src/ui/words/pill';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { asideWords } from '../../src/ui/words/set-aside';
import type { OfficeWorld } from './office-world';
import { go, type Screen } from './screens';
import { holdUndo } from './states';
import { beginReflection, button, heading, lookAgain, openBabies, openMyReflections, sendNow, unlock, writeOn } from './tablet-screen';

/** Her reflection goes on in turn on two tablets, each part at the server before the next. */
export const versions = (blue: Page, green: Page): Screen => ({
  name: 'earlier versions of a reflection',
  open: async page => {
    await beginReflection(blue);
    await writeAndSend(blue, 'Mabel reached for the spoon.');
    await openReflection(green, 'Mabel reached');
    await writeAndSend(green, ' I waited, and she found it by herself.');
    await openReflection(blue, 'Mabel reached');
    await writeAndSend(blue, '\n\nNext time I sit on the other side, so that she sees my face.');
    await page.getByRole('link', { name: say(reflectionWords.earlier) }).click();
    await page.getByRole('article').nth(1).waitFor();
  },
});

async function writeAndSend(tablet: Page, text: string): Promise<void> {
  await writeOn(tablet, text);
  await tablet.waitForTimeout(1_500); // a pause, in which what she wrote is handed over
  await tablet.getByText(say(reflectionWords.sent), { exact: true }).waitFor();
}

async function openReflection(tablet: Page, beginning: string): Promise<void> {
  await lookAgain(await turnTo(tablet), 'amina');
  await openMyReflections(tablet);
  await tablet.getByRole('main').getByRole('link', { name: beginning }).click();
}

/** Comes after the versions. */
export const saidAgain: Screen = {
  name: 'a version said again',
  open: async page => {
    await holdUndo(page);
    await page
      .getByRole('button', { name: say(historyWords.useWords) })
      .first()
      .click();
    await button(page, say(kitWords.undo)).waitFor();
  },
};

async function openBoard(tablet: Page): Promise<void> {
  await openBabies(tablet);
  await tablet.getByRole('main').getByRole('link', { name: 'Liban' }).click();
  await heading(tablet, say(boardWords.boardOf, { name: 'Liban' })).waitFor();
}

const takeBack = (tablet: Page, word: string) => button(tablet, say(boardWords.takeBackWord, { word }));

async function addWord(tablet: Page, word: string): Promise<void> {
  const main = tablet.getByRole('main');
  const add = main.getByRole('button', { name: say(boardWords.addWord) });
  await add
    .or(main.getByRole('button', { name: say(boardWords.addAnother) }))
    .last()
    .click();
  await tablet.getByLabel(say(boardWords.word)).fill(word);
  await button(tablet, say(boardWords.add)).click();
  await tablet.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Amina takes a word back on one tablet and, having done and undone it, lets it stand on the other; neither knew of the other. */
export const setAside = (blue: Page, green: Page): Screen => ({
  name: 'saved list with something set aside',
  open: async page => {
    await openBoard(await turnTo(blue));
    await addWord(blue, 'steadfast');
    await sendNow(blue);
    await lookAgain(await turnTo(green), 'amina');
    await openBoard(green);
    await page.context().setOffline(true);
    await takeBack(await turnTo(blue), 'steadfast').click();
    await takeBack(await turnTo(green), 'steadfast').click();
    await button(green, say(kitWords.undo)).click();
    await takeBack(green, 'steadfast').waitFor();
    await page.context().setOffline(false);
    for (const tablet of [blue, green, blue]) await sendNow(await turnTo(tablet));
    await lookAgain(blue, 'amina');
    await page.getByRole('button', { name: say(pillWords.needsYou, { count: 1 }) }).click();
    await heading(page, say(asideWords.part)).waitFor();
  },
});

/** Comes after something was set aside. */
export const leftAside: Screen = {
  name: 'what was set aside is left as it is',
  open: async page => {
    await button(page, say(asideWords.leave)).click();
    await page.getByText(say(asideWords.isLeft)).waitFor();
  },
};

/** Somebody else takes the tablet. */
export async function changeTo(tablet: Page, person: string): Promise<void> {
  await button(await turnTo(tablet), say(frameWords.lock)).click();
  await unlock(tablet, person);
}

async function turnTo(tablet: Page): Promise<Page> {
  await tablet.bringToFront();
  return tablet;
}

/** The id of a baby, as the address of her board has it. */
export async function babyCalled(tablet: Page, name: string): Promise<string> {
  await go(tablet, '/babies');
  const board = await tablet.getByRole('main').getByRole('link', { name }).getAttribute('href');
  return decodeURIComponent(board?.split('/').at(-1) ?? '');
}

type Apart = Pick<KeptApart, 'whose' | 'kind' | 'reason'> & Partial<KeptApart>;

const keptApart = (child: string): readonly Apart[] => [
  {
    whose: 'amina',
    kind: 'strength-word',
    reason: 'not-allowed',
    fields: { child, room: 'wrens', side: 'educator', word: 'steadfast', standing: 'said' },
    mayTakeIn: true,
  },
  { whose: 'kasia', kind: 'reflection', reason: 'outside-limits', count: 3 },
  { whose: '', kind: '', reason: 'bad-signature' },
];

/** As the server tells the leaders of it. */
export async function keepApart({ changeLog }: OfficeWorld, child: string): Promise<void> {
  const now = systemClock();
  const writer = { person: 'larkrise', home: 'quince-street', role: null, memberships: [], mentees: [], programmes: [], events: [] };
  await inTransaction(changeLog, async work => {
    for (const one of keptApart(child)) {
      const id = newId(now, randomBytes(16));
      const set = {
        nursery: 'quince-street',
        tablet: 'Blue',
        came: now,
        count: 1,
        fields: null,
        mayTakeIn: false,
        standing: 'waiting',
        ...one,
      };
      const change = {
        change: newId(now, randomBytes(16)),
        kind: keptApartKind.name,
        id,
        set,
        base: {},
        at: now,
        version: keptApartKind.version,
      };
      const arrival = { change, writer: { ...writer, nurseryByRoom: new Map() }, tablet: '', receivedAt: now };
      const written = await applyChange(work, arrival, true);
      if (!written.ok) throw new Error(`nothing could be kept apart: ${written.trouble}`);
    }
    await takePlaces(work);
  });
}

/** The server answers nothing well, and the oldest word has waited eleven minutes with a network. */
export const stuck: Screen = {
  name: 'words that wait too long',
  open: async page => {
    await page.context().route('**/api/v1/sync/push', route => route.fulfill({ status: 500, json: { refusal: 'server-fault' } }));
    await beginReflection(page);
    await writeOn(page, 'This waits.');
    await page.getByText(say(reflectionWords.savedHere), { exact: true }).waitFor();
    await hasWaited(page, 11 * 60_000);
    await page.reload();
    await unlock(page, 'amina');
    await page.getByText(say(noticeWords.stuck)).waitFor();
  },
};

/** What the watchdog remembers of the oldest change that waits. */
const hasWaited = (page: Page, waited: number): Promise<void> =>
  page.evaluate(
    ms =>
      new Promise((done, fail) => {
        const opening = indexedDB.open('larkrise');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction(['outbox', 'settings'], 'readwrite');
          const oldest = writing.objectStore('outbox').index('seq').openKeyCursor();
          oldest.onsuccess = () =>
            writing.objectStore('settings').put({ name: 'waiting-while-online', value: { seq: oldest.result?.key, waited: ms } });
          writing.oncomplete = () => {
            opening.result.close();
            done(undefined);
          };
        };
      }),
    waited,
  );
