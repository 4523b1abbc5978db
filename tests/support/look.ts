// Looks at a screen as people have it: in their sizes, by day and at nap time, with large letters; gives what is wrong, a line each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { repeatedRows } from './looks/seen';
import type { CheckName, Found } from './looks-page';

const folder = process.env.PICTURES;

/** CSS px. */
const sizes = {
  tablet: { width: 768, height: 1024 },
  landscape: { width: 1024, height: 768 },
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
  /** 1280 px at 400 %. */
  narrow: { width: 320, height: 640 },
  /** 1280 by 800 px at 200 %. */
  zoomed: { width: 640, height: 400 },
} as const;
type SizeName = keyof typeof sizes;

interface Way {
  readonly size: SizeName;
  readonly theme?: 'light' | 'dark';
  /** How many times as large as usual the letters are. */
  readonly letters?: 1 | 2;
  readonly checks: readonly CheckName[];
  /** Rules of axe: all of them, or the contrast of colours alone. */
  readonly axe?: 'all' | 'contrast' | undefined;
  readonly pictured?: boolean;
}

const layout: readonly CheckName[] = ['sideways', 'cut off', 'overlap', 'covered'];
const always: readonly CheckName[] = [...layout, 'targets'];

const ways: readonly Way[] = [
  { size: 'tablet', checks: [...always, 'heading', 'raw words', 'isolation', 'held'], axe: 'all', pictured: true },
  { size: 'landscape', checks: always, pictured: true },
  { size: 'desktop', checks: always, pictured: true },
  { size: 'phone', checks: always, pictured: true },
  { size: 'narrow', checks: layout },
  { size: 'zoomed', checks: layout },
  { size: 'phone', letters: 2, checks: layout, pictured: true },
  { size: 'tablet', letters: 2, checks: layout, pictured: true },
  { size: 'phone', theme: 'dark', checks: [], axe: 'contrast', pictured: true },
  { size: 'tablet', theme: 'dark', checks: [], pictured: true },
];

/** Where only the words differ from a screen that was looked at in every way. */
const layoutWays = ways
  .filter(({ theme = 'light', size }) => theme === 'light' && size !== 'desktop' && size !== 'zoomed')
  .map(way => ({ ...way, checks: layout, axe: undefined }));

/** Pictured only; nothing depends on them. */
const picturedToo: readonly Way[] = (['landscape', 'desktop'] as const).map(size => ({ size, theme: 'dark', checks: [], pictured: true }));

const nameOf = ({ size, theme = 'light', letters = 1 }: Way): string => `${size}, ${theme}${letters === 2 ? ', letters at 200 %' : ''}`;

/** Colours and layout have arrived: what is looked at is what a person sees. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const passing = document.getAnimations().filter(one => one.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(passing.map(one => one.finished));
  });

/** Makes every size that hangs on the letters so many times as large; nothing where it is 1. */
async function enlarge(page: Page, times: number): Promise<void> {
  const root = page.locator(':root');
  await root.evaluate(element => element.style.removeProperty('font-size'));
  if (times === 1) return;
  await settled(page); // even a size may pass over to the next one
  await root.evaluate((element, by) => {
    element.style.fontSize = `${Number.parseFloat(getComputedStyle(element).fontSize) * by}px`;
  }, times);
}

async function arrange(page: Page, { size, theme = 'light', letters = 1 }: Way): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize(sizes[size]);
  await enlarge(page, letters);
  await settled(page);
}

let script: Promise<string> | undefined;

async function buildScript(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: 'tests/support/looks-page.ts', output: { format: 'iife', codeSplitting: false } },
    },
  });
  const [chunk] = [built].flat().flatMap(one => ('output' in one ? one.output : []));
  if (chunk?.type !== 'chunk') throw new Error('the checks of the looks could not be built');
  return chunk.code;
}

