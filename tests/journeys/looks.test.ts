// The checks that look at screens can fail: each finds the fault of a page made for it, and nothing on the page that has it not.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { check, look } from '../support/look';
import { cases } from '../support/looks-cases';
import type { CheckName } from '../support/looks-page';

let [profile, browser, page]: [string, OpenBrowser | undefined, Page | undefined] = ['', undefined, undefined];

beforeAll(async () => {
  profile = newProfile();
  browser = await openChromium(profile);
  page = await browser.context.newPage();
  await page.setViewportSize({ width: 768, height: 1024 });
});

afterAll(async () => {
  await browser?.close();
  removeProfile(profile);
});

/** What the check says about a page of this body, a line each. */
async function said(name: CheckName, body: string): Promise<string[]> {
  if (!page) throw new Error('no page');
  await page.setContent(`<!doctype html><html lang="en"><style>body { margin: 8px }</style>${body}</html>`);
  if (name === 'focus') await page.keyboard.press('Tab');
  return (await check(page, [name])).map(({ what, where }) => `${what}: ${where}`);
}

test.each(cases)('$check: finds $title', async ({ check, bad, says }) => {
  const faults = await said(check, bad);
  expect(faults).not.toEqual([]);
  for (const fault of faults) expect(fault).toMatch(says);
});

test.each(cases)('$check: finds nothing without $title', async ({ check, good }) => {
  expect(await said(check, good)).toEqual([]);
});

const pale = '<style>@media (prefers-color-scheme: dark) { html { background: #000; color: #fff } p { color: #333 } }</style>';
const wide = '<p style="inline-size: 20rem">Words that are twice as wide with letters at 200 %</p>';

test('a line names the screen, the size, the theme, the check and the element, for what is wrong in one way of looking alone', async () => {
  if (!page) throw new Error('no page');
  const [button, heading] = ['<button style="min-block-size: 48px; min-inline-size: 48px">Go</button>', '<title>Here</title><h1>Here</h1>'];
  await page.setContent(`<!doctype html><html lang="en"><body>${pale}<main>${heading}${wide}${button}</main></body></html>`);
  expect(await look(page, 'trial')).toEqual([
    expect.stringMatching(/^trial \| narrow, light \| sideways \| the page scrolls sideways by \d+ px; .*: p "Words/),
    expect.stringMatching(/^trial \| phone, light, letters at 200 % \| sideways \| /),
    expect.stringMatching(/^trial \| phone, light, letters at 200 % \| cut off \| /),
    expect.stringMatching(/^trial \| phone, dark \| axe color-contrast \| p <p style/),
  ]);
});

test('every check has a page on which it fails', () => {
  const all: Record<CheckName, true> = {
    sideways: true,
    'cut off': true,
    overlap: true,
    covered: true,
    targets: true,
    heading: true,
    'raw words': true,
    isolation: true,
    held: true,
    focus: true,
  };
  expect(new Set(cases.map(({ check }) => check))).toEqual(new Set(Object.keys(all)));
});
