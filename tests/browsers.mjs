// Finds the browsers that the tests drive, and installs them where it can; the system's own packages, never a private download.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {{name: string, variable: string, programs: readonly string[], paths: readonly string[], debian: string}} Browser */

/** @type {Browser} */
export const chromium = {
  name: 'Chromium',
  variable: 'CHROMIUM',
  programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  paths: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  debian: 'chromium',
};

/** @type {Browser} */
export const firefox = {
  name: 'Firefox',
  variable: 'FIREFOX',
  programs: ['firefox-esr', 'firefox'],
  paths: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  debian: 'firefox-esr',
};

/** The program's path, or undefined: the one named in the environment, else the first on the PATH, else where the system keeps it. @param {Browser} browser */
export function findBrowser({ variable, programs, paths }) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = programs.flatMap(program => folders.map(folder => join(folder, program)));
  const named = process.env[variable];
  return [...(named ? [named] : []), ...onPath, ...paths].find(path => existsSync(path));
}

/** The program's path, installed if need be; undefined after saying plainly what to do. @param {Browser} browser */
export function ensureBrowser(browser) {
  return findBrowser(browser) ?? (installed(browser) ? findBrowser(browser) : undefined);
}

/** @param {Browser} browser */
function installed({ name, variable, debian }) {
  const byHand = `Install it (Debian: apt-get install -y ${debian}) or set ${variable} to its program.`;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync('apt-get', ['--version']).error) {
    console.error(`${name} is needed by the tests and is not installed. ${byHand}`);
    return false;
  }
  console.log(`Installing ${name} (apt-get install -y ${debian}) ...`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ ...words) => spawnSync('apt-get', words, { env: environment, encoding: 'utf8' });
  apt('update');
  const { status, stderr } = apt('install', '-y', '--no-install-recommends', debian);
  if (status !== 0) console.error(`${stderr.trim()}\n${name} could not be installed. ${byHand}`);
  return status === 0;
}
