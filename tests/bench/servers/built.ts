// Builds the engines' pages and the peers' server with Vite, as an app would be built, and installs the peers where they are missing.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { repository } from '../../support/demo-server';

export const engineNames = ['larkrise', 'prototype', 'pouchdb', 'rxdb'] as const;
export type EngineName = (typeof engineNames)[number];

const bench = join(repository, 'tests/bench');
/** Outside the app's lockfile and beside the other caches. */
const peers = join(repository, 'node_modules/.cache/bench/peers');
const lists = ['package.json', 'package-lock.json'];

const isInstalled = (): boolean =>
  existsSync(join(peers, 'node_modules/.package-lock.json')) &&
  lists.every(name => readFileSync(join(peers, name), 'utf8') === readFileSync(join(bench, 'peers', name), 'utf8'));

/** `npm ci` of the peers' own lockfile; needs the network once. */
function installPeers(): void {
  if (isInstalled()) return;
  console.log('Installing what Larkrise is measured against (npm ci) ...');
  mkdirSync(peers, { recursive: true });
  for (const name of lists) copyFileSync(join(bench, 'peers', name), join(peers, name));
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false'];
  const { status } = spawnSync('npm', words, { cwd: peers, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('The peers could not be installed; npm says why above.');
}

/** The version of an installed peer. */
export const peerVersion = (name: string): string =>
  (JSON.parse(readFileSync(join(peers, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;

/** Packages that the bench alone has are looked for where it has installed them. */
const fromPeers = {
  name: 'bench-peers',
  async resolveId(this: { resolve: (source: string, importer: string) => Promise<unknown> }, source: string) {
    return /^(pouchdb-|rxdb\/|events$)/.test(source) ? this.resolve(source, join(peers, 'page.js')) : null;
  },
};

async function buildPage(name: EngineName, outDir: string, minify: boolean): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: name === 'pouchdb' || name === 'rxdb' ? [fromPeers as never] : [],
    resolve: name === 'rxdb' ? {} : { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(bench, `engines/${name}-page.ts`),
        output: { entryFileNames: `${name}-page.js`, codeSplitting: false },
      },
    },
  });
}

async function buildServer(outDir: string): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: false,
      ssr: true,
      target: 'node20',
      rolldownOptions: { input: join(bench, 'servers/peer-server.ts'), output: { entryFileNames: 'peer-server.js' } },
    },
  });
}

/** `minify` false: functions keep their names, for a profile. */
export async function buildPages(outDir: string, minify: boolean): Promise<void> {
  installPeers();
  for (const name of engineNames) await buildPage(name, outDir, minify);
  await buildServer(outDir);
}
