// Opens the real browsers that the tests drive, each with a profile of its own that can be killed and opened again.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium as driver } from 'playwright-core';
import { connect, launch, type Browser as PuppeteerBrowser } from 'puppeteer-core';
import { chromium, findBrowser, firefox } from '../browsers.mjs';

/** Chromium's own background traffic and its GPU would only add noise; `--no-sandbox` because CI runs as root in a container. */
const quiet = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export type OpenBrowser = {
  readonly context: BrowserContext;
  /** Where its DevTools listen, for tools that connect beside the driver. */
  readonly devTools: string;
  /** SIGKILL to the whole process tree: nothing is flushed, nothing says goodbye. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** An empty folder for a browser's profile; `removeProfile` it at the end. */
export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'larkrise-profile-'));

export function removeProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function programOf(browser: typeof chromium): string {
  const program = findBrowser(browser);
  if (!program) throw new Error(`${browser.name} is not installed; run npm test once, or set ${browser.variable} to its program.`);
  return program;
}

interface Started extends Pick<OpenBrowser, 'devTools' | 'kill'> {
  /** `ask`: how the browser is asked to close; one that does not is killed. */
  readonly closeBy: (ask: () => Promise<unknown>) => Promise<void>;
}

/** Started by us rather than by a driver, so that it can be killed. */
async function start(profile: string, extra: readonly string[]): Promise<Started> {
  const words = [...quiet, ...extra, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  // What a killed browser leaves lying about goes with its profile.
  const env = { ...process.env, TMPDIR: profile };
  const running = spawn(programOf(chromium), words, { detached: true, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const kill = () => end(running);
  const closeBy = async (ask: () => Promise<unknown>) => {
    await Promise.race([Promise.all([gone(running), ask()]), new Promise(late => setTimeout(late, 5000))]);
    await kill();
  };
  return { devTools: await addressOf(running), kill, closeBy };
}

/** Chromium on a profile; opening the same profile again finds what it kept. */
export async function openChromium(profile: string, extra: readonly string[] = []): Promise<OpenBrowser> {
  const { devTools, kill, closeBy } = await start(profile, extra);
  const browser = await driver.connectOverCDP(devTools);
  const [context] = browser.contexts();
  if (!context) throw new Error('Chromium opened without a context.');
  const close = () => closeBy(async () => (await browser.newBrowserCDPSession()).send('Browser.close'));
  return { context, devTools, kill, close };
}

export type QuietBrowser = { readonly browser: PuppeteerBrowser; readonly close: () => Promise<void> };

/** The same Chromium for measuring times: nobody listens to its network, which would take the browser's own time for every body sent. */
export async function openQuietChromium(profile: string): Promise<QuietBrowser> {
  const { devTools, closeBy } = await start(profile, []);
  const browser = await connect({ browserWSEndpoint: devTools, networkEnabled: false, defaultViewport: null });
  return { browser, close: () => closeBy(() => browser.close()) };
}

/** The address that Chromium prints when it is ready to be driven. */
async function addressOf(running: ChildProcess): Promise<string> {
  if (!running.stderr) throw new Error('Chromium cannot be heard.');
  const said: string[] = [];
  for await (const line of createInterface({ input: running.stderr })) {
    const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address) {
      running.stderr.resume(); // or its pipe fills and the browser stops
      return address;
    }
    said.push(line);
  }
  throw new Error(`Chromium did not start:\n${said.join('\n')}`);
}

const hasEnded = (running: ChildProcess): boolean => running.exitCode !== null || running.signalCode !== null;

async function gone(running: ChildProcess): Promise<void> {
  if (!hasEnded(running)) await once(running, 'exit');
}

/** Kills the group: `detached` made the browser its leader, and its renderers are in it. */
async function end(running: ChildProcess): Promise<void> {
  if (running.pid === undefined || hasEnded(running)) return;
  process.kill(-running.pid, 'SIGKILL');
  await gone(running);
}

/** Firefox on a profile, driven over WebDriver BiDi; its IndexedDB transactions differ from Chromium's. `settings`: about:config. */
export function openFirefox(profile: string, settings: Record<string, string | number | boolean> = {}): Promise<PuppeteerBrowser> {
  const executablePath = programOf(firefox);
  return launch({ browser: 'firefox', executablePath, headless: true, userDataDir: profile, extraPrefsFirefox: settings });
}
