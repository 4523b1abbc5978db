// A tablet that is taken out of use while somebody has it in her hands and the network is there: within a minute it is empty, locked or not.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pokePath } from '../../src/sync/protocol';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { takenOutWords } from '../../src/ui/words/taken-out';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type OfficeWorld, officeWorld } from '../support/office-world';
import { beginReflection, heading, openTablet, unlock, writeOn } from '../support/tablet-screen';

/** In ms, from the office's act to the empty tablet. */
const goal = 60_000;

const profile = newProfile();
let world: OfficeWorld;
let browser: OpenBrowser;

beforeAll(async () => {
  world = await officeWorld();
  browser = await openChromium(profile);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  removeProfile(profile);
});

const idOf = async (name: string): Promise<string> => {
  const { id } = await world.db.selectFrom('tablets').select('id').where('name', '=', name).executeTakeFirstOrThrow();
  return id;
};

/** By a command, which is another process than the server; nothing is touched at the tablet. */
async function emptiedAfter(name: string, page: Awaited<ReturnType<typeof openTablet>>): Promise<number> {
  expect(await world.larkrise('tablets', 'revoke', await idOf(name))).toContain('Done');
  const begun = performance.now();
  await heading(page, say(takenOutWords.empty)).waitFor({ timeout: goal });
  return performance.now() - begun;
}

const written = async () => (await world.db.selectFrom('records').select('id').where('author', '=', 'shabnam').execute()).length;

const open = async (tabletName: string) => {
  const listens = browser.context.waitForEvent('request', { predicate: request => request.url().endsWith(pokePath) });
  const page = await openTablet(browser, await world.entrance({ nursery: 'osier-wharf', tabletName }));
  await listens;
  return page;
};

test('in the middle of her writing: what she wrote is at the server, and nothing is left here', async () => {
  const page = await open('Blue');
  await unlock(page, 'shabnam');
  const before = await written();
  await beginReflection(page);
  await writeOn(page, 'Wanderlust of the storks');
  await page.getByText(say(reflectionWords.savedHere)).first().waitFor();
  const took = await emptiedAfter('Blue', page);
  console.info(`a tablet at work was empty ${(took / 1_000).toFixed(1)} s after it was taken out of use`);
  expect(took).toBeLessThan(goal);
  expect(await written()).toBe(before + 1);
  await page.close();
});

test('locked, with nobody at it', async () => {
  const page = await open('Green');
  const took = await emptiedAfter('Green', page);
  console.info(`a locked tablet was empty ${(took / 1_000).toFixed(1)} s after it was taken out of use`);
  expect(took).toBeLessThan(goal);
  await page.close();
});
