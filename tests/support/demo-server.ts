// The demo as its visitors have it: the built programs in a process of their own, on a free port, with cables that can be cut.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface DemoServer {
  /** Where a part is: 'blue', 'green', 'mentor', 'office'. */
  address(part: string): string;
  /** Every connection of these parts is torn down, and no new one answered. */
  cut(...parts: string[]): Promise<void>;
  mend(...parts: string[]): Promise<void>;
  /** The process ends: nothing listens any more. */
  stop(): Promise<void>;
}

/** `root`: where `dist/` and `src/sample/` are; the repository itself unless a test changes the build. */
export async function startDemo(root = repository): Promise<DemoServer> {
  const program = join(root, 'dist/server/demo.js');
  if (!existsSync(program)) throw new Error('Nothing is built yet. Run: npm run build');
  const running = spawn(process.execPath, [program], { env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const orphaned = () => running.kill('SIGKILL');
  process.once('exit', orphaned);
  const port = await portOf(running.stdout);
  const turn = async (cut: '0' | '1', parts: readonly string[]) => {
    for (const part of parts) {
      const answer = await fetch(`http://localhost:${port}/demo/cable`, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({ part, cut }),
      });
      if (!answer.ok) throw new Error(`the cable of ${part} could not be turned: ${answer.status}`);
    }
  };
  return {
    address: part => `http://${part}.localhost:${port}/`,
    cut: (...parts) => turn('1', parts),
    mend: (...parts) => turn('0', parts),
    stop: async () => {
      process.off('exit', orphaned);
      if (running.exitCode !== null || !running.kill('SIGTERM')) return;
      await once(running, 'exit');
    },
  };
}

async function portOf(output: NodeJS.ReadableStream): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: output })) {
    const port = /http:\/\/localhost:(\d+)\//.exec(line)?.[1];
    if (port) return port;
    said.push(line);
  }
  throw new Error(`the demo did not start:\n${said.join('\n')}`);
}

/** What was packed beside a file would still hold the version before. */
const isUnpacked = (path: string): boolean => !/\.(br|gz)$/.test(path);

/** The build and what the demo reads beside it, in a folder of its own, so that a test can put another build in its place. */
export function copyBuild(): string {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-build-'));
  for (const part of ['dist/app', 'dist/server', 'package.json']) {
    cpSync(join(repository, part), join(folder, part), { recursive: true, filter: isUnpacked });
  }
  for (const part of ['src', 'node_modules']) symlinkSync(join(repository, part), join(folder, part));
  return folder;
}

export const removeBuild = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/**
 * Puts the next version in the place of a copied build: `name` stands in the new page (`data-build`), and every script and
 * style has another address, so that nothing of the version before can be fetched any more.
 */
export function releaseNext(folder: string, name: string): void {
  const app = join(folder, 'dist/app');
  const files = readdirSync(join(app, 'assets'), { withFileTypes: true }).filter(entry => entry.isFile());
  const moved = files.map(({ name: file }, at) => [file, file.replace(/(\.\w+)$/, `-${name}-${at}$1`)] as const);
  const rewritten = (text: string) => moved.reduce((so, [file, next]) => so.replaceAll(file, next), text);
  for (const [file, next] of moved) {
    const bytes = readFileSync(join(app, 'assets', file));
    rmSync(join(app, 'assets', file));
    writeFileSync(join(app, 'assets', next), /\.(js|css)$/.test(file) ? rewritten(bytes.toString('utf8')) : bytes);
  }
  const page = rewritten(readFileSync(join(app, 'index.html'), 'utf8'));
  writeFileSync(join(app, 'index.html'), page.replace(/<html (data-build="\w+" )?/, `<html data-build="${name}" `));
  const worker = rewritten(readFileSync(join(app, 'service-worker.js'), 'utf8'));
  const next = worker.replace(/"revision":"\w+","url":"index.html"/, `"revision":"${name}","url":"index.html"`);
  if (next === worker) throw new Error('the list of what the service worker keeps looks different now');
  writeFileSync(join(app, 'service-worker.js'), next);
}
