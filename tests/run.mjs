// `npm test`: everything that CI runs, from a clone in any state, ending with one line "N passed, N failed".
//
// Each check counts as one beside the tests. With words after it (`npm test -- tests/kernel`) it runs only the tests that match.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from '../src/main/prepare.mjs';
import { chromium, ensureBrowser, firefox } from './browsers.mjs';

const wanted = process.argv.slice(2);
/** A tool's own script, started by this Node on every platform. @param {string} script */
const tool = script => [process.execPath, join(root, 'node_modules', script)];
const total = { passed: 0, failed: 0 };

/** @param {number} since */
const seconds = since => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** @param {string} title @param {number} passed @param {number} failed @param {number} since */
function count(title, passed, failed, since) {
  total.passed += passed;
  total.failed += failed;
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${title}: ${passed} passed, ${failed} failed (${seconds(since)})`);
}

/** Runs one check; what it says is shown only when it fails, or when `aloud`. @param {string} title @param {string[]} command @param {boolean} [aloud] */
function check(title, [program = '', ...words], aloud = false) {
  const since = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  const good = status === 0;
  if (!good || aloud) process.stdout.write([stdout, stderr, error?.message].filter(Boolean).join(''));
  count(title, good ? 1 : 0, good ? 0 : 1, since);
}

/** Runs projects of Vitest and counts their tests; a file that cannot be read, or trouble outside any test, counts as one failed. @param {string} title @param {string[]} projects */
function vitest(title, projects) {
  const since = performance.now();
  const report = join(root, 'node_modules/.cache/tests', `${title}.json`);
  mkdirSync(join(root, 'node_modules/.cache/tests'), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const [node = '', ...words] = [
    ...tool('vitest/vitest.mjs'),
    'run',
    ...projects.flatMap(project => ['--project', project]),
    ...reporters,
    '--passWithNoTests',
    ...wanted,
  ];
  // CI=1: a snapshot that is not there is a failure, not an invitation to write it.
  const { status } = spawnSync(node, words, { cwd: root, stdio: 'inherit', env: { ...process.env, CI: '1' } });
  const { passed, failed } = readReport(report);
  count(title, passed, status === 0 ? failed : Math.max(failed, 1), since);
}

/** @param {string} report @returns {{passed: number, failed: number}} */
function readReport(report) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  /** @type {{numPassedTests: number, numFailedTests: number, testResults: {status: string, assertionResults: {status: string}[]}[]}} */
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const unreadable = testResults.filter(file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'));
  return { passed: numPassedTests, failed: numFailedTests + unreadable.length };
}

function checks() {
  check('lockfile', [process.execPath, 'tests/lockfile.mjs']);
  check('biome', [...tool('@biomejs/biome/bin/biome'), 'check']);
  check('types', [...tool('typescript/bin/tsc'), '-b']);
  check('knip', tool('knip/bin/knip.js'));
  check('size', [process.execPath, 'tests/size.mjs'], true);
}

function browsers() {
  for (const browser of [chromium, firefox]) {
    const since = performance.now();
    const found = ensureBrowser(browser) !== undefined;
    count(browser.name, found ? 1 : 0, found ? 0 : 1, since);
  }
}

// On the way out, however it came to that: what stops the preparation counts as one failed.
process.on('exit', code => {
  const failed = code === 0 ? total.failed : Math.max(total.failed, 1);
  console.log(`${total.passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});

prepare();
browsers();
if (wanted.length === 0) checks();
vitest('tests', ['node', 'dom']);
vitest('postgres', ['postgres']);
vitest('journeys', ['journeys', 'journeys-alone']);
