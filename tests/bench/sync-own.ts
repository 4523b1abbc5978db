// What only Larkrise promises in figures: how soon a keystroke is a durable draft, and what a small change weighs on the wire.
import { gzipSync } from 'node:zlib';
import type { OpenBrowser } from '../support/browser';
import { median, quantile } from './figures';
import type { Rival } from './servers/rivals';

interface Own {
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  readonly missed: readonly string[];
}

const mostForADraft = 16;
const mostForASmallChange = 250;
const smallChanges = 100;

const rounded = (value: number): number => Number(value.toFixed(1));

/** `keys`: so many letters are typed, each kept before the next. */
export async function measureOwn({ context }: OpenBrowser, rivals: readonly Rival[], keys: number): Promise<Own> {
  const larkrise = rivals.find(({ name }) => name === 'larkrise');
  if (!larkrise) throw new Error('Larkrise does not take part');
  const page = await context.newPage();
  await page.goto(larkrise.address('own'));
  await page.waitForFunction(() => 'bench' in window);
  await page.evaluate(async () => {
    await window.bench.ready('tablet', 'writer');
    await window.bench.open('tablet', 'writer');
  });
  await page.evaluate(count => window.larkriseOwn?.drafts(count), Math.min(keys, 50));
  const drafts = (await page.evaluate(count => window.larkriseOwn?.drafts(count), keys)) ?? [];
  await page.evaluate(() => window.bench.push());
  await page.evaluate(count => window.larkriseOwn?.smallChanges(count), smallChanges);
  const [pushed] = await Promise.all([
    page.waitForRequest(request => request.url().endsWith('/sync/push')),
    page.evaluate(() => window.bench.push()),
  ]);
  await page.close();
  const body = pushed.postDataBuffer() ?? Buffer.alloc(0);
  const [bytes, packed] = [body.length / smallChanges, gzipSync(body).length / smallChanges];
  const p95 = quantile(drafts, 0.95);
  const rows = [
    { figure: 'keystroke to durable draft, ms', median: rounded(median(drafts)), p95: rounded(p95), goal: `p95 < ${mostForADraft}` },
    { figure: `a small change among ${smallChanges} pushed, bytes`, median: rounded(bytes), p95: '', goal: `<= ${mostForASmallChange}` },
    { figure: 'the same, were pushes packed with gzip', median: rounded(packed), p95: '', goal: '' },
  ];
  const missed = [
    ...(p95 < mostForADraft ? [] : [`keystroke to durable draft: p95 ${rounded(p95)} ms, less than ${mostForADraft}`]),
    ...(bytes <= mostForASmallChange ? [] : [`a small change: ${rounded(bytes)} bytes, at most ${mostForASmallChange}`]),
  ];
  return { rows, missed };
}