/** Evaluated, not added as a script: the page's own rules let no other script in. */
export async function check(page: Page, names: readonly CheckName[]): Promise<Found[]> {
  script ??= buildScript();
  if (!(await page.evaluate(() => 'look' in window))) await page.evaluate(await script);
  return page.evaluate(wanted => window.look(wanted), names);
}

type Axe = typeof axe;
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(page: Page, rules: 'all' | 'contrast'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options =
    rules === 'all'
      ? { runOnly: standards, rules: { 'target-size': { enabled: true } } }
      : { runOnly: { type: 'rule' as const, values: ['color-contrast'] } };
  const { violations } = await page.evaluate(
    ([wanted, rows]) => (window as unknown as { axe: Axe }).axe.run({ exclude: [rows] }, { ...wanted, resultTypes: ['violations'] }),
    [options, repeatedRows] as const,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `axe ${id} | ${target.join(' ')} ${html.slice(0, 120)}`));
}

/** As long as the page, up to three windows of it; with a dialog open, the window alone. */
async function picture(page: Page, name: string): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replace(/[^\p{L}\d]+/gu, '-').replace(/^-|-$/g, '')}.png`);
  const { width, height } = page.viewportSize() ?? sizes.tablet;
  const length = await page.evaluate(() => (document.querySelector('dialog:modal') ? 0 : document.documentElement.scrollHeight));
  if (length > height) await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  const whole = { fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(length, height * 3) } };
  await page.screenshot(length > height ? { path, ...whole } : { path });
}

/** Presses Tab, as somebody with a keyboard begins; where that leaves the page for the browser's own bars, the next one comes back. */
async function firstTab(page: Page): Promise<Found[]> {
  await page.keyboard.press('Tab');
  if (await page.evaluate(() => document.activeElement === document.body)) await page.keyboard.press('Tab');
  await settled(page);
  return check(page, ['focus']);
}

/** On paper of A4 with its margins, or in the few colours that a person has chosen for all pages. */
const otherMedia = {
  print: { media: 'print', forcedColors: 'none', size: { width: 718, height: 1046 } },
  'forced colours': { media: 'screen', forcedColors: 'active', size: sizes.tablet },
} as const;

/** The same layout faults as `look` finds, as print or in forced colours. */
export async function lookAs(page: Page, screen: string, how: keyof typeof otherMedia): Promise<string[]> {
  const { size, ...media } = otherMedia[how];
  await page.setViewportSize(size);
  await page.emulateMedia({ ...media, colorScheme: 'light' });
  await settled(page);
  await picture(page, `${screen}, ${how}`);
  const found = await check(page, ['sideways', 'cut off', 'overlap', 'heading']);
  await page.emulateMedia({ media: null, forcedColors: null });
  await page.setViewportSize(sizes.tablet);
  return found.map(({ check, what, where }) => `${screen} | ${how} | ${check} | ${what}: ${where}`);
}

/**
 * Looks at what is on screen in every way; gives a line for each thing that is wrong: screen, size, theme, check, element.
 * The screen is at the size of a tablet afterwards, as before.
 */
export async function look(page: Page, screen: string, how: 'whole' | 'layout' = 'whole'): Promise<string[]> {
  const found: string[] = [];
  const all = how === 'layout' ? layoutWays : folder ? [...ways, ...picturedToo] : ways;
  for (const way of all) {
    await arrange(page, way);
    const where = `${screen} | ${nameOf(way)}`;
    if (way.pictured) await picture(page, where);
    const said = (await check(page, way.checks)).map(({ check, what, where }) => `${check} | ${what}: ${where}`);
    if (way.axe) said.push(...(await violations(page, way.axe)));
    found.push(...said.map(line => `${where} | ${line}`));
  }
  await arrange(page, { size: 'tablet', checks: [] });
  found.push(...(await firstTab(page)).map(({ what, where }) => `${screen} | tablet, light | focus | ${what}: ${where}`));
  return found;
}
