// Larkrise's engine beside PouchDB, RxDB and a bare prototype: the same records, one Chromium, a server each, one table.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { isQuick, report } from './figures';
import { type EngineName, engineNames, peerVersion } from './servers/built';
import { type Rival, startRivals } from './servers/rivals';
import { surviveKills } from './sync-kills';
import { measureOwn } from './sync-own';
import { tableOf } from './sync-rows';
import { checkPushed, type Measured, measureRound, type Sizes } from './sync-run';

const rounds = isQuick ? 2 : 5;
const kills = Number(process.env.KILLS ?? (isQuick ? 3 : 200));
const seed = 20_261_122;
const sizes: Sizes = isQuick
  ? { writes: 100, records: 1_000, delta: 100, shown: 50 }
  : { writes: 1_000, records: 10_000, delta: 100, shown: 50 };

let rivals: readonly Rival[] = [];
let profile: string;
let browser: OpenBrowser | null = null;

beforeAll(async () => {
  profile = newProfile();
  rivals = await startRivals(sizes.records);
});

afterAll(async () => {
  await browser?.close();
  removeProfile(profile);
  for (const rival of rivals) await rival.stop();
});

/** Who comes first changes from round to round, so that no one always follows the same other. */
const inTurn = (number: number): readonly Rival[] => {
  const first = number % rivals.length;
  return [...rivals.slice(first), ...rivals.slice(0, first)];
};

async function allRounds(open: OpenBrowser): Promise<Record<EngineName, Measured[]>> {
  const all: Record<EngineName, Measured[]> = { larkrise: [], prototype: [], pouchdb: [], rxdb: [] };
  for (let number = 0; number <= rounds; number++) {
    for (const rival of inTurn(number)) {
      const round = { browser: open, rival, number, sizes, isCounted: number === 0 };
      all[rival.name].push(await measureRound(round));
      if (number === 0) await checkPushed(round);
    }
    console.log(`round ${number} of ${rounds}${number === 0 ? ' (warm-up; bytes are counted and results checked)' : ''}`);
  }
  return all;
}

test('one tablet, four engines', async () => {
  browser = await openChromium(profile);
  const all = await allRounds(browser);
  const own = await measureOwn(browser, rivals, isQuick ? 50 : 300);
  await browser.close();
  browser = null;
  const survived = await surviveKills(rivals, kills, seed);
  for (const name of engineNames) all[name][0] = { ...all[name][0], lost: survived.get(name)?.lost ?? Number.NaN };
  const { rows, missed } = tableOf(sizes, all);
  const versions = `PouchDB ${peerVersion('pouchdb-browser')}, RxDB ${peerVersion('rxdb')} (Dexie storage)`;
  const title = `Sync: medians of ${rounds} rounds after one of warming up; ${versions}; every write durable (strict)`;
  report('sync', title, rows, { sizes, kills: Object.fromEntries(survived), seed, rounds: all });
  report('sync-own', 'Larkrise alone', own.rows);
  const all200 = [...survived].map(([name, { acknowledged }]) => `${name} ${acknowledged}`).join(', ');
  console.log(`Acknowledged before ${kills} kills: ${all200} (seed ${seed})`);
  if (isQuick)
    console.log(`Quick sizes: bounds are told, not checked.${[...missed, ...own.missed].map(one => `\n  missed: ${one}`).join('')}`);
  else expect([...missed, ...own.missed], 'bounds that Larkrise misses').toEqual([]);
});
