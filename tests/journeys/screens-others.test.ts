// Every screen of leaders, mentors and programme leads in every size, by day and at nap time; the other hand, and a tablet in trouble.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { routesFor } from '../../src/main/routes';
import { look } from '../support/look';
import { notices } from '../support/notices';
import { go, type Screen, screensOf } from '../support/screens';
import { closeAll, nothingHere, plus, savedList } from '../support/states';
import { walkScreens } from '../support/walk';

const walk = walkScreens();
const at = (name: string, path: string): Screen => ({ name, open: page => go(page, path) });

async function looksRight(page: Page, { name, open }: Screen, how: 'whole' | 'layout' = 'whole'): Promise<void> {
  await closeAll(page);
  await open(page);
  expect(await look(page, name, how)).toEqual([]);
}

describe.each([
  ['leader', 'green', 'helen'],
  ['mentor', 'mentor', 'ruth'],
  ['programme-lead', 'office', 'denise'],
] as const)('%s', (role, part, person) => {
  const sheets: readonly Screen[] = routesFor(role).acts.length > 0 ? [plus, savedList] : [savedList];
  const named = [...sheets, nothingHere].map(({ name, open }) => ({ name: `${role} ${name}`, open }));

  test.each([...screensOf(role), ...named])('$name', async screen => {
    await looksRight(await walk().page(part, person), screen);
  });
});

test('with the places on the left for the right hand, and on the right for the left one', async () => {
  const page = await walk().page('green', 'helen');
  await page.evaluate(() => {
    document.documentElement.dataset.hand = 'left';
  });
  for (const screen of [plus, savedList, at('leader / left-handed', '/')]) await looksRight(page, screen, 'layout');
  await page.evaluate(() => delete document.documentElement.dataset.hand);
});

test.each(notices)('$name', async screen => {
  await looksRight(await walk().page('blue', 'kasia'), screen);
});
