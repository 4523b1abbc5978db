// Somebody who was locked out gets back in with the card in her purse; and somebody for whom others want a new PIN sees it and stops it.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardInGroups } from '../../src/features/pin/recovery-card';
import { systemClock } from '../../src/kernel/clock';
import { agreeToReopening, askForReopening } from '../../src/server/reopening';
import { printCard } from '../../src/server/reopening-cards';
import { entranceWords } from '../../src/ui/words/entrance';
import { frameWords } from '../../src/ui/words/frame';
import { meWords } from '../../src/ui/words/me';
import { recoveryWords as words } from '../../src/ui/words/recovery';
import { say } from '../../src/ui/words/say';
import { tourWords } from '../../src/ui/words/tour';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { look } from '../support/look';
import { type OfficeWorld, officeWorld } from '../support/office-world';
import { follow } from '../support/screens';
import { button, heading, openTablet, tapTile, tilesShow, unlock } from '../support/tablet-screen';

const chosen = '482915';
const profile = newProfile();
let world: OfficeWorld;
let browser: OpenBrowser;
let page: Page;

beforeAll(async () => {
  world = await officeWorld();
  browser = await openChromium(profile);
  page = await openTablet(browser, await world.entrance({ nursery: 'quince-street' }));
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  removeProfile(profile);
});

async function type(pin: string): Promise<void> {
  for (const digit of pin) await button(page, digit).click();
}
const looksRight = async (name: string) => expect(await look(page, name)).toEqual([]);
const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);

/** Nine wrong PINs take a quarter of an hour: what the file would say after them. */
const afterNine = (person: string): Promise<void> =>
  page.evaluate(async name => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('attempts');
    const writing = await (await folder.getFileHandle(name)).createWritable();
    await writing.write('{"misses":9,"at":0}');
    await writing.close();
  }, person);

test('who was locked out types the code of her card and a PIN of her own, and is inside', async () => {
  const card = await world.db.transaction().execute(tx => printCard(tx, 'amina', systemClock()));
  await afterNine('amina');
  await tapTile(page, 'amina');
  await type('111111');
  await button(page, say(entranceWords.getBackIn)).waitFor();
  await looksRight('locked out');
  await button(page, say(entranceWords.getBackIn)).click();
  await heading(page, say(words.title)).waitFor();
  await looksRight('forgotten');
  await fill(say(words.card), cardInGroups(card).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'));
  await fill(say(words.next), chosen);
  await fill(say(words.again), chosen);
  await button(page, say(words.makePin)).click();
  await heading(page, say(words.done)).waitFor();
  await looksRight('a new card');
  await button(page, say(words.kept)).click();
  await type(chosen);
  const skip = button(page, say(tourWords.skip));
  await skip
    .or(button(page, say(frameWords.lock)))
    .first()
    .waitFor();
  if (await skip.isVisible()) await skip.click();
  await button(page, say(frameWords.lock)).waitFor();
});

test('her next card is made under Me, for her PIN', async () => {
  await follow(page, '/me/recovery');
  await heading(page, say(words.mine)).waitFor();
  await looksRight('my card');
  await fill(say(words.pinNow), chosen);
  await button(page, say(words.makeCard)).click();
  await heading(page, say(words.newCard)).waitFor();
  await button(page, say(words.kept)).click();
  const counting = await world.db.selectFrom('recovery_cards').select('person').where('ended_at', 'is', null).execute();
  expect(counting).toEqual([{ person: 'amina' }]);
  await button(page, say(frameWords.lock)).click();
  await tilesShow(page);
});

test('what two people want for somebody stands on her pad, comes first when she unlocks, and is stopped by one press', async () => {
  await world.db.transaction().execute(async tx => {
    const asked = await askForReopening(tx, { person: 'kasia', nursery: 'quince-street', by: 'helen' }, systemClock());
    if (asked.ok) await agreeToReopening(tx, asked.value, 'denise', systemClock());
  });
  await page.reload();
  await tilesShow(page);
  await tapTile(page, 'kasia');
  await page.locator('.pin-asked').waitFor();
  await looksRight('a pad with word of it');
  await button(page, say(entranceWords.notMe)).click();
  await unlock(page, 'kasia');
  await heading(page, say(words.asked)).waitFor();
  await looksRight('asked in her name');
  await follow(page, '/me');
  await page.getByText(say(meWords.lookAtIt)).waitFor();
  await looksRight('Me with word of it');
  await follow(page, '/me/recovery');
  await button(page, say(words.stop)).click();
  await page.getByText(say(words.stopped)).waitFor();
  const standing = await world.db.selectFrom('reopenings').select('id').where('ended_at', 'is', null).execute();
  expect(standing).toEqual([]);
});
