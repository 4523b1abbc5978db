// `npm run size`: what the built app weighs on the wire (gzip) against its budgets; prints a table and fails when something is over.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const kilobyte = 1024;
const app = 'dist/app';

/** Budgets in KB, gzip. The lazy page counts without what the entry and the home have fetched already. */
const budgets = { entry: 40, home: 90, page: 25, css: 14, worker: 12, precache: 700 };

/** What the home needs before it shows data, beside the entry. */
const homeModules = [/\/Today\w*\.tsx$/, /\/device\/database\.ts$/, /dexie/];

/** @typedef {{file: string, src?: string, isEntry?: boolean, isDynamicEntry?: boolean, imports?: string[], dynamicImports?: string[], css?: string[]}} Chunk */

if (!existsSync(join(app, 'manifest.json'))) {
  console.error('Nothing is built yet. Run: npm run build');
  process.exit(1);
}

/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(join(app, 'manifest.json'), 'utf8'));

/** @param {string} file */
const weigh = file => gzipSync(readFileSync(join(app, file))).length;

/** A chunk and all that it brings with it at once. @param {string} key @param {Set<string>} [found] */
function closure(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key]?.imports ?? []) closure(next, found);
  return found;
}

/** @param {Iterable<string>} keys @param {Set<string>} [without] */
function weighAll(keys, without = new Set()) {
  const files = [...new Set(keys)].filter(key => !without.has(key)).map(key => manifest[key]?.file ?? key);
  return files.filter(file => file.endsWith('.js')).reduce((sum, file) => sum + weigh(file), 0);
}

const chunks = Object.entries(manifest);
const entry = new Set(chunks.filter(([, chunk]) => chunk.isEntry).flatMap(([key]) => [...closure(key)]));
const isHome = (/** @type {string} */ key) => homeModules.some(module => module.test(key));
const lazy = chunks.filter(([, chunk]) => chunk.isDynamicEntry).map(([key]) => key);
const home = new Set([...entry, ...lazy.filter(isHome).flatMap(key => [...closure(key)])]);
const pages = lazy.filter(key => !isHome(key) && !entry.has(key));
const styles = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.css'));
const precached = [...readFileSync(join(app, 'service-worker.js'), 'utf8').matchAll(/"?url"?:\s*["'`]([^"'`]+)["'`]/g)].map(
  ([, url = '']) => url,
);

/** @type {[what: string, bytes: number, budget: number][]} */
const rows = [
  ['entry JS', weighAll(entry), budgets.entry],
  ['home usable with data', weighAll(home), budgets.home],
  ...pages.map(key => /** @type {[string, number, number]} */ ([`page ${key}`, weighAll(closure(key), home), budgets.page])),
  ['CSS', styles.reduce((sum, file) => sum + weigh(file), 0), budgets.css],
  ['service worker', weigh('service-worker.js'), budgets.worker],
  ['precache', precached.reduce((sum, file) => sum + weigh(file), 0), budgets.precache],
];

for (const [what, bytes, budget] of rows) {
  const over = bytes > budget * kilobyte;
  console.log(`${over ? 'OVER' : '    '} ${what.padEnd(56)} ${(bytes / kilobyte).toFixed(1).padStart(7)} of ${budget} KB`);
}
if (precached.length === 0) console.error('OVER the precache is empty: the app would not start with the cable out');
if (precached.length === 0 || rows.some(([, bytes, budget]) => bytes > budget * kilobyte)) process.exitCode = 1;
