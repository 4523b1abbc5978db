// A disk that is full: the server may write no file beyond a size, and goes on when there is room again.
//
// The limit is the operating system's own (ulimit -f): a write beyond it fails as it does on a full disk, with another error number.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { expect } from 'vitest';
import type { FileHome } from './homes';
import { startRealServer, withServerBuilt } from './real-server';
import { seededChance } from './seeded-chance';
import { brewStorm, type Storm } from './storm';

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** A little more than the largest file there is. */
function fullSoon({ file }: FileHome, room: number): number {
  const largest = Math.max(sizeOf(file), sizeOf(`${file}-wal`), 512 * 1024);
  return Math.ceil(largest / 1024 + room);
}

/** Everybody writes until the server has no room: it then says that it is in trouble, and takes nothing by halves. */
async function fillUp(storm: Storm): Promise<void> {
  for (let wave = 0; wave < 200; wave++) {
    await storm.writeAll();
    const rounds = await storm.syncAll();
    const failed = rounds.flatMap(round => (round.ok ? [] : [round.trouble]));
    expect(failed.filter(why => why !== 'server-trouble')).toEqual([]);
    if (failed.length === rounds.length) return;
  }
  throw new Error('the disk never became full');
}

/** The same process may write again. */
function makeRoom(pid: number): void {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), '--fsize=unlimited:unlimited'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`no room could be made: ${stderr}`);
}

/** Becomes full `times` times; each time either room is made while the server runs, or it is killed and started again with room. */
export const surviveFullDisk = (home: FileHome, times: number, seed: number): Promise<void> =>
  withServerBuilt(program => suffer(program, home, times, seed));

async function suffer(program: string, home: FileHome, times: number, seed: number): Promise<void> {
  const chance = seededChance(seed);
  const storm = await brewStorm(home, `full-${seed}`, 3);
  for (let time = 0; time < times; time++) {
    const cramped = await startRealServer({ program, environment: storm.environment, mostKiB: fullSoon(home, 100 + chance() * 400) });
    storm.address = cramped.address;
    await fillUp(storm);
    expect(await fetch(`${cramped.address}/healthz`).then(answer => answer.status)).toBe(200);
    if (chance() < 0.5) await storm.syncAll();
    if (time % 2 === 0) {
      makeRoom(cramped.pid);
      await storm.writeAll();
      expect((await storm.syncAll()).filter(({ ok }) => !ok)).toEqual([]);
      await cramped.kill('SIGTERM');
    } else await cramped.kill('SIGKILL');
  }
  const roomy = await startRealServer({ program, environment: storm.environment });
  storm.address = roomy.address;
  for (const _ of ['what waits goes out', 'what the others sent comes in'])
    expect((await storm.syncAll()).filter(({ ok }) => !ok)).toEqual([]);
  await roomy.kill('SIGTERM');
  const { changes } = await storm.reckon();
  console.info(`seed ${seed}: the disk was full ${times} times; ${changes} changes, each there once`);
  await storm.close();
}
