// Asks Lighthouse about the built app in the Chromium that a test has open: its scores, and in words what cost points.
// This is Lighthouse's library, in this process: only its own program would offer to report errors to anybody.
import lighthouse, { type Flags, type RunnerResult, snapshot } from 'lighthouse';
import { connect } from 'puppeteer-core';
import type { OpenBrowser } from './browser';

export interface Verdict {
  /** By category, out of 100. */
  readonly scores: Readonly<Record<string, number>>;
  /** What was measured, as Lighthouse words it; nothing where nothing was loaded. */
  readonly figures: readonly string[];
  /** The audits that cost points, a line each. */
  readonly costs: readonly string[];
}

const measured = {
  'first paint': 'first-contentful-paint',
  'largest paint': 'largest-contentful-paint',
  blocked: 'total-blocking-time',
  shift: 'cumulative-layout-shift',
} as const;

function verdictOf(result: RunnerResult | undefined): Verdict {
  if (!result) throw new Error('Lighthouse gave no result.');
  const { categories, audits, runtimeError } = result.lhr;
  if (runtimeError) throw new Error(`Lighthouse: ${runtimeError.message}`);
  const all = Object.values(categories);
  const weighed = all.flatMap(({ id, auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(ref => ({ category: id, ...ref })));
  return {
    scores: Object.fromEntries(all.map(({ id, score }) => [id, Math.round((score ?? 0) * 100)])),
    figures: Object.entries(measured).flatMap(([name, id]) => {
      const said = audits[id]?.displayValue;
      return said ? [`${name} ${said.replaceAll('\u00a0', ' ')}`] : [];
    }),
    costs: weighed.flatMap(({ category, id }) => {
      const { score = null, title = id, displayValue = '' } = audits[id] ?? {};
      return score !== null && score < 1 ? [`${category}: ${title} (${score}) ${displayValue}`] : [];
    }),
  };
}

const port = ({ devTools }: OpenBrowser): number => Number(new URL(devTools).port);

/** Loads the page as Lighthouse does: a phone in the middle of the market on a slow mobile network, worked out from what it did here. */
export async function visit(browser: OpenBrowser, address: string, { isKept }: { readonly isKept: boolean }): Promise<Verdict> {
  const flags: Flags = {
    port: port(browser),
    logLevel: 'silent',
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
    disableStorageReset: isKept, // else it empties the storage and the caches first: a first visit
  };
  return verdictOf(await lighthouse(address, flags));
}

/** Looks at the page that is open at `address`, as it stands; nothing is loaded, so there is no speed to speak of. */
export async function lookAt(browser: OpenBrowser, address: string): Promise<Verdict> {
  const beside = await connect({ browserWSEndpoint: browser.devTools, defaultViewport: null });
  try {
    const open = (await beside.pages()).find(page => page.url() === address);
    if (!open) throw new Error(`no page is open at ${address}`);
    return verdictOf(await snapshot(open, { flags: { logLevel: 'silent', onlyCategories: ['accessibility', 'best-practices'] } }));
  } finally {
    await beside.disconnect();
  }
}
