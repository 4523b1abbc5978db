// Every screen of an educator in every size, by day and at nap time: nothing is cut off, covered, too small or shut to anybody.
import { expect, test } from 'vitest';
import { frameWords } from '../../src/ui/words/frame';
import { say } from '../../src/ui/words/say';
import { look, lookAs } from '../support/look';
import { go, type Screen, screensOf } from '../support/screens';
import * as states from '../support/states';
import { heading } from '../support/tablet-screen';
import { walkScreens } from '../support/walk';

const walk = walkScreens();

async function looksRight({ name, open }: Screen): Promise<void> {
  const page = await walk().page('blue', 'amina');
  await states.closeAll(page);
  await open(page);
  expect(await look(page, name)).toEqual([]);
}

test.each(screensOf('educator'))('$name', looksRight);

test.each([states.watching, states.plus, states.savedList, states.addWord, states.takenBack, states.sendToMentor, states.nothingHere])(
  'educator, $name',
  looksRight,
);

test('educator, a page that broke leaves the way to every other one', async () => {
  await looksRight(states.brokenPage);
  const page = await walk().page('blue', 'amina');
  await page.getByRole('link', { name: say(frameWords.learn), exact: true }).click();
  await heading(page, say(frameWords.learn)).waitFor();
  await go(page, '/babies');
  await page.getByRole('main').getByRole('link').first().waitFor();
});

test.each(['print', 'forced colours'] as const)('a board and a reading, in %s', async how => {
  const page = await walk().page('blue', 'amina');
  await states.closeAll(page);
  const places = page.getByRole('navigation', { name: say(frameWords.places) });
  for (const path of ['/babies/:child', '/learn/:module/read/:resource']) {
    await screensOf('educator')
      .find(({ name }) => name.endsWith(path))
      ?.open(page);
    expect(await lookAs(page, `educator ${path}`, how)).toEqual([]);
  }
  expect(await places.isVisible()).toBe(true);
  await page.emulateMedia({ media: 'print' });
  expect(await places.isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
});

test('educator, with the cable cut: what waits, saving a copy, and what needs her once it is mended', async () => {
  const { demo } = walk();
  await looksRight(states.savedListThatWaits(demo, 'blue'));
  await looksRight(states.saveCopy);
  await looksRight(states.savedListThatNeedsHer(demo, 'blue'));
});
