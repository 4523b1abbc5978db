// Restarts PostgreSQL under a server that tablets push to, in order and as if the power had gone: the server stays up, no change is lost.
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { postgresHome } from './homes';
import type { Cluster } from './postgres-cluster';
import { startRealServer, withServerBuilt } from './real-server';
import { seededChance } from './seeded-chance';
import { brewStorm } from './storm';

/** What a tablet may be told while the database is away: its words then wait for the next round. */
const patient: readonly string[] = ['server-trouble', 'no-network'];

export const surviveRestarts = (cluster: Cluster, restarts: number, seed: number): Promise<void> =>
  withServerBuilt(program => suffer(program, cluster, restarts, seed));

async function suffer(program: string, cluster: Cluster, restarts: number, seed: number): Promise<void> {
  const chance = seededChance(seed);
  const storm = await brewStorm(await postgresHome(cluster.address), `restarts-${seed}`, 4);
  const server = await startRealServer({ program, environment: storm.environment });
  storm.address = server.address;
  let [told, goesOn] = [0, true];
  const load = (async () => {
    while (goesOn) {
      await storm.writeAll();
      const troubles = (await storm.syncAll()).flatMap(round => (round.ok ? [] : [round.trouble]));
      expect(troubles.filter(why => !patient.includes(why))).toEqual([]);
      told += troubles.length;
    }
  })();
  for (let at = 0; at < restarts; at++) {
    await setTimeout(200 + chance() * 800);
    await cluster.restart(chance() < 0.5 ? 'fast' : 'immediate');
  }
  goesOn = false;
  await load;
  expect(server.complaints, 'what the server died of').toEqual([]);
  for (const _ of ['what waits goes out', 'what the others sent comes in'])
    expect((await storm.syncAll()).filter(({ ok }) => !ok)).toEqual([]);
  await server.kill('SIGTERM');
  const { changes } = await storm.reckon();
  console.info(`seed ${seed}: ${restarts} restarts, ${told} rounds met one; ${changes} changes, each there once`);
  await storm.close();
}
