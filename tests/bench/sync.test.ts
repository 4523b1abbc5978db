// Larkrise's engine beside PouchDB, RxDB and a bare prototype: the same records, one Chromium, a server each, one table.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newProfile, openChromium, openQuietChromium, removeProfile } from '../support/browser';
import { isQuick, report } from './figures';
import { type EngineName, engineNames, peerVersion } from './servers/built';
import { type Rival, startRivals } from './servers/rivals';
import { countingDriver } from './sync-counting';
import type { Driver, Measured } from './sync-driver';
import { surviveKills } from './sync-kills';
import { measureOwn } from './sync-own';
import { quietDriver } from './sync-quiet';
import { tableOf } from './sync-rows';
import { checkPushed, measureRound, type Sizes } from './sync-run';

const rounds = isQuick ? 2 : 5;
const kills = Number(process.env.KILLS ?? (isQuick ? 3 : 200));
const seed = 20_261_122;
const sizes: Sizes = isQuick
  ? { writes: 100, records: 1_000, delta: 100, shown: 50 }
  : { writes: 1_000, records: 10_000, delta: 100, shown: 50 };

interface Browser {
  close(): Promise<void>;
}

let rivals: readonly Rival[] = [];
/** What a run that ends early leaves open. */
let open: Browser | null = null;
const profiles: string[] = [];

beforeAll(async () => {
  rivals = await startRivals(sizes.records);
});

afterAll(async () => {
  await open?.close();
  profiles.forEach(removeProfile);
  for (const rival of rivals) await rival.stop();
});

/** Who comes first changes from round to round, so that no one always follows the same other. */
const inTurn = (number: number): readonly Rival[] => {
  const first = number % rivals.length;
  return [...rivals.slice(first), ...rivals.slice(0, first)];
};

/** On a profile of its own, and closed afterwards: no two browsers and no two drivers are at work at the same time. */
async function inBrowser<Opened extends Browser, Answer>(
  start: (profile: string) => Promise<Opened>,
  act: (browser: Opened) => Promise<Answer>,
): Promise<Answer> {
  const profile = newProfile();
  profiles.push(profile);
  const browser = await start(profile);
  open = browser;
  const answer = await act(browser);
  await browser.close();
  open = null;
  return answer;
}

type All = Record<EngineName, Measured[]>;
const nothingYet = (): All => ({ larkrise: [], prototype: [], pouchdb: [], rxdb: [] });

async function roundOfAll(driver: Driver, number: number, all: All, said: string): Promise<void> {
  for (const rival of inTurn(number)) {
    const round = { driver, rival, number, sizes };
    all[rival.name].push(await measureRound(round));
    if (driver.isCounting) await checkPushed(round);
  }
  console.log(`round ${number} of ${rounds + 1}${said}`);
}

/** Round 0 is counted and checked, round 1 warms the quiet browser up, and those after it are timed. */
async function allRounds(): Promise<{ all: All; warmUp: All }> {
  const [all, warmUp] = [nothingYet(), nothingYet()];
  await inBrowser(openChromium, browser => roundOfAll(countingDriver(browser), 0, all, ' (bytes are counted and results checked)'));
  await inBrowser(openQuietChromium, async browser => {
    const driver = quietDriver(browser);
    await roundOfAll(driver, 1, warmUp, ' (warm-up)');
    for (let number = 2; number <= rounds + 1; number++) await roundOfAll(driver, number, all, '');
  });
  return { all, warmUp };
}

test('one tablet, four engines', async () => {
  const { all, warmUp } = await allRounds();
  const own = await inBrowser(openChromium, browser => measureOwn(browser, rivals, isQuick ? 50 : 300));
  const survived = await surviveKills(rivals, kills, seed);
  for (const name of engineNames) all[name][0] = { ...all[name][0], lost: survived.get(name)?.lost ?? Number.NaN };
  const { rows, missed } = tableOf(sizes, all);
  const versions = `PouchDB ${peerVersion('pouchdb-browser')}, RxDB ${peerVersion('rxdb')} (Dexie storage)`;
  const title = `Sync: medians of ${rounds} rounds after one of counting and one of warming up; ${versions}; every write durable (strict)`;
  report('sync', title, rows, { sizes, kills: Object.fromEntries(survived), seed, warmUp, rounds: all });
  report('sync-own', 'Larkrise alone', own.rows);
  const all200 = [...survived].map(([name, { acknowledged }]) => `${name} ${acknowledged}`).join(', ');
  console.log(`Acknowledged before ${kills} kills: ${all200} (seed ${seed})`);
  if (isQuick)
    console.log(`Quick sizes: bounds are told, not checked.${[...missed, ...own.missed].map(one => `\n  missed: ${one}`).join('')}`);
  else expect([...missed, ...own.missed], 'bounds that Larkrise misses').toEqual([]);
});
