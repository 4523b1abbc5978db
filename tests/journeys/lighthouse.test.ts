// Lighthouse on the built app: what somebody meets first is quick on a slow phone and network, open to everybody, and soundly made.
//
// The one place where a test holds a time against a limit that leaves little room, because the limit is promised. It may: Lighthouse
// works its figures out for one fixed phone and network, so most of them follow from bytes and requests, not from this machine. What is
// left is how long scripts ran here, and whatever else the machine does makes that longer, never shorter. So a page that falls short
// is looked at again, a few times, and the best is what the app itself needs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roomWords } from '../../src/ui/words/room';
import { say } from '../../src/ui/words/say';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { type DemoServer, startDemo } from '../support/demo-server';
import { lookAt, type Verdict, visit } from '../support/lighthouse';
import { button, isReadyForOffline, openTablet, unlock } from '../support/tablet-screen';

const bar: Readonly<Record<string, number>> = { performance: 98, accessibility: 100, 'best-practices': 100 };
const mostTries = 5;

let demo: DemoServer;
let profile: string;
let browser: OpenBrowser;

beforeAll(async () => {
  demo = await startDemo();
  profile = newProfile();
  browser = await openChromium(profile);
});

afterAll(async () => {
  await browser.close();
  removeProfile(profile);
  await demo.stop();
});

const short = ({ scores }: Verdict): string[] => Object.keys(scores).filter(category => (scores[category] ?? 0) < (bar[category] ?? 0));
const speed = ({ scores }: Verdict): number => scores.performance ?? 0;

/** Only speed is a matter of luck: nothing else is tried again. */
async function best(look: () => Promise<Verdict>): Promise<{ verdict: Verdict; tries: number }> {
  let verdict = await look();
  let tries = 1;
  for (; tries < mostTries && short(verdict).join() === 'performance'; tries++) {
    const again = await look();
    if (speed(again) > speed(verdict)) verdict = again;
  }
  return { verdict, tries };
}

async function expectTheBar(name: string, look: () => Promise<Verdict>): Promise<void> {
  const { verdict, tries } = await best(look);
  const { scores, figures, costs } = verdict;
  const said = Object.entries(scores).map(([category, score]) => `${category} ${score}`);
  console.info(`Lighthouse, ${name}: ${[...said, ...figures].join(', ')}${tries > 1 ? ` (best of ${tries})` : ''}`);
  expect(short(verdict), [name, ...costs].join('\n  ')).toEqual([]);
}

test('a tablet that nobody has set up yet meets the bar at its first visit', () =>
  expectTheBar('not set up', () => visit(browser, demo.address('fresh'), { isKept: false })));

test('the names of a tablet that is set up meet the bar on a morning like any other', async () => {
  const page = await openTablet(browser, demo.address('blue'));
  await isReadyForOffline(page);
  await button(page, say(roomWords.start)).waitFor(); // what is to be watched was fetched the evening before
  await page.close();
  await expectTheBar('names', () => visit(browser, demo.address('blue'), { isKept: true }));
});

test.each([
  ['amina', 'blue'],
  ['helen', 'blue'],
  ['ruth', 'mentor'],
  ['denise', 'office'],
])('the Today of %s meets the bar', async (person, part) => {
  const page = await openTablet(browser, demo.address(part));
  await unlock(page, person);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await expectTheBar(`Today of ${person}`, () => lookAt(browser, page.url()));
  await page.close();
});
