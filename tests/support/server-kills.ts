// Kills the server with SIGKILL while tablets push to it, again and again: each change is there once, whenever the process died.
//
// What SIGKILL proves: nothing that was answered was only in the server's memory. It does not prove survival of a power cut.
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { type RealServer, startRealServer, withServerBuilt } from './real-server';
import { seededChance } from './seeded-chance';
import { brewStorm, type Home, type Storm } from './storm';

/** How long everybody's round takes when nothing happens to it, in ms. */
async function calmRound(storm: Storm): Promise<number> {
  let longest = 0;
  for (let round = 0; round < 3; round++) {
    await storm.writeAll();
    const since = performance.now();
    expect((await storm.syncAll()).every(({ ok }) => ok)).toBe(true);
    longest = performance.now() - since;
  }
  return longest;
}

/** Only a death that tore somebody's push counts. */
export const surviveServerKills = (home: Home, kills: number, seed: number): Promise<void> =>
  withServerBuilt(program => suffer(program, home, kills, seed));

async function suffer(program: string, home: Home, kills: number, seed: number): Promise<void> {
  const chance = seededChance(seed);
  const storm = await brewStorm(home, `storm-${seed}`, 4);
  const start = async (): Promise<RealServer> => {
    const server = await startRealServer({ program, environment: storm.environment });
    storm.address = server.address;
    return server;
  };
  let server = await start();
  const long = await calmRound(storm);
  let torn = 0;
  while (torn < kills) {
    await storm.writeAll();
    const before = storm.tornPushes;
    const rounds = storm.syncAll();
    await setTimeout(chance() * long);
    storm.deaths += 1;
    await server.kill('SIGKILL');
    await rounds;
    if (storm.tornPushes > before) torn += 1;
    expect(storm.deaths, 'of the deaths too few hit a push').toBeLessThan(kills * 4 + 10);
    server = await start();
    if (chance() < 0.3) await storm.syncAll();
  }
  for (const _ of ['what waits goes out', 'what the others sent comes in'])
    expect((await storm.syncAll()).filter(({ ok }) => !ok)).toEqual([]);
  await server.kill('SIGTERM');
  const { changes } = await storm.reckon();
  console.info(
    `seed ${seed}: ${storm.deaths} deaths, ${torn} of them in mid-push, ${storm.lostAnswers} answers lost after the commit; ${changes} changes, each there once`,
  );
  if (kills >= 20) expect(storm.lostAnswers).toBeGreaterThan(0);
  await storm.close();
}
