// Brings a fresh clone to where it can run: installs and builds what is missing or stale, with one plain line for each thing it does.
//
// Plain JavaScript with nothing but Node's own parts, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const stamp = join(root, 'dist/built-from.sha256');
const built = /\.(tsx?|mjs|css|html|json|po|svg|png|woff2|ico)$/;

/** Says in one line why it stops, and stops. @param {string} why @returns {never} */
export function stop(why) {
  console.error(why);
  process.exit(1);
}

/** Runs a program in the repository's folder and lets it speak; true when it ended well. @param {string} program @param {string[]} words */
export function run(program, words) {
  return spawnSync(program, words, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' && program === 'npm' }).status === 0;
}

/** Everything that must be there before the programs of dist/ can start. */
export function prepare() {
  checkNode();
  install();
  compileSqlite();
  build();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) stop(`Larkrise needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

/** @param {string} path @returns {Record<string, {version?: string, optional?: boolean}>} */
const packagesIn = path => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {});

/** What the lockfile names and node_modules has; optional packages may be for another platform. */
function isInstalled() {
  const have = packagesIn(join(root, 'node_modules/.package-lock.json'));
  const wanted = Object.entries(packagesIn(join(root, 'package-lock.json'))).filter(([path]) => path !== '');
  return wanted.every(([path, { version, optional }]) => have[path]?.version === version || (optional && !have[path]));
}

function install() {
  if (isInstalled()) return;
  console.log('Installing packages (npm ci) ...');
  if (!run('npm', ['ci', '--include=dev'])) stop('The packages could not be installed; npm says why above. A network is needed this once.');
}

/** From Node 24 on its own SQLite is used (src/server/sqlite.ts says why). */
const hasOwnSqlite = Number(process.versions.node.split('.')[0]) >= 24;
const opensSqlite = () =>
  hasOwnSqlite || spawnSync(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:')"], { cwd: root }).status === 0;

/** The one package that is compiled here: install scripts are off (.npmrc), and it may have been compiled for another Node. */
function compileSqlite() {
  if (opensSqlite()) return;
  console.log('Preparing better-sqlite3 (about a minute where it must be compiled) ...');
  if (run('npm', ['rebuild', 'better-sqlite3', '--ignore-scripts=false']) && opensSqlite()) return;
  const missing = ['python3', 'make', 'g++'].filter(tool => spawnSync(tool, ['--version']).error !== undefined);
  stop(
    missing.length > 0
      ? `better-sqlite3 could not be compiled: ${missing.join(', ')} missing. On Debian or Ubuntu: apt-get install -y python3 make g++`
      : 'better-sqlite3 could not be compiled; npm says why above.',
  );
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => built.test(name))
    .map(name => join(folder, name));
}

/** A hash of everything that a build reads, so that a checkout with new times but the same files is not built again. */
function sourcesHash() {
  const single = ['index.html', 'office.html', 'tsconfig.json', 'vite.config.ts', 'package-lock.json']
    .map(name => join(root, name))
    .filter(path => existsSync(path));
  const hash = createHash('sha256');
  for (const path of [...single, ...filesIn(join(root, 'src')), ...filesIn(join(root, 'public'))].sort()) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function build() {
  const sources = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  rmSync(stamp, { force: true });
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  for (const { what, words } of [
    { what: 'the app', words: ['build'] },
    { what: 'the server', words: ['build', '--ssr'] },
  ]) {
    console.log(`Building ${what} ...`);
    if (!run(process.execPath, [vite, ...words, '--logLevel', 'warn'])) stop(`Larkrise could not be built (${what}); the reason is above.`);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, sources);
}
