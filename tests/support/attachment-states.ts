// A voice note and a photo on the screens: while they are made, and while their bytes are on their way.
import type { Page } from 'playwright-core';
import { carriedWords } from '../../src/ui/words/carried';
import { gapTaskWords } from '../../src/ui/words/gap-tasks';
import { photoWords } from '../../src/ui/words/photos';
import { say } from '../../src/ui/words/say';
import { todayWords } from '../../src/ui/words/today';
import { voiceNoteWords } from '../../src/ui/words/voice-notes';
import { go, type Screen } from './screens';
import { savedList } from './states';
import { beginReflection, button, heading, writeOn } from './tablet-screen';

/** Chromium's own microphone and camera, which nobody has to allow. */
export const fakeDevices = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

const listen = (page: Page) => page.getByRole('button', { name: /^Listen, / });

/** The recorder, some seconds in; paused, so that it stands still while it is looked at. */
export const recording: Screen = {
  name: 'recording a voice note',
  open: async page => {
    await beginReflection(page);
    await writeOn(page, 'Liban laughed at the spoon.');
    await button(page, say(voiceNoteWords.record)).click();
    await page.waitForTimeout(3_000);
    await button(page, say(voiceNoteWords.pause)).click();
    await button(page, say(voiceNoteWords.goOn)).waitFor();
  },
};

/** Comes after the recorder. */
export const recorded: Screen = {
  name: 'a voice note that is kept',
  open: async page => {
    await button(page, say(voiceNoteWords.stop)).click();
    await page.getByText(say(voiceNoteWords.kept), { exact: true }).waitFor();
    await listen(page).waitFor();
  },
};

export const camera: Screen = {
  name: 'the camera',
  open: async page => {
    await go(page, '/');
    await page
      .getByRole('main')
      .getByRole('link', { name: say(todayWords.gapTask), exact: true })
      .click();
    await button(page, say(gapTaskWords.tried)).click();
    await button(page, say(gapTaskWords.well)).click();
    await button(page, say(photoWords.add)).click();
    await button(page, say(photoWords.take)).and(page.locator(':enabled')).waitFor();
  },
};

/** Comes after the camera. */
export const photoTaken: Screen = {
  name: 'a photo just taken',
  open: async page => {
    await button(page, say(photoWords.take)).click();
    await button(page, say(photoWords.use)).waitFor();
  },
};

export const photoAdded: Screen = {
  name: 'a photo that is added',
  open: async page => {
    await button(page, say(photoWords.use)).click();
    await button(page, say(photoWords.addAnother)).waitFor();
  },
};

export const photoKept: Screen = {
  name: 'a try with a photo',
  open: async page => {
    await button(page, say(gapTaskWords.keep)).click();
    await page.getByText(say(gapTaskWords.kept), { exact: true }).waitFor();
    await page.getByRole('button', { name: say(photoWords.look, { number: 1 }) }).waitFor();
  },
};

export const photoLarge: Screen = {
  name: 'a photo looked at',
  open: async page => {
    await page.getByRole('button', { name: say(photoWords.look, { number: 1 }) }).click();
    await page.getByRole('img', { name: say(photoWords.whole) }).waitFor();
  },
};

const bytes = /\/api\/v1\/blobs/;

/** The server takes words and no bytes. */
export const onTheWay: Screen = {
  name: 'photos and voice notes on their way',
  open: async page => {
    await savedList.open(page);
    await heading(page, say(carriedWords.title)).waitFor();
  },
};

export const holdBytes = async (page: Page): Promise<void> => void (await page.context().route(bytes, route => route.abort()));

export async function letBytesGo(page: Page): Promise<void> {
  await page.context().unroute(bytes);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByRole('button', { name: /^All sent/ }).waitFor();
}
