// The page of parts, as `npm run dev` serves it: every part of the kit is on it, and looks right for everybody; and it is not in the build.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { check, settled } from '../support/look';
import type { CheckName } from '../support/looks-page';

const folder = process.env.PICTURES;
let [profile, browser, pages]: [string, OpenBrowser | undefined, ViteDevServer | undefined] = ['', undefined, undefined];

beforeAll(async () => {
  profile = newProfile();
  const server = { host: '127.0.0.1', port: 0, hmr: false, watch: null } as const;
  const optimizeDeps = { entries: ['src/ui/parts/index.html'] };
  pages = await createServer({ cacheDir: join(profile, 'vite'), logLevel: 'error', server, optimizeDeps });
  [browser] = await Promise.all([openChromium(profile), pages.listen()]);
  if (folder) mkdirSync(folder, { recursive: true });
});

afterAll(async () => {
  await browser?.close();
  await pages?.close();
  removeProfile(profile);
});

async function open(query = ''): Promise<Page> {
  if (!browser || !pages) throw new Error('nothing is started');
  const page = await browser.context.newPage();
  page.on('pageerror', error => console.error(`an error in the page: ${error.message}`));
  await page.goto(`${pages.resolvedUrls?.local[0]}src/ui/parts/index.html${query}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>;
const usual: Media = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none', reducedMotion: 'no-preference' };

async function violations(page: Page, rules: 'all' | 'contrast'): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = { resultTypes: ['violations' as const], iframes: false, ...(rules === 'contrast' && { runOnly: ['color-contrast'] }) };
  const run = (wanted: typeof options) =>
    (window as unknown as { axe: typeof axe }).axe.run(document.querySelector('dialog') ?? document, wanted);
  const found = await page.evaluate(run, options);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `axe ${id} | ${target.join(' ')} ${html.slice(0, 120)}`),
  );
}

async function faults(page: Page, checks: readonly CheckName[], rules?: 'all' | 'contrast'): Promise<string[]> {
  await settled(page);
  const found = (await check(page, checks)).map(({ check, what, where }) => `${check} | ${what}: ${where}`);
  return rules ? [...found, ...(await violations(page, rules))] : found;
}

interface Way {
  readonly name: string;
  readonly width: 768 | 320;
  readonly media?: Media;
  readonly dir?: 'rtl';
  readonly text?: '200';
  readonly checks: readonly CheckName[];
  readonly rules?: 'all' | 'contrast';
}

const layout: readonly CheckName[] = ['sideways', 'overlap', 'cut off'];

const ways: readonly Way[] = [
  { name: 'by day', width: 768, checks: [...layout, 'targets', 'held', 'isolation'], rules: 'all' },
  { name: 'by day', width: 320, checks: layout },
  { name: 'at nap time', width: 768, media: { colorScheme: 'dark' }, checks: [], rules: 'contrast' },
  { name: 'with more contrast', width: 768, media: { contrast: 'more' }, checks: layout, rules: 'contrast' },
  { name: 'with forced colours and less motion', width: 768, media: { forcedColors: 'active', reducedMotion: 'reduce' }, checks: layout },
  { name: 'from right to left', width: 768, dir: 'rtl', checks: layout },
  { name: 'with large letters', width: 768, text: '200', checks: layout },
  { name: 'with large letters', width: 320, text: '200', checks: layout },
  { name: 'with large letters from right to left', width: 320, text: '200', dir: 'rtl', checks: layout },
];

describe('the page of parts', () => {
  let page: Page;
  beforeAll(async () => {
    page = await open();
  });
  afterAll(() => page.close());

  const set = (setting: string, choice: string) => page.getByRole('group', { name: setting }).getByLabel(choice, { exact: true }).check();

  test('has every part that src/ui exports, with its states', async () => {
    const files = readdirSync('src/ui').filter(name => name.endsWith('.tsx'));
    const texts = files.map(name => readFileSync(join('src/ui', name), 'utf8'));
    const exported = texts.flatMap(text =>
      [...text.matchAll(/^export (?:function|const) ([A-Z]\w*[a-z])\b(?!Context)/gm)].map(([, name]) => name),
    );
    const shown = await page.locator('[data-part]:has(figure)').evaluateAll(parts => parts.map(part => part.getAttribute('data-part')));
    expect(exported.length).toBeGreaterThan(25);
    expect(
      exported.filter(name => !shown.includes(name as string)),
      'add an example in src/ui/parts/',
    ).toEqual([]);
  });

  test.each(ways)('is right $name at $width px', async ({ name, width, media, dir = 'ltr', text = '100', checks, rules }) => {
    await page.emulateMedia({ ...usual, ...media });
    await page.setViewportSize({ width, height: 1024 });
    await set('dir', dir);
    await set('text', text);
    const found = await faults(page, checks, rules);
    if (folder) await page.screenshot({ path: join(folder, `parts ${name} ${width}.png`), fullPage: true });
    expect(found).toEqual([]);
  });
});

describe('what stands round every page', () => {
  const whole: readonly CheckName[] = [...layout, 'covered', 'targets', 'heading', 'isolation', 'held'];
  const sizes = [
    [360, 740, '100'],
    [1024, 768, '100'],
    [740, 360, '100'],
    [1024, 768, '200'],
    [320, 640, '200'],
  ] as const;

  test.each(['page', 'narrow', 'two places'])('looks right in every size: %s', async scene => {
    const page = await open(`?scene=${scene}`);
    const found: string[] = [];
    for (const [width, height, text] of sizes) {
      await page.setViewportSize({ width, height });
      await page.locator(':root').evaluate((root, by) => root.style.setProperty('font-size', by === '200' ? '200%' : null), text);
      found.push(...(await faults(page, whole)).map(fault => `${width} by ${height}, letters at ${text} %: ${fault}`));
      if (folder) await page.screenshot({ path: join(folder, `scene ${scene} ${width} by ${height} ${text}.png`) });
    }
    found.push(...(await violations(page, 'all')));
    await page.close();
    expect(found).toEqual([]);
  });

  test('a long name on a phone makes the head no higher: it ends in an ellipsis beside the pill', async () => {
    const heights: (number | undefined)[] = [];
    for (const scene of ['page', 'narrow', 'two places']) {
      const page = await open(`?scene=${scene}`);
      await page.setViewportSize({ width: 360, height: 740 });
      heights.push((await page.locator('.head').boundingBox())?.height);
      await page.close();
    }
    expect(new Set(heights).size, `heights ${heights.join(', ')}`).toBe(1);
  });

  test.each([
    ['', 0],
    ['&hand=left', 1],
    ['&dir=rtl', 1],
    ['&dir=rtl&hand=left', 0],
  ])('the rail is where the hand is, and the page beside it: %s', async (query, side) => {
    const page = await open(`?scene=page${query}`);
    await page.setViewportSize({ width: 1024, height: 768 });
    const [rail, main] = await Promise.all(['.places', 'main'].map(part => page.locator(part).boundingBox()));
    await page.close();
    if (!rail || !main) throw new Error('nothing is drawn');
    expect([rail.x > 0, rail.height]).toEqual([side === 1, 768]);
    expect(side === 1 ? main.x + main.width : main.x).toBe(side === 1 ? rail.x : rail.width);
  });
});

describe('what opens over a page', () => {
  let page: Page;
  const opener = (part: string, title: string) => page.locator(`#${part}`).getByRole('button', { name: title });
  const box = () => page.getByRole('dialog');
  beforeAll(async () => {
    page = await open();
  });
  afterAll(() => page.close());

  test.each([
    ['Dialog', 'Long, with acts', 768, 1024],
    ['Dialog', 'Long, with acts', 360, 740],
    ['Dialog', 'Wolfe', 320, 640],
    ['Sheet', 'and more', 768, 1024],
    ['Sheet', 'and more', 1024, 768],
  ])('%s “%s” is right at %i by %i, and gives the focus back', async (part, title, width, height) => {
    await page.setViewportSize({ width, height });
    await opener(part, title).click();
    expect(await faults(page, [...layout, 'targets', 'heading'], 'all')).toEqual([]);
    await page.keyboard.press('Escape');
    await box().waitFor({ state: 'detached' });
    expect(await opener(part, title).evaluate(button => button === document.activeElement)).toBe(true);
  });

  test('the page behind stays where it is, the acts stay in sight, and a tap beside closes', async () => {
    await page.setViewportSize({ width: 768, height: 1024 });
    await opener('Dialog', 'Long, with acts').click();
    await settled(page);
    const before = await page.evaluate(() => scrollY);
    const act = box().getByRole('button', { name: 'Not now' });
    expect(await act.evaluate(button => button.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await page.mouse.move(20, 500);
    await page.mouse.wheel(0, 900);
    await page.mouse.move(384, 500);
    await page.mouse.wheel(0, 9000);
    await settled(page);
    expect(await page.evaluate(() => scrollY)).toBe(before);
    await page.mouse.click(20, 500);
    await box().waitFor({ state: 'detached' });
  });

  test('a field that was forgotten is named, led to, and in sight', async () => {
    const form = page.locator('#ErrorSummary');
    await form.getByRole('button', { name: 'Send to my mentor' }).click();
    await form.getByRole('link', { name: 'Write what you noticed.' }).click();
    const field = form.getByLabel('What did you notice?');
    expect(await field.evaluate(({ id }) => id === document.activeElement?.id)).toBe(true);
    expect(await faults(page, ['focus'])).toEqual([]);
  });
});

test('the page of parts is in development only', () => {
  expect(existsSync('dist/app/index.html')).toBe(true);
  const built = readdirSync('dist/app', { recursive: true, encoding: 'utf8' }).filter(name => /\.(js|html|json)$/.test(name));
  expect(built.filter(name => /ui\/parts|The parts of Larkrise/.test(readFileSync(join('dist/app', name), 'utf8')))).toEqual([]);
});
