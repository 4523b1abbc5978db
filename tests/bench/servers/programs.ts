// Starts a server's program in a process of its own, hears its port, and ends it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from '../../support/demo-server';

export interface Program {
  readonly port: number;
  /** The most memory that it ever held, in bytes; null where the system does not tell (it is Linux that does). */
  mostMemory(): number | null;
  stop(): Promise<void>;
}

/** How `npm start` has Node start the server: with the same settings of its memory. `build`: the folder with `dist`. */
export function serverWords(build: string): readonly string[] {
  const { start = '' } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')).scripts;
  return [
    ...String(start)
      .split(' ')
      .filter(word => word.startsWith('--')),
    join(build, 'dist/server/server.js'),
  ];
}

/** `words`: all that Node is given. `says`: finds the port in what the program prints, or only that it is ready. */
export async function startProgram(words: readonly string[], environment: NodeJS.ProcessEnv, says: RegExp): Promise<Program> {
  const running = spawn(process.execPath, words, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const orphaned = () => running.kill('SIGKILL');
  process.once('exit', orphaned);
  const port = await portOf(running, says);
  return {
    port,
    mostMemory: () => (running.pid ? mostMemoryOf(running.pid) : null),
    stop: async () => {
      process.off('exit', orphaned);
      if (running.exitCode === null && running.kill('SIGTERM')) await once(running, 'exit');
    },
  };
}

async function portOf({ stdout }: ChildProcess, says: RegExp): Promise<number> {
  if (!stdout) throw new Error('a server cannot be heard');
  return new Promise((found, failed) => {
    const lines = createInterface({ input: stdout });
    lines.on('line', line => {
      const port = says.exec(line)?.[1];
      if (port) found(Number(port));
    });
    lines.once('close', () => failed(new Error('a server did not start')));
  });
}

/** VmHWM of proc(5), which is in kB. */
function mostMemoryOf(pid: number): number | null {
  const file = `/proc/${pid}/status`;
  const found = existsSync(file) ? /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8')) : null;
  return found ? Number(found[1]) * 1024 : null;
}
