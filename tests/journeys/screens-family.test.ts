// The page that is handed to families, in every language: right to left where they read so, whole in every size, and never half English.
import { expect, test } from 'vitest';
import { languages } from '../../src/ui/words/languages';
import { look } from '../support/look';
import { goBehind } from '../support/screens';
import { walkScreens } from '../support/walk';

const walk = walkScreens();
const behind = (tag: string) => ({ on: '/babies', as: '/babies/:child', further: `/family?in=${tag}` });

async function familyPage(tag: string) {
  const page = await walk().page('blue', 'amina');
  await goBehind(page, '/babies/:child/family', behind(tag));
  await page.locator(`.family[lang="${languages.find(one => one.tag === tag)?.lang}"]`).waitFor();
  return page;
}

const [rightToLeft, leftToRight] = [languages.filter(({ dir }) => dir === 'rtl'), languages.filter(({ dir }) => dir === 'ltr')];

test.each(rightToLeft)('in $inEnglish the page runs from right to left and looks right', async ({ tag }) => {
  const page = await familyPage(tag);
  const heading = page.getByRole('heading', { level: 1 });
  expect(await heading.evaluate(one => getComputedStyle(one).direction)).toBe('rtl');
  expect(await look(page, `family page in ${tag}`)).toEqual([]);
});

test.each(leftToRight)('in $inEnglish nothing is cut off', async ({ tag }) => {
  expect(await look(await familyPage(tag), `family page in ${tag}`, 'layout')).toEqual([]);
});
