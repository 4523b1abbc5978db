// Builds the pages and programs of everybody who takes part, starts each one's server in a process of its own, and ends them.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyBuild, removeBuild, repository } from '../../support/demo-server';
import { buildPages, type EngineName, engineNames } from './built';
import { larkriseData } from './larkrise-data';
import { serverWords, startProgram as start } from './programs';

/** One engine with its server. */
export interface Rival {
  readonly name: EngineName;
  /** The page on an origin of its own: another `place`, another storage. */
  address(place: string): string;
  /** The reader's other tablet writes these records again. */
  change(numbers: readonly number[], edition: number): Promise<void>;
  stop(): Promise<void>;
}

const html = '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Bench</title><script type="module" src="/bench.js"></script>';

/** The real server on the real build; the bench's page lies beside the app's. */
async function startLarkrise(pages: string, records: number): Promise<Rival> {
  const build = copyBuild();
  copyFileSync(join(pages, 'larkrise-page.js'), join(build, 'dist/app/bench.js'));
  writeFileSync(join(build, 'dist/app/bench.html'), html);
  const data = await larkriseData(records);
  const environment = { ...process.env, ...data.environment };
  const server = await start(serverWords(build), environment, /http:\/\/localhost:(\d+)/);
  return {
    name: 'larkrise',
    address: place => `http://${place}.larkrise.localhost:${server.port}/bench.html`,
    change: data.write,
    stop: async () => {
      await server.stop();
      await data.remove();
      removeBuild(build);
    },
  };
}

async function startPeer(name: Exclude<EngineName, 'larkrise'>, pages: string, records: number): Promise<Rival> {
  const folder = mkdtempSync(join(tmpdir(), `bench-${name}-`));
  const server = await start([join(pages, 'peer-server.js'), name, pages, folder, String(records)], process.env, /^(\d+)$/);
  return {
    name,
    address: place => `http://${place}.${name}.localhost:${server.port}/`,
    change: async (numbers, edition) => {
      const answer = await fetch(`http://127.0.0.1:${server.port}/change`, { method: 'POST', body: JSON.stringify({ numbers, edition }) });
      if (!answer.ok) throw new Error(`${name} could not change its records`);
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Everybody, each with so many records waiting for the reader. */
export async function startRivals(records: number, minify = true): Promise<readonly Rival[]> {
  const pages = join(repository, 'node_modules/.cache/bench/built');
  mkdirSync(pages, { recursive: true });
  await buildPages(pages, minify);
  const rivals: Rival[] = [];
  for (const name of engineNames)
    rivals.push(name === 'larkrise' ? await startLarkrise(pages, records) : await startPeer(name, pages, records));
  return rivals;
}
