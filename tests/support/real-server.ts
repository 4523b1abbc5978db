// The server as operators run it: src/main/server.ts, built, in a process of its own that can be killed, cramped and started again.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { repository } from './demo-server';

/** Builds the server, for `act` to start it from there; node_modules is near, so that it finds its dependencies. */
export async function withServerBuilt(act: (program: string) => Promise<void>): Promise<void> {
  const outDir = join(repository, 'node_modules/.cache/larkrise', `server-${process.pid}-${Date.now()}`);
  const server = { outDir, ssr: 'src/main/server.ts', target: 'node20', minify: false, emptyOutDir: true };
  try {
    await build({ configFile: false, publicDir: false, root: repository, logLevel: 'error', build: server });
    await act(join(outDir, 'server.js'));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

export interface RealServer {
  /** Its address while it runs. */
  readonly address: string;
  readonly pid: number;
  /** What it has said on its error output. */
  readonly complaints: readonly string[];
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

interface Wanted {
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
  /** No file may grow beyond so many KiB, as if the disk were full. */
  readonly mostKiB?: number;
}

/** Runs from its own line on standard output until it is killed; it never outlives this process. */
export async function startRealServer({ program, environment, mostKiB }: Wanted): Promise<RealServer> {
  const limit = mostKiB === undefined ? '' : `ulimit -S -f ${mostKiB} && `;
  const running = spawn('bash', ['-c', `${limit}exec "$0" "$1"`, process.execPath, program], {
    env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: '0', PUBLIC_URL: 'http://127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const orphaned = () => running.kill('SIGKILL');
  process.once('exit', orphaned);
  const complaints: string[] = [];
  createInterface({ input: running.stderr }).on('line', line => complaints.push(line));
  const port = await portOf(running, complaints);
  return {
    address: `http://127.0.0.1:${port}`,
    pid: running.pid ?? 0,
    complaints,
    kill: async signal => {
      process.off('exit', orphaned);
      if (running.exitCode !== null || running.signalCode !== null) return;
      running.kill(signal);
      await once(running, 'exit');
    },
  };
}

/** The log names the port that it listens on; everything else that it says is read and forgotten. */
function portOf({ stdout }: ChildProcess, complaints: readonly string[]): Promise<string> {
  return new Promise((found, failed) => {
    if (!stdout) return failed(new Error('no output'));
    const lines = createInterface({ input: stdout });
    lines.on('line', line => {
      const port = /"port":(\d+)|http:\/\/127\.0\.0\.1:(\d+)/.exec(line);
      if (port) found(port[1] ?? port[2] ?? '');
    });
    lines.on('close', () => failed(new Error(`the server did not start:\n${complaints.join('\n')}`)));
  });
}
