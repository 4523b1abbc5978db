// `npm run size`: what the built app weighs on the wire (gzip) against its budgets; prints a table and fails when something is over.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const kilobyte = 1024;
const app = 'dist/app';

/** Budgets in KB, gzip. A lazy page counts with its styles, without what the entry and the home have fetched already. */
const budgets = { entry: 40, home: 90, page: 25, css: 14, worker: 12, precache: 700 };

/** What the home needs before it shows data, beside the entry and one role's Today. */
const homeModules = [/\/main\/tablet\.store\.ts$/, /\/main\/Unlocked\.tsx$/];
const today = /\/Today\w*\.tsx$/;

/** @typedef {{file: string, src?: string, isEntry?: boolean, isDynamicEntry?: boolean, imports?: string[], dynamicImports?: string[], css?: string[]}} Chunk */

if (!existsSync(join(app, 'manifest.json'))) {
  console.error('Nothing is built yet. Run: npm run build');
  process.exit(1);
}

/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(join(app, 'manifest.json'), 'utf8'));

/** As the server sends it. @param {string} file */
const weigh = file => gzipSync(readFileSync(join(app, file)), { level: 9 }).length;

/** The styles of these chunks. @param {Iterable<string>} keys */
const stylesOf = keys => new Set([...keys].flatMap(key => manifest[key]?.css ?? []));

/** @param {Iterable<string>} files */
const sum = files => [...files].reduce((total, file) => total + weigh(file), 0);

/** A chunk and all that it brings with it at once. @param {string} key @param {Set<string>} [found] */
function closure(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key]?.imports ?? []) closure(next, found);
  return found;
}

/** The scripts of these chunks. @param {Iterable<string>} keys */
const scriptsOf = keys => new Set([...keys].map(key => manifest[key]?.file ?? key).filter(file => file.endsWith('.js')));

/** What a lazy page brings beside what is there already: scripts and styles. @param {string} key */
function pageFiles(key) {
  const own = [...closure(key)].filter(one => !home.has(one));
  const there = stylesOf(home);
  return [...scriptsOf(own), ...[...stylesOf(own)].filter(file => !there.has(file))];
}

const chunks = Object.entries(manifest);
/** What each HTML page loads at once; people begin at the first of them, and the home is behind it. */
const entries = chunks.filter(([, chunk]) => chunk.isEntry).map(([key]) => ({ key, chunks: closure(key) }));
const entry = entries.find(({ key }) => key === 'index.html')?.chunks ?? new Set();
const isHome = (/** @type {string} */ key) => homeModules.some(module => module.test(key));
const lazy = chunks.filter(([, chunk]) => chunk.isDynamicEntry).map(([key]) => key);
const home = new Set([...entry, ...lazy.filter(isHome).flatMap(key => [...closure(key)])]);
const homes = lazy.filter(key => today.test(key)).map(key => ({ key, chunks: new Set([...home, ...closure(key)]) }));
const pages = lazy.filter(key => !home.has(key) && !today.test(key));
const precached = [...readFileSync(join(app, 'service-worker.js'), 'utf8').matchAll(/"?url"?:\s*["'`]([^"'`]+)["'`]/g)].map(
  ([, url = '']) => url,
);

/** The office is a page of its own: nothing of it is there before, and nothing of it is precached. @type {Record<string, Chunk>} */
const office = JSON.parse(readFileSync(join(app, 'office-manifest.json'), 'utf8'));

/** @param {string} key @param {Set<string>} [found] */
function inOffice(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of office[key]?.imports ?? []) inOffice(next, found);
  return found;
}
const officeEntry = inOffice('office.html');
const officePages = Object.keys(office).filter(key => office[key]?.isDynamicEntry);
/** @param {Iterable<string>} keys */
const officeFiles = keys => [...new Set([...keys].flatMap(key => [office[key]?.file ?? '', ...(office[key]?.css ?? [])]))];

/** @type {[what: string, bytes: number, budget: number][]} */
const rows = [
  ['office entry, its CSS included', sum(officeFiles(officeEntry)), budgets.entry],
  ...officePages.map(key => {
    const own = [...inOffice(key)].filter(one => !officeEntry.has(one));
    return /** @type {[string, number, number]} */ ([`office page ${key}`, sum(officeFiles(own)), budgets.page]);
  }),
  ...entries.map(({ key, chunks }) => /** @type {[string, number, number]} */ ([`entry JS ${key}`, sum(scriptsOf(chunks)), budgets.entry])),
  ...homes.map(
    ({ key, chunks }) => /** @type {[string, number, number]} */ ([`home with data ${key}`, sum(scriptsOf(chunks)), budgets.home]),
  ),
  ...homes.map(({ key, chunks }) => /** @type {[string, number, number]} */ ([`its CSS ${key}`, sum(stylesOf(chunks)), budgets.css])),
  ...pages.map(key => /** @type {[string, number, number]} */ ([`page ${key}`, sum(pageFiles(key)), budgets.page])),
  ['service worker', weigh('service-worker.js'), budgets.worker],
  ['precache', sum(precached), budgets.precache],
];

/** Chunks that stand on themselves, by way of others: which of them runs first hangs on which was asked for first, and the second finds nothing there. */
function circles() {
  const found = new Set();
  const done = new Set();
  /** @param {string} key @param {string[]} path */
  const walk = (key, path) => {
    if (path.includes(key)) found.add([...path.slice(path.indexOf(key)), key].join(' -> '));
    if (done.has(key) || path.includes(key)) return;
    for (const next of manifest[key]?.imports ?? []) walk(next, [...path, key]);
    done.add(key);
  };
  for (const key of Object.keys(manifest)) walk(key, []);
  return [...found];
}

for (const [what, bytes, budget] of rows) {
  const over = bytes > budget * kilobyte;
  console.log(`${over ? 'OVER' : '    '} ${what.padEnd(56)} ${(bytes / kilobyte).toFixed(1).padStart(7)} of ${budget} KB`);
}
const strayed = precached.filter(url => /^office|assets\/office\//.test(url));
if (strayed.length > 0) console.error(`OVER the office is online only, and not to be precached: ${strayed.join(', ')}`);
if (precached.length === 0) console.error('OVER the precache is empty: the app would not start with the cable out');
for (const circle of circles()) console.error(`OVER chunks wait for each other (src/build/chunks.ts): ${circle}`);
if (precached.length === 0 || strayed.length > 0 || circles().length > 0 || rows.some(([, bytes, budget]) => bytes > budget * kilobyte))
  process.exitCode = 1;
