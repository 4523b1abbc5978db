// A local authority's quarter past seven on one home of the data: all tablets wake within a minute; then as much as the server can do.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readConfig } from '../../../src/server/config';
import { openPostgres, openSqlite } from '../../../src/server/database';
import { databaseFile } from '../../../src/server/secrets';
import { repository } from '../../support/demo-server';
import { seededChance } from '../../support/seeded-chance';
import { makeAuthority } from './authority';
import { freePort } from './free-port';
import { type Program, serverWords, startProgram } from './programs';
import { type Heard, WakingTablet } from './waking-tablet';

export interface Home {
  readonly tablets: readonly WakingTablet[];
  readonly servers: readonly Program[];
  stop(): Promise<void>;
}

/** So many processes of the built server over one database; `databaseUrl` null: SQLite in a folder of its own. */
export async function openHome(databaseUrl: string | null, processes: number, count: number): Promise<Home> {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-bench-'));
  const kek = randomBytes(32);
  const environment = {
    DATA_DIR: folder,
    LARKRISE_KEY: kek.toString('base64'),
    HOST: '127.0.0.1',
    PORT: '0',
    PUBLIC_URL: 'http://larkrise.test', // behind a proxy, so that each nursery counts as an address of its own
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  const config = readConfig(environment);
  if (!config.ok) throw new Error(config.trouble);
  const db = databaseUrl ? openPostgres(databaseUrl, 1) : openSqlite(databaseFile(config.value));
  const pairs = await makeAuthority(db, kek, count);
  await db.destroy();
  const servers: Program[] = [];
  for (let at = 0; at < processes; at++) servers.push(await startServer(environment));
  const portOf = (at: number): number => servers[at % servers.length]?.port ?? 0;
  return {
    tablets: pairs.map((pair, at) => new WakingTablet(pair, portOf(at))),
    servers,
    stop: async () => {
      for (const server of servers) await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server logs each answer to its own output, as it does at work; it does not say its port there, only its address. */
async function startServer(environment: NodeJS.ProcessEnv): Promise<Program> {
  const port = await freePort();
  const words = { ...process.env, ...environment, PORT: String(port) };
  const started = await startProgram(serverWords(repository), words, /^(Larkrise) \S+ is at /);
  return { ...started, port };
}

const later = (ms: number): Promise<void> => new Promise(over => setTimeout(over, ms));

export interface Wave {
  readonly heard: readonly Heard[];
  /** For each tablet, ms from the moment at which it was to wake until its words were safe and its news there. */
  readonly mornings: readonly number[];
  /** How late this program itself was, at its worst but for one in a hundred, in ms: what is measured is late by as much. */
  readonly ownDelay: number;
}

/** Every tablet wakes once within so many ms, whatever became of those before it. */
export async function wave(tablets: readonly WakingTablet[], within: number, seed: number): Promise<Wave> {
  const chance = seededChance(seed);
  const prepared = tablets.map(tablet => ({ tablet, body: tablet.preparePush(), at: chance() * within }));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const mornings = await Promise.all(
    prepared.map(async ({ tablet, body, at }) => {
      await later(at);
      await tablet.openSession();
      await tablet.push(body);
      await tablet.pull();
      tablet.hangUp();
      return performance.now() - began - at;
    }),
  );
  delay.disable();
  return { heard: takeHeard(tablets), mornings, ownDelay: delay.percentile(99) / 1e6 };
}

const takeHeard = (tablets: readonly WakingTablet[]): Heard[] => tablets.flatMap(tablet => tablet.heard.splice(0));

/** So many tablets at work at the same time, each with its next request as soon as its last is answered. */
const atOnce = 32;

interface Rate {
  readonly perSecond: number;
  readonly heard: readonly Heard[];
}

/** As many pushes (each of five changes) as are answered within so many ms; they are written and signed before. */
export async function pushesPerSecond(tablets: readonly WakingTablet[], within: number, prepared: number): Promise<Rate> {
  const waiting = Array.from({ length: prepared }, (_, at) => tablets[at % tablets.length]).flatMap(tablet =>
    tablet ? [{ tablet, body: tablet.preparePush() }] : [],
  );
  const rate = await answered(tablets, within, async () => {
    const next = waiting.shift();
    await next?.tablet.push(next.body);
    return next !== undefined;
  });
  for (const { tablet, body } of waiting) await tablet.push(body); // or the numbers of the next round have a gap
  takeHeard(tablets);
  return rate;
}

/** As many pulls, each with nothing or little new, as are answered within so many ms. */
export async function pullsPerSecond(tablets: readonly WakingTablet[], within: number): Promise<Rate> {
  for (const tablet of tablets) await tablet.pull();
  takeHeard(tablets);
  let at = 0;
  const rate = await answered(tablets, within, async () => {
    at += 1;
    await tablets[at % tablets.length]?.pull();
    return true;
  });
  for (const tablet of tablets) tablet.hangUp();
  return rate;
}

async function answered(tablets: readonly WakingTablet[], within: number, act: () => Promise<boolean>): Promise<Rate> {
  const began = performance.now();
  let count = 0;
  const worker = async () => {
    while (performance.now() - began < within && (await act())) count += 1;
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: count / seconds, heard: takeHeard(tablets) };
}
